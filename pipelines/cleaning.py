"""Characters that break parsers or deceive readers are taken out; those that spell words stay.

One `&#8;` makes trafilatura discard a whole article, and its own cleaning deletes the zero-width
joiners without which Persian, Kurdish and Urdu words are misspelt. What is kept keeps its form: no
normalisation here, evidence spans must point into the original characters.
"""

from __future__ import annotations

import html
import re

#: Stand-ins for ZWNJ and ZWJ during extraction: printable letters (Linear A) that no press uses.
_STAND_INS = {"\u200c": "\U00010600", "\u200d": "\U00010601"}
_HIDE = str.maketrans(_STAND_INS)
_SHOW = str.maketrans({stand_in: joiner for joiner, stand_in in _STAND_INS.items()})

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")
_JOINER_NAMES = {"&zwnj;": "\u200c", "&zwj;": "\u200d"}

# C0 and C1 controls but tab and newlines, lone surrogates, non-characters, BOM.
_ILLEGAL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
# Bidi controls can show a text in another order than it is stored; tags, soft hyphens and
# zero-width spaces are invisible and split words.
_INVISIBLE = r"\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\U000e0000-\U000e007f"
_ILLEGAL_CHARACTERS = re.compile(f"[{_ILLEGAL}]")
_UNWANTED_CHARACTERS = re.compile(f"[{_ILLEGAL}{_INVISIBLE}]")


def clean_html(markup: str) -> str:
    """Markup without what the parser would choke on, joiners replaced by their stand-ins."""
    markup = _REFERENCE.sub(_legal_reference, markup)
    for name, joiner in _JOINER_NAMES.items():
        markup = markup.replace(name, joiner)
    markup = _ILLEGAL_CHARACTERS.sub("", markup.replace("\x85", "\n"))
    return markup.translate(_HIDE) if "\u200c" in markup or "\u200d" in markup else markup


def clean_text(text: str) -> str:
    """Paragraphs, one a line, without illegal or invisible characters; joiners are back."""
    lines = map(clean_line, text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def clean_line(text: str) -> str:
    """One line: as `clean_text`, with each run of white space one space."""
    line = " ".join(text.split())  # every white space that Unicode has
    if not line.isprintable():  # nearly always it is, and to ask costs a tenth of the search
        line = " ".join(_UNWANTED_CHARACTERS.sub("", line).split())
    return line.translate(_SHOW) if _STAND_INS["\u200c"] in line or _STAND_INS["\u200d"] in line else line


def clean_field(text: str) -> str:
    """One line out of an attribute, JSON or a feed, where entities are often escaped twice."""
    return clean_line(html.unescape(html.unescape(text)) if "&" in text else text)


def _legal_reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    if 0x80 <= number <= 0x9F:
        # HTML reads these as windows-1252, whatever the page's encoding: &#146; is an apostrophe.
        return bytes([number]).decode("cp1252", "ignore")
    if number in (0x200C, 0x200D):
        return chr(number)
    if number > 0x10FFFF or _ILLEGAL_CHARACTERS.match(chr(number)):
        return ""
    return match.group()
