"""One entry of the registry: its fields checked one by one, each error with its file, line, outlet and field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from corpus.errors import RegistryError
from corpus.types import DisabledReason, Endpoint, EndpointKind, Source, SourceKind

#: Field of an entry → the kind of endpoint that it lists.
LISTS: dict[str, EndpointKind] = {
    "feeds": "feed",
    "news_sitemaps": "news-sitemap",
    "sitemaps": "sitemap",
    "sections": "section",
}
_FIELDS = {
    "id", "name", "name_ar", "home", "country", "languages", "kind", "affiliation", "agency", "time_zone", "hosts",
    "enabled", "disabled", "note", "checked", "guesses", *LISTS,
}  # fmt: skip
_NEEDED = ("id", "name", "home", "country", "languages", "kind", "time_zone")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY, _LANGUAGE = re.compile(r"[A-Z]{2}"), re.compile(r"[a-z]{2}")
_ZONES = available_timezones()


class Entry:
    """One `[[source]]` table, with the place in its file for error messages."""

    def __init__(self, file: str, lines: list[str], number: int, row: dict[str, Any]):
        heads = [place for place, line in enumerate(lines, 1) if line.strip() == "[[source]]"]
        self._file, self._lines, self.row = file, lines, row
        self._first = heads[number] if number < len(heads) else 1
        self._last = heads[number + 1] - 1 if number + 1 < len(heads) else len(lines)

    def line(self, field: str) -> int:
        """The line of a field, or of the table's head when the field is missing."""
        for place in range(self._first, self._last + 1):
            if re.match(rf"\s*{re.escape(field)}\s*=", self._lines[place - 1]):
                return place
        return self._first

    def error(self, field: str, what: str) -> RegistryError:
        """The error that a person can act on."""
        name = self.row.get("id", "an entry without id")
        return RegistryError(f"{self._file}, line {self.line(field)}, {name}: {field} {what}")

    def source(self) -> Source:
        """The checked outlet."""
        self._known_fields()
        languages = self._codes("languages", _LANGUAGE, 'ISO 639-1 codes such as ["ar", "fr"]')
        endpoints = self._endpoints(self.row, "")
        guesses = self._endpoints(self._table("guesses"), "guesses.")
        enabled = self._value("enabled", bool, "true or false", False)
        source = Source(
            id=self._matching("id", _ID, "small letters, digits and hyphens"),
            name=self._text("name"),
            name_ar=self._value("name_ar", str, "a string", None),
            home=self._url("home", self.row.get("home")),
            country=self._matching("country", _COUNTRY, "an ISO 3166-1 alpha-2 code such as MA"),
            languages=languages,
            kind=self._choice("kind", get_args(SourceKind)),
            affiliation=self._value("affiliation", str, "a string", None),
            agency=self._value("agency", bool, "true or false", False),
            endpoints=endpoints,
            guesses=guesses,
            time_zone=self._choice("time_zone", _ZONES, "an IANA name such as Africa/Tunis"),
            hosts=tuple(self._list("hosts", str)),
            enabled=enabled,
            disabled=None if enabled else self._choice("disabled", get_args(DisabledReason)),
            note=self._value("note", str, "a string", None),
            checked=self._value("checked", date, "a date such as 2026-11-01", None),
        )
        self._consistent(source)
        return source

    def _known_fields(self) -> None:
        for field in self.row:
            if field not in _FIELDS:
                raise self.error(field, f"is not a field; known: {', '.join(sorted(_FIELDS))}")
        for field in _NEEDED:
            if field not in self.row:
                raise self.error(field, "is missing")

    def _consistent(self, source: Source) -> None:
        if source.enabled and "disabled" in self.row:
            raise self.error("disabled", "is given although the outlet is enabled; keep one of the two")
        if source.enabled and not source.endpoints:
            raise self.error("enabled", "is true, but there is no feed, sitemap or section to poll")
        urls = [endpoint.url for endpoint in (*source.endpoints, *source.guesses)]
        for url in urls:
            if urls.count(url) > 1:
                raise self.error("feeds", f"or another list names {url} twice")

    def _endpoints(self, table: Mapping[str, Any], prefix: str) -> tuple[Endpoint, ...]:
        found: list[Endpoint] = []
        for field, kind in LISTS.items():
            items = table.get(field, [])
            found += [
                self._endpoint(prefix + field, kind, item) for item in (items if isinstance(items, list) else [None])
            ]
        return tuple(found)

    def _endpoint(self, field: str, kind: EndpointKind, item: object) -> Endpoint:
        row = {"url": item} if isinstance(item, str) else item
        if not isinstance(row, dict) or set(row) - {"url", "language", "section"}:
            raise self.error(field, "takes addresses, or tables of url, language and section")
        language, section = row.get("language"), row.get("section")
        if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
            raise self.error(field, f"has the language {language!r}; write an ISO 639-1 code such as ar")
        if section is not None and not isinstance(section, str):
            raise self.error(field, f"has the section {section!r}; write a string")
        return Endpoint(url=self._url(field, row.get("url")), kind=kind, language=language, section=section)

    def _url(self, field: str, value: object) -> str:
        parts = urlsplit(value) if isinstance(value, str) else None
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise self.error(field, f"has {value!r}, which is not an http or https address")
        return str(value)

    def _text(self, field: str) -> str:
        value = self.row.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.error(field, f"is {value!r}; expected some text")
        return value

    def _value(self, field: str, kind: type, expected: str, default: Any) -> Any:
        value = self.row.get(field, default)
        if value is not default and type(value) is not kind:
            raise self.error(field, f"is {value!r}; expected {expected}")
        return value

    def _table(self, field: str) -> Mapping[str, Any]:
        table = self._value(field, dict, "a table", None) or {}
        if set(table) - set(LISTS):
            raise self.error(field, f"has {', '.join(sorted(set(table) - set(LISTS)))}; known: {', '.join(LISTS)}")
        return dict(table)

    def _list(self, field: str, kind: type) -> list[Any]:
        value = self._value(field, list, "a list", [])
        for item in value:
            if not isinstance(item, kind):
                raise self.error(field, f"has {item!r}; expected strings")
        return list(value)

    def _matching(self, field: str, pattern: re.Pattern[str], expected: str) -> str:
        value = self._text(field)
        if not pattern.fullmatch(value):
            raise self.error(field, f"is {value!r}; expected {expected}")
        return value

    def _choice(self, field: str, allowed: Any, expected: str = "") -> Any:
        value = self.row.get(field)
        if value not in allowed:
            what = "is missing" if value is None else f"is {value!r}"
            raise self.error(field, f"{what}; expected {expected or ', '.join(allowed)}")
        return value

    def _codes(self, field: str, pattern: re.Pattern[str], expected: str) -> tuple[str, ...]:
        values = self._list(field, str)
        for value in values:
            if not pattern.fullmatch(value):
                raise self.error(field, f"has {value!r}; expected {expected}")
        if not values:
            raise self.error(field, f"is empty; expected {expected}")
        return tuple(values)
