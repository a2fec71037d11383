"""The table of date strings, every month name of five countries, and lines made to be slow."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from pipelines.dates import MAX_LENGTH, ParsedDate, parse_date

TABLE = Path(__file__).parent / "dates" / "strings.tsv"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


class Row(NamedTuple):
    """A line of the table; `expected` holds the day as printed, and an offset where there is a time."""

    text: str
    language: str | None
    zone: str
    now: datetime
    expected: str
    precision: str
    modified: bool


def rows() -> Iterator[Row]:
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            text, language, zone, now, expected, precision, modified = line.split("\t")
            text = re.sub(r"\\(?:u([0-9a-f]{4})|\\)", lambda match: chr(int(match[1], 16)) if match[1] else "\\", text)
            spoken = None if language == "-" else language
            yield Row(text, spoken, zone, datetime.fromisoformat(now), expected, precision, modified == "modified")


ROWS = list(rows())


def told(found: ParsedDate) -> str:
    """The result as the table writes it: the day as printed, and with a time the instant."""
    printed = found.day.isoformat()
    return {"year": printed[:4], "month": printed[:7], "day": printed}.get(found.precision, found.when.isoformat())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.text} {row.language}")
def test_the_table(row: Row) -> None:
    found = parse_date(row.text, language=row.language, time_zone=row.zone, now=row.now)
    if row.precision == "none":
        assert found is None
        return
    assert found is not None
    assert (found.precision, found.modified) == (row.precision, row.modified)
    if row.precision in ("second", "minute"):
        instant = datetime.fromisoformat(row.expected)
        assert (found.when, found.day) == (instant, instant.date())
    else:
        assert told(found) == row.expected
        assert found.when == datetime.combine(found.day, datetime.min.time(), UTC)


def test_the_table_holds_every_kind_and_says_nothing_twice() -> None:
    assert len(ROWS) >= 260
    assert {row.precision for row in ROWS} == {"second", "minute", "day", "month", "year", "none"}
    assert {row.language for row in ROWS} >= {"ar", "fr", "en"}
    countries = {"Casablanca", "El_Aaiun", "Algiers", "Tunis", "Tripoli", "Nouakchott"}
    assert {row.zone.removeprefix("Africa/") for row in ROWS} >= countries
    assert len({row[:4] for row in ROWS}) == len(ROWS)


FRENCH = (
    "janvier/janv./JANVIER février/fevrier/févr./fév./FéVRIER mars/MARS avril/avr. mai/Mai juin/JUIN juillet/juil. "
    "août/aout/AOÛT septembre/sept. octobre/oct. novembre/nov. décembre/decembre/déc."
)
ENGLISH = (
    "January/Jan/Jan. February/Feb/Feb. March/Mar/MARCH April/Apr May June/Jun July/Jul August/Aug/Aug. "
    "September/Sept./Sep October/Oct November/Nov December/Dec/DECEMBER"
)
FROM_FRENCH = "جانفي فيفري مارس أفريل/افريل ماي جوان جويلية/جويليه أوت/اوت سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر"
#: The usual names in the country's Arabic press, the spellings of a month apart by a slash, and its zone.
ARABIC = {
    "Africa/Casablanca": "يناير فبراير مارس أبريل/ابريل/إبريل ماي/مايو يونيو/يونيه يوليوز/يوليو "
    "غشت/أغسطس شتنبر/سبتمبر أكتوبر/اكتوبر نونبر/نوفمبر دجنبر/ديسمبر",
    "Africa/Algiers": FROM_FRENCH,
    "Africa/Tunis": FROM_FRENCH,
    "Africa/Tripoli": "يناير فبراير مارس أبريل/إبريل مايو يونيو/يونيه "
    "يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "Africa/Nouakchott": "يناير فبراير مارس أبريل/إبريل مايو يونيو/يونيه يوليو/يوليه "
    "أغسطس/أغشت سبتمبر/شتمبر أكتوبر/اكتوبر نوفمبر/نفمبر ديسمبر/دجمبر/دجنبر",
}
LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
SHAPES = {
    "ar": ("23 {} 2025", "الأحد ٢٣ {} ٢٠٢٥", "نشر في 23 {}، 2025 - 14:35", "23-{}-2025",
           "رمضان 1446 الموافق لـ 23 {} 2025م"),
    "fr": ("23 {} 2025", "dimanche 23 {} 2025 à 14h35", "Publié le 23 {} 2025", "Tunis, le 23-{}-2025"),
    "en": ("23 {} 2025", "{} 23, 2025", "Sunday, {} 23rd, 2025 2:35 PM", "By Salma B. - 23-{}-25"),
}  # fmt: skip
MONTHS = [
    (zone, language, number, spellings.split("/"))
    for zone, arabic in ARABIC.items()
    for language, names in (("ar", arabic), ("fr", FRENCH), ("en", ENGLISH))
    for number, spellings in enumerate(names.split(), start=1)
]


@pytest.mark.parametrize(("zone", "language", "number", "names"), MONTHS)
def test_every_month_of_every_country(zone: str, language: str, number: int, names: list[str]) -> None:
    for name in (*names, *([LEVANT[number - 1]] if language == "ar" else [])):
        for shape in SHAPES[language]:
            found = parse_date(shape.format(name), language=language, time_zone=zone, now=NOW)
            assert found is not None, shape.format(name)
            assert found.day == date(2025, number, 23), shape.format(name)
        month = parse_date(f"{name} 2025", language=language, time_zone=zone, now=NOW)
        assert month is not None
        assert (month.day, month.precision) == (date(2025, number, 1), "month")


def test_twelve_months_five_countries_three_languages() -> None:
    assert len(MONTHS) == 12 * 5 * 3


@pytest.mark.parametrize(
    "piece",
    ["1", " ", "ا", "1 ", "اب ", "1/1/", "31 mai ", "mai ", "منذ ", "il y a ", "updated ", "3 - ", "\u200f", "1:1"],
)
def test_a_megabyte_is_read_in_no_time(piece: str) -> None:
    raw = (piece * 1_000_000)[:1_000_000]
    started = time.process_time()
    parse_date(raw, language="ar", time_zone="Africa/Tunis", now=NOW)
    assert time.process_time() - started < 0.2


def test_a_word_that_is_cut_is_no_year() -> None:
    line = "ا" * (MAX_LENGTH - len(" 3 mars 20")) + " 3 mars 2026"
    assert parse_date(line, language="fr", time_zone="Africa/Tunis", now=NOW) is None
    found = parse_date("3 mars 2026 " + "ا" * 400, language="fr", time_zone="Africa/Tunis", now=NOW)
    assert found is not None
    assert found.raw == "3 mars 2026"
