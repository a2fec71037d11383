"""The `[source.reading]` table of an entry: an outlet's reading rules, checked selector by selector."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.types import ReadingRules
from crawler.toml_table import Table
from pipelines.outlet_rules import FIELDS, compile_selector

#: Each is a list of CSS selectors.
LISTS = (*FIELDS, "remove")


def read_rules(table: Table) -> ReadingRules | None:
    """The rules of an entry's table, None where it has none. Raises `RegistryError` for what is wrong."""
    values = table.optional("reading", dict)
    if values is None:
        return None
    reading = table.inner("reading", values=values)
    reading.only((*LISTS, "evidence", "checked"))
    selectors = {name: tuple(_selectors(reading, name)) for name in LISTS}
    if not any(selectors.values()):
        table.fail("reading", problem=f"has no rule; give selectors in {', '.join(LISTS)}, or leave it out")
    return ReadingRules(**selectors, evidence=reading.text("evidence"), checked=reading.optional("checked", date))


def _selectors(table: Table, name: str) -> Iterator[str]:
    for index, item in table.items(name):
        if not isinstance(item, str) or not item.strip():
            table.fail(name, index, problem=f"{item!r} is not a CSS selector in quotes; write for instance 'h1.title'")
        try:
            compile_selector(item)
        except ValueError as error:
            table.fail(name, index, problem=f"{item!r} is not a CSS selector: {error}")
        yield item
