"""Marsad's own `scrapy` commands: each parses its arguments, calls one function, prints."""
