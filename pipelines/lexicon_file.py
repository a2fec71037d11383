"""One TOML file of the lexicon, read strictly: what is wrong is named with file, line and field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from corpus.errors import RulesError
from corpus.taxonomy import TOPICS

T = TypeVar("T")
_COUNTRY = re.compile(r"[A-Z]{2}")
#: A term has at least one letter or digit, and braces only in pairs without nesting.
_TERM = re.compile(r"[^{}]*(?:\{[^{}]*\}[^{}]*)*")


@dataclass(frozen=True)
class Table:
    """One table of a file, with the line of its header."""

    file: LexiconFile
    values: Mapping[str, Any]
    line: int

    def fail(self, field: str, problem: str) -> NoReturn:
        raise RulesError(f"{self.file.path}:{self.file.line_of(field, self.line)}: {field}: {problem}")

    def text(self, field: str) -> str:
        value = self.values.get(field)
        if not isinstance(value, str) or not value.strip():
            self.fail(field, "a non-empty text is needed")
        return value

    def number(self, field: str, default: float = 0.0) -> float:
        value = self.values.get(field, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            self.fail(field, f"{value!r} is not a number of 0 or more")
        return float(value)

    def signed(self, fields: tuple[str, ...]) -> dict[str, float]:
        """All the numbers that `fields` names, of either sign, and no others."""
        _refuse_unknown(self, fields)
        for field in fields:
            value = self.values.get(field)
            if isinstance(value, bool) or not isinstance(value, int | float):
                self.fail(field, f"{value!r} is not a number")
        return {field: float(self.values[field]) for field in fields}

    def flag(self, field: str) -> bool:
        value = self.values.get(field, False)
        if not isinstance(value, bool):
            self.fail(field, f"{value!r} is neither true nor false")
        return value

    def names(self, field: str, allowed: Iterable[str]) -> tuple[str, ...]:
        names = self._texts(field)
        known = set(allowed)
        for name in names:
            if name not in known:
                self.fail(field, f"{name!r} is not known; allowed: {', '.join(sorted(known))}")
        return names

    def choice(self, field: str, allowed: tuple[T, ...]) -> T:
        """One of a closed set of names."""
        value = self.values.get(field)
        if value not in allowed:
            self.fail(field, f"{value!r} is not known; allowed: {', '.join(map(str, allowed))}")
        return allowed[allowed.index(value)]

    def countries(self, field: str) -> tuple[str, ...]:
        value = self.values.get(field)
        codes = (value,) if isinstance(value, str) else self._texts(field)
        if not codes or not all(_COUNTRY.fullmatch(code) for code in codes):
            self.fail(field, f"{value!r} is not an ISO 3166-1 alpha-2 code or a list of them")
        return tuple(codes)

    def terms(self, field: str) -> tuple[str, ...]:
        """A list of terms of the lexicon."""
        terms = self._texts(field)
        for term in terms:
            if not any(map(str.isalnum, term)) or not _TERM.fullmatch(term):
                self.fail(field, f"{term!r} is not a term")
        return terms

    def _texts(self, field: str) -> tuple[str, ...]:
        value = self.values.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fail(field, "a list of texts is needed")
        return tuple(value)


@dataclass(frozen=True)
class LexiconFile:
    """A parsed file and its lines, kept to say where a mistake is."""

    path: Path
    values: Mapping[str, Any]
    lines: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> LexiconFile:
        try:
            content = path.read_text(encoding="utf-8")
            return cls(path, tomllib.loads(content), tuple(content.splitlines()))
        except tomllib.TOMLDecodeError as error:
            raise RulesError(f"{path}: {error}") from error  # tomllib's message says the line
        except (OSError, UnicodeDecodeError) as error:
            raise RulesError(f"{path}: cannot be read: {error}") from error

    def line_of(self, start: str, after: int = 1) -> int:
        """The number of the first line from `after` on that begins with a field's name or header."""
        for number, line in enumerate(self.lines[after - 1 :], after):
            if number > after and line.startswith("[") and not start.startswith("["):
                break
            if re.match(rf"\s*{re.escape(start)}(?![\w-])", line):
                return number
        return after

    def top(self) -> Table:
        return Table(self, self.values, 1)

    def topic(self) -> str:
        name = self.top().text("topic")
        if name not in TOPICS:
            self.top().fail("topic", f"{name!r} is not known; allowed: {', '.join(TOPICS)}")
        return name

    def table(self, name: str) -> Table:
        """The `[name]` table of the file."""
        values = self.values.get(name)
        if not isinstance(values, dict):
            self.top().fail(name, f"a table [{name}] is needed")
        return Table(self, values, self.line_of(f"[{name}]"))

    def lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The `name = [terms]` lists of the file."""
        for name in self.values:
            yield name, self.top().terms(name)

    def rows(self, name: str, fields: tuple[str, ...]) -> Iterator[Table]:
        """The `[[name]]` tables of the file."""
        _refuse_unknown(self.top(), ("topic", name))
        rows = self.values.get(name, [])
        if not isinstance(rows, list):
            self.top().fail(name, f"[[{name}]] tables are needed")
        line = 0
        for values in rows:
            line = self.line_of(f"[[{name}]]", line + 1)
            table = Table(self, values, line)
            _refuse_unknown(table, fields)
            yield table

    def numbers(self, types: Mapping[str, object]) -> dict[str, Any]:
        """All the numbers that `types` names; whole ones where it says so."""
        table = self.top()
        _refuse_unknown(table, tuple(types))
        for name in types:
            if name not in self.values:
                table.fail(name, "a number is needed")
        return {name: int(table.number(name)) if kind == "int" else table.number(name) for name, kind in types.items()}


def _refuse_unknown(table: Table, allowed: tuple[str, ...]) -> None:
    for field in table.values:
        if field not in allowed:
            table.fail(field, f"this field is not known; allowed: {', '.join(allowed)}")
