"""From bytes to text, when the page's own word about its encoding cannot be trusted.

Order: byte order mark, strict UTF-8, UTF-8 with a few bad bytes, then the declared encoding against
those of the outlet's languages, by how the result looks, then a detector. Windows-1256 that says
utf-8 and UTF-8 that says windows-1256 are both everyday in this press.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

#: One bad sequence in this many good ones is damage, not another encoding.
GOOD_PER_BAD = 8
#: Share of the non-ASCII characters that must look right before we stop asking a detector.
PLAUSIBLE = 0.2
#: Bytes by whose look encodings are compared: four pages of a book.
SCORED = 8_000
#: Bytes that the detector sees.
SAMPLE = 20_000

#: Single-byte encodings that each language's press has used, the likelier first.
OF_LANGUAGE = {"ar": ("cp1256", "iso-8859-6"), "fr": ("cp1252", "iso-8859-15"), "en": ("cp1252",)}

_BEYOND_ASCII = re.compile(rb"[^<>\x80-\xff]{0,40}[\x80-\xff][^<>]{0,400}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# The commonest pairs of Arabic letters: wrong Arabic code pages give Arabic letters too, but not these.
_ARABIC = re.compile("ال|في|من|لم|ية|وا|ات|على")
# An accent of French inside a word of ASCII letters, and the marks that windows-1252 adds.
_FRENCH = re.compile(r"(?<=[A-Za-z])[éèêëàâçùûôîïœ](?![À-ÿ]{2})|\b[éàÉÀÊ](?=[a-z ])|[«»’“”–—…€]|(?<=[A-Za-z])’")
# What a wrong decoding leaves: controls, signs between letters, runs of accented capitals.
_ODD = re.compile(r"[\x80-\x9f\ufffd]|(?<=\w)[¤¦§¨¬¯¶¸¹²³×÷¼½¾¿¡](?=\w)|[À-ÿ]{3,}|[a-z][À-ÖØ-Þ][a-z]|[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a body and the Python name of the encoding that gave it."""

    text: str
    encoding: str


def decode(body: bytes, *, content_type: str = "", languages: Sequence[str] = ()) -> Decoded:
    """The text of `body`. `content_type` is the HTTP header, `languages` those of the outlet. Never raises."""
    encoding, mark = read_bom(body)
    if encoding and mark:
        return Decoded(body[len(mark) :].decode(encoding, "replace"), encoding)
    if text := _utf8(body):
        return Decoded(text, "utf-8")
    declared = (http_content_type_encoding(content_type), html_body_declared_encoding(body))
    return _likeliest(body, tuple(dict.fromkeys(_candidates(declared, languages))))


def _utf8(body: bytes) -> str | None:
    """The body as UTF-8 if that is what it is, a few damaged bytes allowed."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(_NOT_ASCII.findall(text)) - bad
    return text if good > GOOD_PER_BAD * bad else None


def _candidates(declared: Sequence[str | None], languages: Sequence[str]) -> Iterator[str]:
    for encoding in declared:
        if encoding and not encoding.startswith(("utf-8", "utf-16", "utf-32")):
            yield encoding
    for language in (*languages, *OF_LANGUAGE):
        yield from OF_LANGUAGE.get(language, ())


def _likeliest(body: bytes, encodings: Sequence[str]) -> Decoded:
    sample = _telling(body)
    scores = [_looks_right(sample.decode(encoding, "replace")) for encoding in encodings]
    best = max(range(len(encodings)), key=scores.__getitem__)  # the first of equals: the declared one
    if scores[best] < PLAUSIBLE:
        if detected := _detected(body):
            return detected
        best = 0 if scores[0] >= 0 else best
    return Decoded(body.decode(encodings[best], "replace"), encodings[best])


def _telling(body: bytes) -> bytes:
    """The pieces of a body that are not ASCII, with what stands around them, up to `SCORED` bytes."""
    pieces: list[bytes] = []
    length = 0
    for match in _BEYOND_ASCII.finditer(body):
        pieces.append(match[0])
        length += len(match[0])
        if length > SCORED:
            break
    return b"\n".join(pieces)


def _looks_right(text: str) -> float:
    """Share of the non-ASCII characters that stand as Arabic or French put them, less the odd ones."""
    total = len(_NOT_ASCII.findall(text)) or 1
    arabic = 2 * len(_ARABIC.findall(text))
    return (arabic + len(_FRENCH.findall(text)) - 2 * len(_ODD.findall(text))) / total


def _detected(body: bytes) -> Decoded | None:
    start = max(0, (len(body) - SAMPLE) // 2)
    match = from_bytes(body[start : start + SAMPLE]).best()
    return Decoded(body.decode(match.encoding, "replace"), match.encoding) if match else None
