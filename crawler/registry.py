"""The registry of outlets: TOML files that people edit, loaded, checked and selected from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from corpus.errors import BadArgument, RegistryError
from corpus.types import Source
from crawler.entry import Entry


def load_sources(path: str = "") -> dict[str, Source]:
    """The outlets by id, sorted; from a file or a folder of `*.toml`, "" being the built-in registry.

    Raises `RegistryError` that names file, line, outlet and field.
    """
    folder = Path(path) if path else Path(str(files("crawler"))) / "sources"
    if not folder.exists():
        raise RegistryError(f"{folder}: there is no such registry file or folder")
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else [folder]
    if not paths:
        raise RegistryError(f"{folder}: no *.toml file in this folder")
    found: dict[str, Source] = {}
    places: dict[str, str] = {}
    for one in paths:
        for entry in _entries(one):
            source = entry.source()
            if source.id in found:
                raise entry.error("id", f"is already used in {places[source.id]}")
            _refuse_shared_endpoints(entry, source, places)
            found[source.id] = source
            places[source.id] = f"{one.name}, line {entry.line('id')}"
    return dict(sorted(found.items()))


def select(
    sources: Mapping[str, Source],
    *,
    countries: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
    ids: tuple[str, ...] = (),
) -> tuple[Source, ...]:
    """The enabled outlets that match every filter given; names are checked against the registry."""
    _check("country", countries, {source.country for source in sources.values()})
    _check("language", languages, {language for source in sources.values() for language in source.languages})
    for id_ in ids:
        if id_ not in sources:
            raise BadArgument("source", id_, f"an id from `scrapy sources list`{_similar(id_, sources)}")
        if not sources[id_].enabled:
            reason = f"{sources[id_].disabled}: {sources[id_].note or 'no note'}"
            raise BadArgument("source", id_, f"an enabled outlet; this one is disabled ({reason})")
    return tuple(
        source
        for source in sources.values()
        if source.enabled
        and (not countries or source.country in countries)
        and (not languages or set(languages) & set(source.languages))
        and (not ids or source.id in ids)
    )


def _check(name: str, values: tuple[str, ...], allowed: set[str]) -> None:
    for value in values:
        if value not in allowed:
            raise BadArgument(name, value, tuple(sorted(allowed)))


def _similar(id_: str, sources: Mapping[str, Source]) -> str:
    near = sorted(known for known in sources if id_[:4] and known.startswith(id_[:4]))[:5]
    return f"; similar: {', '.join(near)}" if near else ""


def _entries(path: Path) -> list[Entry]:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{path.name}: is not TOML: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path.name}: cannot be read: {error}") from None
    rows = data.get("source")
    if set(data) - {"source"} or not isinstance(rows, list):
        raise RegistryError(f"{path.name}: expected [[source]] tables and nothing beside them")
    return [Entry(path.name, text.splitlines(), number, row) for number, row in enumerate(rows)]


def _refuse_shared_endpoints(entry: Entry, source: Source, places: dict[str, str]) -> None:
    for endpoint in source.endpoints:
        if endpoint.url in places:
            raise entry.error(
                "feeds", f"or another list names {endpoint.url}, which is also polled for {places[endpoint.url]}"
            )
        places[endpoint.url] = source.id
