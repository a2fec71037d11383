"""One entry of the registry: its table, checked field by field, becomes a `Source`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import get_args
from zoneinfo import available_timezones

from corpus.types import DisabledReason, Endpoint, EndpointKind, Source, SourceKind
from corpus.urls import is_web_address, url_key
from crawler.reading_entry import read_rules
from crawler.toml_table import Table

#: Field of an entry → the kind of endpoint that it lists.
LISTS: dict[str, EndpointKind] = {
    "feeds": "feed",
    "news_sitemaps": "news-sitemap",
    "sitemaps": "sitemap",
    "sections": "section",
}
#: What every entry says, and all that it may say, in the order in which people write it.
NEEDED = ("id", "name", "home", "country", "languages", "kind", "time_zone")
FIELDS = (*NEEDED, "name_ar", "affiliation", "agency", "hosts", "enabled", "disabled", "note", "checked", *LISTS)
ENDPOINT_FIELDS = ("url", "language", "section", "checked")

_CODES = tomllib.loads(files(__package__).joinpath("codes.toml").read_text(encoding="utf-8"))
_LANGUAGES, _COUNTRIES = frozenset(_CODES["languages"]), frozenset(_CODES["countries"])
_ID = re.compile(r"[a-z0-9-]+")
_HOST = re.compile(r"[^\s/:@?#.]+(\.[^\s/:@?#.]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An endpoint as it is written: where, and when somebody last saw it answer."""

    table: Table  #: of the endpoint, or the one around its list
    names: tuple[str | int, ...]  #: from that table to the address
    endpoint: Endpoint
    checked: date | None = None

    def fail(self, problem: str) -> None:
        """Raise `RegistryError` at the address."""
        self.table.fail(*self.names, problem=problem)

    @property
    def at(self) -> str:
        """File and line, for messages about another entry."""
        return f"{self.table.file}, line {self.table.line(*self.names)}"


def read_entry(table: Table) -> tuple[Source, tuple[Listed, ...]]:
    """The outlet of a `[[source]]` table, and its endpoints with their places.

    Raises `RegistryError` for the first thing that is wrong.
    """
    table.only((*FIELDS, "guesses", "reading"))
    languages = _languages(table)
    endpoints = tuple(_listed(table, languages))
    guesses = tuple(_listed(_guesses(table), languages))
    _refuse_repeated(endpoints + guesses)
    source = Source(
        id=_id(table),
        name=table.text("name"),
        name_ar=table.optional("name_ar", str),
        home=_url(table, "home"),
        country=_country(table),
        languages=languages,
        kind=table.one_of("kind", get_args(SourceKind)),
        affiliation=table.optional("affiliation", str),
        agency=bool(table.optional("agency", bool)),
        endpoints=tuple(listed.endpoint for listed in endpoints),
        guesses=tuple(listed.endpoint for listed in guesses),
        time_zone=_time_zone(table),
        hosts=tuple(_hosts(table)),
        enabled=_is_enabled(table, endpoints),
        disabled=None if table.optional("enabled", bool) else table.one_of("disabled", get_args(DisabledReason)),
        note=table.optional("note", str),
        checked=_checked(table, endpoints),
        reading=read_rules(table),
    )
    return source, endpoints


def _id(table: Table) -> str:
    value = table.text("id")
    if not _ID.fullmatch(value):
        table.fail("id", problem=f"{value!r} has other characters than a-z, 0-9 and -; write for instance al-ayam")
    return value


def _country(table: Table) -> str:
    value = table.text("country")
    if value not in _COUNTRIES:
        table.fail("country", problem=f"{value!r} is not an ISO 3166-1 code of two letters; write for instance MA")
    return value


def _time_zone(table: Table) -> str:
    value = table.text("time_zone")
    if value not in _zones():
        table.fail("time_zone", problem=f"{value!r} is not an IANA name; write for instance Africa/Tunis")
    return value


@cache
def _zones() -> set[str]:
    return available_timezones()  # walks over a folder tree: 5 ms


def _languages(table: Table) -> tuple[str, ...]:
    values = [value for _, value in table.items("languages")]
    if not values:
        table.fail("languages", problem='is missing or empty; write for instance ["ar", "fr"]')
    for index, value in enumerate(values):
        if not isinstance(value, str) or value not in _LANGUAGES:
            hint = 'write for instance ["ar", "fr"]'
            table.fail("languages", index, problem=f"{value!r} is not an ISO 639-1 code; {hint}")
    return tuple(values)


def _hosts(table: Table) -> Iterator[str]:
    for index, host in table.items("hosts"):
        if not isinstance(host, str) or not _HOST.fullmatch(host):
            table.fail("hosts", index, problem=f"{host!r} is not a host name; write for instance m.hespress.com")
        yield host


def _url(table: Table, *names: str | int) -> str:
    """The address that stands at `names`: in a field, or as an item of a list."""
    value = table.text(str(names[0])) if len(names) == 1 else table.values[str(names[0])][names[1]]
    if value != value.strip() or not is_web_address(value):
        table.fail(*names, problem=f"{value!r} is not an http or https address")
    return str(value)


def _guesses(table: Table) -> Table:
    guesses = table.inner("guesses", values=table.optional("guesses", dict) or {})
    guesses.only(tuple(LISTS))
    return guesses


def _listed(table: Table, languages: tuple[str, ...]) -> Iterator[Listed]:
    for name, kind in LISTS.items():
        for index, item in table.items(name):
            if isinstance(item, str):
                url = _url(table, name, index)
                yield Listed(table=table, names=(name, index), endpoint=Endpoint(url=url, kind=kind))
            elif isinstance(item, dict):
                yield _described(table.inner(name, index, values=item), kind, languages)
            else:
                table.fail(name, index, problem=f"{item!r} is neither an address nor a table with a url")


def _described(table: Table, kind: EndpointKind, languages: tuple[str, ...]) -> Listed:
    """An endpoint that is written as a table."""
    table.only(ENDPOINT_FIELDS)
    language = table.optional("language", str)
    if language not in (None, *languages):
        table.fail("language", problem=f"{language!r} is not among the outlet's languages ({', '.join(languages)})")
    endpoint = Endpoint(url=_url(table, "url"), kind=kind, language=language, section=table.optional("section", str))
    return Listed(table=table, names=("url",), endpoint=endpoint, checked=table.optional("checked", date))


def _refuse_repeated(listed: tuple[Listed, ...]) -> None:
    seen: set[str] = set()
    for one in listed:
        key = url_key(one.endpoint.url)
        if key in seen:
            one.fail(f"{one.endpoint.url} is listed twice in this entry")
        seen.add(key)


def _is_enabled(table: Table, endpoints: tuple[Listed, ...]) -> bool:
    """An outlet is enabled or has the reason why not, never both nor neither."""
    enabled = bool(table.optional("enabled", bool))
    if enabled and "disabled" in table.values:
        table.fail("disabled", problem="stands beside enabled = true; keep one of the two")
    if enabled and not endpoints:
        table.fail("enabled", problem=f"nothing to poll; give an address in {', '.join(LISTS)}, or disable the outlet")
    if not enabled and "disabled" not in table.values:
        words = ", ".join(get_args(DisabledReason))
        table.fail("disabled", problem=f"is missing; write enabled = true, or one of {words}")
    return enabled


def _checked(table: Table, endpoints: tuple[Listed, ...]) -> date | None:
    """The newest date of the entry and its endpoints."""
    dates = (table.optional("checked", date), *(listed.checked for listed in endpoints))
    return max((day for day in dates if day), default=None)
