"""Pairs of texts that are one text, and pairs that only look so, made by hand."""
