"""The corpus as files: one module a format; adding one is a function and a line in `corpus.exports.formats`."""
