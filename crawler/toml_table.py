"""A table of a TOML file that knows its place, so that what is wrong in it is named with file, line and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from corpus.errors import RegistryError
from crawler.toml_lines import Place

_WORDS: dict[type, str] = {
    str: "a text in quotes",
    bool: "true or false",
    date: "a date such as 2026-11-24",
    list: "a list in brackets",
    dict: "a table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The values of one table, or of a table within it."""

    file: str
    place: Place  #: of the table in the data of the file
    values: Mapping[str, Any]
    lines: Mapping[Place, int]
    subject: str  #: what the outermost table is about
    path: Place = ()  #: from the outermost table to this one

    def line(self, *names: str | int) -> int:
        """Where a value stands; for a missing one, the nearest table around it."""
        place = (*self.place, *names)
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def fail(self, *names: str | int, problem: str) -> NoReturn:
        """Raise `RegistryError`: "ma.toml, line 41, hespress: languages: …"."""
        field = ".".join(name for name in (*self.path, *names) if isinstance(name, str))
        raise RegistryError(f"{self.file}, line {self.line(*names)}, {self.subject}: {field}: {problem}")

    def only(self, fields: tuple[str, ...]) -> None:
        """Refuse other fields than these."""
        for name in self.values:
            if name not in fields:
                self.fail(name, problem=f"no such field; known are {', '.join(fields)}")

    def optional(self, name: str, kind: type) -> Any:
        """The value, which is of this type and no blank text, or None."""
        value = self.values.get(name)
        # not isinstance, for which a date with a time is a date
        if value is not None and (type(value) is not kind or value == "" or str(value).isspace()):
            self.fail(name, problem=f"{value!r} is not {_WORDS[kind]}")
        return value

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self.optional(name, str)
        if value is None:
            self.fail(name, problem="is missing")
        return str(value)

    def one_of(self, name: str, allowed: tuple[str, ...]) -> Any:
        """One of a few words."""
        value = self.text(name)
        if value not in allowed:
            self.fail(name, problem=f"{value!r} is not known; write one of {', '.join(allowed)}")
        return value

    def items(self, name: str) -> Iterator[tuple[int, Any]]:
        """The items of a list, numbered from 0; none if the list is missing."""
        return enumerate(self.optional(name, list) or ())

    def inner(self, *names: str | int, values: Mapping[str, Any]) -> Table:
        """A table within this one."""
        return Table(
            file=self.file,
            place=(*self.place, *names),
            values=values,
            lines=self.lines,
            subject=self.subject,
            path=(*self.path, *names),
        )
