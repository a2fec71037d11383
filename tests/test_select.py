"""Which outlets of the registry a crawl is about."""

from __future__ import annotations

import pytest

from corpus.errors import BadArgument
from corpus.types import Endpoint, Source
from crawler.registry import DisabledSource, matching, select

AYAM = Source(
    id="al-ayam",
    name="الأيام",
    home="https://alayam.example",
    country="MA",
    languages=("ar", "fr"),
    kind="newspaper",
    endpoints=(
        Endpoint(url="https://alayam.example/ar", kind="feed", language="ar"),
        Endpoint(url="https://alayam.example/fr", kind="feed", language="fr"),
        Endpoint(url="https://alayam.example/all", kind="feed"),
    ),
    enabled=True,
)
QUDS = Source(
    id="quds",
    name="القدس",
    home="https://quds.example",
    country="GB",
    languages=("ar",),
    kind="newspaper",
    endpoints=(Endpoint(url="https://quds.example/ar", kind="feed", language="ar"),),
    enabled=True,
)
MAGHREB = Source(
    id="maghreb",
    name="Maghreb",
    home="https://maghreb.example",
    country="TN",
    languages=("ar", "en"),
    kind="newspaper",
    endpoints=(Endpoint(url="https://maghreb.example/en", kind="feed", language="en"),),
    enabled=True,
)
DEAD = Source(
    id="assada",
    name="الصدى",
    home="https://assada.example",
    country="MR",
    languages=("ar",),
    kind="newspaper",
    disabled="dead",
    note="أغلقت الجريدة",
)
REGISTRY = {source.id: source for source in (AYAM, DEAD, MAGHREB, QUDS)}


@pytest.mark.parametrize(
    ("countries", "languages", "ids", "found"),
    [
        ((), (), (), ["al-ayam", "maghreb", "quds"]),
        ((), ("ar",), (), ["al-ayam", "quds"]),
        (("MA",), (), (), ["al-ayam"]),
        (("INTL",), (), (), ["quds"]),
        (("GB",), (), (), ["quds"]),
        (("MA", "INTL"), ("ar",), (), ["al-ayam", "quds"]),
        (("MR",), (), (), []),
        ((), (), ("quds", "maghreb"), ["maghreb", "quds"]),
        (("MA",), (), ("quds",), []),
        ((), ("fr", "en"), (), ["al-ayam", "maghreb"]),
    ],
)
def test_what_is_selected(
    countries: tuple[str, ...], languages: tuple[str, ...], ids: tuple[str, ...], found: list[str]
) -> None:
    assert [one.id for one in select(REGISTRY, countries=countries, languages=languages, ids=ids)] == found


def test_a_language_leaves_out_the_endpoints_in_others() -> None:
    (source,) = select(REGISTRY, languages=("ar",), countries=("MA",))
    assert [endpoint.url for endpoint in source.endpoints] == [
        "https://alayam.example/ar",
        "https://alayam.example/all",
    ]
    (whole,) = matching(REGISTRY, languages=("ar",), countries=("MA",))
    assert whole == AYAM


def test_unknown_names_are_answered_with_the_known_ones() -> None:
    with pytest.raises(BadArgument, match=r"^country: 'Maroc' is not known; allowed: GB, INTL, MA, MR, TN$"):
        select(REGISTRY, countries=("Maroc",))
    with pytest.raises(BadArgument, match=r"^language: 'es' is not known; allowed: ar, en, fr$"):
        select(REGISTRY, languages=("es",))
    with pytest.raises(BadArgument, match=r"^source: 'qods' is not known; .*`scrapy sources list`, such as quds$"):
        select(REGISTRY, ids=("qods",))


def test_a_disabled_outlet_that_is_named_says_why() -> None:
    with pytest.raises(DisabledSource, match=r"^source: 'assada' is disabled \(dead\): أغلقت الجريدة$"):
        select(REGISTRY, ids=("al-ayam", "assada"))
