"""The registry of outlets: TOML files that people edit, loaded, checked and selected from."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from corpus.errors import BadArgument, RegistryError
from corpus.taxonomy import COUNTRIES
from corpus.types import Endpoint, Source
from corpus.urls import url_key
from crawler.entry import Listed, read_entry
from crawler.toml_lines import key_lines
from crawler.toml_table import Table

#: Stands for every country outside the Maghreb where a country is asked for.
INTERNATIONAL = "INTL"


class DisabledSource(BadArgument):
    """An outlet that was asked for by its id and is not crawled."""

    def __init__(self, source: Source):
        super().__init__("source", source.id, "an enabled outlet")
        self.args = (f"source: {source.id!r} is disabled ({source.disabled}): {source.note or 'no note says why'}",)


def load_sources(path: str = "") -> dict[str, Source]:
    """The outlets by id, sorted; from a file or a folder of `*.toml`, "" being the built-in registry.

    Raises `RegistryError` for the first thing that is wrong, with its file, line, outlet and field.
    """
    if path:
        return _load(_registry_files(Path(path)))
    with as_file(files(__package__) / "sources") as folder:
        return _load(_registry_files(folder))


def select(
    sources: Mapping[str, Source],
    *,
    countries: Collection[str] = (),
    languages: Collection[str] = (),
    ids: Collection[str] = (),
) -> tuple[Source, ...]:
    """The enabled outlets of these countries, languages and ids; an empty filter lets all pass.

    A country is the outlet's own, or `INTL` for all beyond the Maghreb. Of an outlet in several languages
    the endpoints in the others are left out. Raises `BadArgument` for what the registry does not know and
    for an outlet that is named although disabled.
    """
    found = matching(sources, countries=countries, languages=languages, ids=ids)
    for source in found:
        if source.id in ids and not source.enabled:
            raise DisabledSource(source)
    return tuple(narrowed for source in found if source.enabled and (narrowed := _narrowed(source, languages)))


def matching(
    sources: Mapping[str, Source],
    *,
    countries: Collection[str] = (),
    languages: Collection[str] = (),
    ids: Collection[str] = (),
) -> tuple[Source, ...]:
    """Like `select`, for looking at the registry: disabled outlets too, and each of them whole."""
    places = {source.country for source in sources.values()}
    abroad = {INTERNATIONAL} if places - set(COUNTRIES) else set()
    _refuse_unknown("country", countries, places | abroad)
    _refuse_unknown("language", languages, {language for one in sources.values() for language in one.languages})
    for id_ in ids:
        if id_ not in sources:
            raise BadArgument("source", id_, _near(id_, sources))
    return tuple(
        source
        for source in sources.values()
        if (not countries or source.country in countries or (_is_abroad(source) and INTERNATIONAL in countries))
        and (not languages or not set(languages).isdisjoint(source.languages))
        and (not ids or source.id in ids)
    )


def _registry_files(path: Path) -> list[Path]:
    if not path.exists():
        raise RegistryError(f"{path}: there is no such registry file or folder")
    paths = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not paths:
        raise RegistryError(f"{path}: no *.toml file in this folder")
    return paths


def _load(paths: list[Path]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    places: dict[str, str] = {}
    addresses: dict[str, str] = {}
    for table in (table for path in paths for table in _tables(path)):
        source, endpoints = read_entry(table)
        place = f"{table.file}, line {table.line('id')}"
        if source.id in found:
            table.fail("id", problem=f"{source.id!r} is already the id of {places[source.id]}")
        _refuse_shared(source, endpoints, addresses)
        found[source.id], places[source.id] = source, place
    if not found:
        raise RegistryError(f"{paths[0]}: no outlet; an entry begins with [[source]]")
    return dict(sorted(found.items()))


def _refuse_shared(source: Source, listed: tuple[Listed, ...], addresses: dict[str, str]) -> None:
    """One outlet, one address: a feed under two outlets would be polled twice and credited at random."""
    for one in listed:
        key = url_key(one.endpoint.url)
        if key in addresses:
            one.fail(f"{one.endpoint.url} is already listed for {addresses[key]}")
        addresses[key] = f"{source.id} ({one.at})"


def _tables(path: Path) -> Iterator[Table]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(_syntax(path, text, str(error))) from None
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read: {error.strerror}") from None
    lines = key_lines(text)
    rows = data.pop("source", [])
    for name in data:
        raise RegistryError(f"{path.name}, line {_line(lines, name)}: {name}: a registry has only [[source]] tables")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RegistryError(f"{path.name}, line {_line(lines, 'source')}: source: begin an entry with [[source]]")
    for number, row in enumerate(rows):
        subject = row.get("id")
        name = subject if isinstance(subject, str) and subject else "an outlet without id"
        yield Table(file=path.name, place=("source", number), values=row, lines=lines, subject=name)


def _line(lines: Mapping[tuple[str | int, ...], int], name: str) -> int:
    return min(line for place, line in lines.items() if place[0] == name)


def _syntax(path: Path, text: str, message: str) -> str:
    """tomllib says "What (at line 3, column 5)", or "(at end of document)"."""
    what, _, where = message.removesuffix(")").rpartition(" (at ")
    line = where.removeprefix("line ").partition(",")[0] if where.startswith("line ") else str(text.count("\n") + 1)
    return f"{path.name}, line {line}: not TOML: {what}"


def _refuse_unknown(name: str, values: Collection[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise BadArgument(name, value, tuple(sorted(known)))


def _near(id_: str, sources: Mapping[str, Source]) -> str:
    near = difflib.get_close_matches(id_, sources, n=3) or [known for known in sources if id_ and id_ in known][:3]
    return f"an id of `scrapy sources list`{', such as ' if near else ''}{', '.join(near)}"


def _is_abroad(source: Source) -> bool:
    return source.country not in COUNTRIES


def _narrowed(source: Source, languages: Collection[str]) -> Source | None:
    """The outlet with its endpoints in these languages or in none; None where nothing is left of them."""
    if not languages:
        return source
    endpoints, guesses = (_in(languages, listed) for listed in (source.endpoints, source.guesses))
    return replace(source, endpoints=endpoints, guesses=guesses) if endpoints or guesses else None


def _in(languages: Collection[str], endpoints: tuple[Endpoint, ...]) -> tuple[Endpoint, ...]:
    return tuple(endpoint for endpoint in endpoints if endpoint.language in (None, *languages))
