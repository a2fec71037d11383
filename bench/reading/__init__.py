"""Measuring how well and how fast pages are read, beside others: labelled pages, readers, scores, floors, clocks."""
