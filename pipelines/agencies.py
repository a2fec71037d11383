"""Which wire agency a text credits: `(MAP)` at its head, `وأج` at its foot, AFP as its author.

Only places where agencies are credited are looked at: an agency that is quoted in the middle of a
text did not write it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

#: Characters at the start of a text in which a dateline ends: "RABAT, 12 mai 2024 (MAP) –".
HEAD = 130
#: Characters of the last line that a signature, alone or in brackets, may fill.
FOOT = 60
#: Lines from the end among which a credit may stand: notes and comments come behind it.
LAST_LINES = 10

_TABLE: list[dict[str, Any]] = tomllib.loads(files("pipelines").joinpath("agencies.toml").read_text("utf-8"))["agency"]
# Short marks are credits in their own case only: "AMI" is an agency and "ami" a friend.
_BY_NAME: dict[str, str] = {
    name.casefold() if len(name) > 4 else name: agency["id"]
    for agency in _TABLE
    for name in (*agency["names"], *agency["marks"])
}
_MARKS = sorted(((mark, agency["id"]) for agency in _TABLE for mark in agency["marks"]), key=lambda pair: -len(pair[0]))
_ID = dict(_MARKS)
_ANY = "|".join(re.escape(mark).replace(r"\ ", r"\s+") for mark, _ in _MARKS)
_BRACKETED = re.compile(
    rf"[(\[/«]\s*(?:avec|with|source\s?:|مع|عن)?\s*({_ANY})\s*(?:[-–/,+]\s*\w[\w .]{{0,20}})?[)\]/»]"
)
# "الرباط /12 مايو/ و م ع –", "TUNIS, 13 mai (TAP)", "AFP -" before the first sentence.
_DATELINE = re.compile(rf"(?:^|[\s/(–—-])({_ANY})\s*[)/]?\s*(?:[-–—:/]|\.\.)")
_ALONE = re.compile(rf"^\W*(?:Source|Avec|With|المصدر|عن)?\W*({_ANY})\W*$")
#: A line of its own that says that it is a credit.
_CREDIT = re.compile(rf"^\W*(?:(?:Source|Avec|With|المصدر|عن|مع)\W+({_ANY})\W*|[(\[]\s*({_ANY})\s*[)\]]\W*)$")
_TOKEN = re.compile(
    r"\s*[/,;&|+–-]\s*|\s+و\s+|(?:^|(?<=[\s,،]))(?:et|and|avec|with|by|par|مع|عن|بواسطة)\s+", re.IGNORECASE
)


def credited_agency(text: str, authors: Iterable[str]) -> str | None:
    """The id of the agency that the author line, the head or the foot of a text credits."""
    return next((agency for author in authors if (agency := agency_named(author))), None) or _in_text(text)


@lru_cache(maxsize=256)  # the same few words of a page are asked for again and again
def agency_named(author: str) -> str | None:
    """The agency that an author line names, alone or beside a person ("Le360 (avec MAP)")."""
    for part in (author, *_TOKEN.split(author)):
        name = part.strip(" .()[]«»\"'")
        if agency := _BY_NAME.get(name) or _BY_NAME.get(name.casefold()):
            return agency
    bracketed = _BRACKETED.search(author)
    return _id(bracketed[1]) if bracketed else None


def _in_text(text: str) -> str | None:
    head = text[:HEAD]
    found = _BRACKETED.search(head) or _DATELINE.search(head[:60])
    return _id(found[1]) if found else _in_foot(text.split("\n"))


def _in_foot(lines: list[str]) -> str | None:
    """The agency of the last line, or of a last line "Source: …" that comments or notes follow."""
    foot = lines[-1]
    found = _BRACKETED.search(foot[-FOOT:]) or (_ALONE.match(foot) if len(foot) <= FOOT else None)
    if found is None:
        short = (line for line in reversed(lines[-LAST_LINES:]) if len(line) <= FOOT)
        found = next((match for line in short if (match := _CREDIT.match(line))), None)
    return _id(found[1] or found[found.lastindex or 1]) if found else None


def _id(mark: str) -> str:
    return str(_ID[" ".join(mark.split())])
