"""On which line each key and list item of a TOML text stands, which `tomllib` does not say.

The text is one that `tomllib` has read, so nothing is checked here; strings over several lines, comments
and brackets inside strings do not mislead.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

#: Where a value stands in the data: `("source", 3, "feeds", 0, "url")`.
Place = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'|#[^\n]*|\n|[][{}=,]|[^\s][^][{}=,#"\'\s]*',
    re.DOTALL,
)


class _Token(NamedTuple):
    text: str
    line: int


def key_lines(text: str) -> dict[Place, int]:
    """The line, from 1, of each table header, key and list item; of the first header of a repeated table."""
    return _Scan(list(_tokens(text))).statements()


def _tokens(text: str) -> Iterator[_Token]:
    line, end = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", end, match.start())
        if not match[0].startswith("#"):
            yield _Token(match[0], line)
        line += match[0].count("\n")
        end = match.end()


class _Scan:
    """Walks over the tokens once and notes where things stand."""

    def __init__(self, tokens: list[_Token]):
        self._tokens, self._at = tokens, 0
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}  # the last index of each array of tables

    def statements(self) -> dict[Place, int]:
        table: Place = ()
        while self._at < len(self._tokens):
            if self._text() == "\n":
                self._at += 1
            elif self._text() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _text(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else "\n"

    def _header(self) -> Place:
        line, many = self._tokens[self._at].line, self._tokens[self._at + 1].text == "["
        self._at += 2 if many else 1
        place = self._resolved(self._key("]"))
        self._at += 2 if many else 1
        if many:
            self._counts[place] = self._counts.get(place, -1) + 1
            place = (*place, self._counts[place])
        self._lines.setdefault(place, line)
        return place

    def _resolved(self, names: list[str]) -> Place:
        """A header's names, each array of tables among its parents standing for its last table."""
        place: Place = ()
        for name in names:
            if place in self._counts:
                place = (*place, self._counts[place])
            place = (*place, name)
        return place

    def _pair(self, table: Place) -> None:
        line = self._tokens[self._at].line
        place = (*table, *self._key("="))
        self._lines.setdefault(place, line)
        self._at += 1
        self._value(place)

    def _key(self, end: str) -> list[str]:
        names: list[str] = []
        while self._text() != end:
            text = self._text()
            quoted = text[0] in "\"'"
            names += [tomllib.loads(f"k={text}")["k"]] if quoted else [part for part in text.split(".") if part]
            self._at += 1
        return names

    def _value(self, place: Place) -> None:
        if self._text() == "[":
            self._list(place)
        elif self._text() == "{":
            self._inline(place)
        else:
            while self._text() not in ("\n", ",", "]", "}"):  # a date and its time are two tokens
                self._at += 1

    def _list(self, place: Place) -> None:
        self._at += 1
        index = 0
        while self._text() != "]":
            if self._text() in (",", "\n"):
                self._at += 1
                continue
            self._lines[(*place, index)] = self._tokens[self._at].line
            self._value((*place, index))
            index += 1
        self._at += 1

    def _inline(self, place: Place) -> None:
        self._at += 1
        while self._text() != "}":
            if self._text() in (",", "\n"):
                self._at += 1
            else:
                self._pair(place)
        self._at += 1
