"""Articles, links and outlets for tests of the store: the project's own sentences, Arabic first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from corpus.figures import Figure
from corpus.fingerprint import text_hash
from corpus.types import Article, Endpoint, Link, Span, Tag, Visit
from corpus.urls import article_id, url_key

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = Endpoint(url="https://assada.example/feed", kind="feed", language="ar")

TITLE = "تفكيك شبكة للاتجار بالبشر في طنجة"
ARABIC = (
    "فككت المصالح الأمنية بمدينة طنجة شبكة يشتبه في تورطها في الاتجار بالبشر، وأوقفت ثلاثة أشخاص كانوا يستدرجون "
    "شابات بوعود عمل وهمية.\nوأوضح بيان رسمي أن الضحايا نُقلن إلى مركز للإيواء، وأن البحث متواصل تحت إشراف النيابة "
    "العامة لتحديد باقي المتورطين في هذه القضية."
)
FRENCH = (
    "La police judiciaire a démantelé à Sfax un réseau soupçonné de traite des personnes ; quatre suspects ont été "
    "présentés au parquet.\nLes victimes, recrutées par de fausses offres d'emploi, ont été orientées vers un centre "
    "d'accueil, précise un communiqué de l'instance nationale. L'enquête se poursuit."
)


def link(url: str, **changes: Any) -> Link:
    """A link of the feed, with a title and a date of publication two hours ago."""
    values: dict[str, Any] = {"via": "feed", "found_in": FEED.url, "title": TITLE, "published": NOW - 2 * HOUR}
    return Link(url=url, **(values | changes))


def visit(url: str, **changes: Any) -> Visit:
    """A visit that the frontier might hand out."""
    values: dict[str, Any] = {"url": url, "url_key": url_key(url), "source": "assada", "link": link(url)}
    return Visit(**(values | changes))


def tag(kind: Any, name: str, **changes: Any) -> Tag:
    """A tag with the first word of the title as its evidence."""
    evidence = (Span(field="title", start=0, end=5, text=TITLE[:5], rule=f"{kind}/{name}"),)
    return Tag(**({"kind": kind, "name": name, "score": 0.9, "evidence": evidence} | changes))


TAGS = (tag("relevance", "core"), tag("country", "MA"), tag("topic", "networks_arrests"))

#: As the first paragraph of `ARABIC` states it.
FIGURES = (
    Figure(
        kind="arrested",
        low=3.0,
        high=3.0,
        qualifier="exact",
        unit="persons",
        evidence=(Span(field="text", start=80, end=91, text="ثلاثة أشخاص", rule="arrested/ar/أوقف"),),
    ),
)


def article(url: str = "https://assada.example/1", text: str = ARABIC, **changes: Any) -> Article:
    """A complete article in Arabic about Morocco, published and fetched on the day of `NOW`."""
    key = changes.pop("url_key", url_key(url))
    values: dict[str, Any] = {
        "id": article_id(key),
        "url": url,
        "url_key": key,
        "source": "assada",
        "source_country": "MA",
        "title": TITLE,
        "title_source": "json-ld",
        "title_confidence": 0.75,
        "title_language": None,
        "standfirst": text.split("\n")[0] or None,
        "text": text,
        "text_source": "outlet-rule",
        "access": "full",
        "authors": ("س. ب.",),
        "authors_source": "meta",
        "authors_confidence": 0.5,
        "agency": "map",
        "published": NOW - 2 * HOUR,
        "published_source": "json-ld",
        "published_precision": "second",
        "published_raw": "2026-11-20T08:30:00+01:00",
        "published_confidence": 1.0,
        "modified": NOW - HOUR,
        "language": "ar",
        "language_confidence": 0.99,
        "language_method": "langdetect",
        "second_language": None,
        "relevance": "core",
        "primary_country": "MA",
        "rules_version": "1",
        "text_hash": text_hash(text),
        "via": "feed",
        "found_in": FEED.url,
        "fetched": NOW,
        "encoding": "utf-8",
        "missed_rules": (),
        "tags": TAGS,
        "figures": FIGURES,
    }
    return Article(**(values | changes))
