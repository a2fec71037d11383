"""What an endpoint's answer says about it, in words for the person who keeps the registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from corpus.languages import written
from corpus.taxonomy import LANGUAGES
from corpus.types import Endpoint, Failure, Link
from corpus.urls import same_site
from crawler.discovery.listing import Listing
from pipelines.language import detect_language

#: An endpoint whose newest article is older has been forgotten by its outlet. Institutions publish a
#: few times a year; newspapers that stopped are found after a season.
STALE = timedelta(days=90)
#: Letters of titles that are shown to the language detector.
SAMPLE = 1_500

Verdict = Literal[
    "good",
    "stale",
    "undated",
    "empty",
    "wrong",
    "moved",
    "refused",
    "forbidden",
    "gone",
    "silent",
    "outdated",
    "untried",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back from an endpoint: a listing, or a failure."""

    url: str  #: where the answer came from, after redirects
    moved: str | None = None  #: where permanent redirects led
    listing: Listing | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One endpoint, judged; or an outlet's reading rules, of the kind `RULES`, on the article at `url`.

    `sentence` begins with a verb whose subject is the endpoint or the rules."""

    source: str
    url: str
    kind: str
    guess: bool
    verdict: Verdict
    sentence: str
    articles: int = 0
    newest: datetime | None = None
    language: str | None = None
    moved: str | None = None
    missed: tuple[str, ...] = ()  #: reading rules that found nothing

    @property
    def well(self) -> bool:
        """Nothing to mend. A guess that fails was only a guess, and rules that were not tried are not at fault."""
        return self.guess or self.verdict in ("good", "undated", "untried")


def judge_endpoint(
    source: str, endpoint: Endpoint, answer: Answer, *, now: datetime, guess: bool = False, timeout: float = 30
) -> Finding:
    """The finding for one endpoint of the outlet with id `source`; `timeout` is the crawl's, in seconds."""
    links = answer.listing.links if answer.listing else ()
    newest = max((date for link in links if (date := link.published or link.updated)), default=None)
    language = _language(links)
    verdict, sentence = _judged(answer, links, newest, now, timeout)
    if verdict in ("good", "undated", "stale"):
        sentence += _in_language(language, endpoint.language)
    if answer.moved and verdict in ("good", "undated"):
        verdict, sentence = "moved", f"{sentence}; {_moved(endpoint.url, answer.moved)}"
    if guess and verdict in ("good", "undated", "moved"):
        sentence += "; worth adding to the registry"
    return Finding(
        source=source,
        url=endpoint.url,
        kind=endpoint.kind,
        guess=guess,
        verdict=verdict,
        sentence=sentence,
        articles=len(links),
        newest=newest,
        language=language,
        moved=answer.moved,
    )


def _judged(
    answer: Answer, links: Sequence[Link], newest: datetime | None, now: datetime, timeout: float
) -> tuple[Verdict, str]:
    if answer.failure:
        return judge_failure(answer.failure, timeout)
    listing = answer.listing or Listing()
    if listing.children and not links:
        return "good", f"answers: an index of {count(len(listing.children), 'sitemap')}"
    if not links:
        return _without_articles(listing)
    articles = count(len(links), "article")
    if newest is None:
        return "undated", f"answers: {articles}, none with a date"
    if now - newest > STALE:
        return "stale", f"answers, but the newest of {articles} is {age(now - newest)} old: stale"
    return "good", f"answers: {articles}, the newest {age(now - newest)} old"


def _without_articles(listing: Listing) -> tuple[Verdict, str]:
    problem = listing.problems[0] if listing.problems else "nothing is listed"
    if problem.startswith("answers"):
        return "wrong", problem
    return "empty", f"answers, but without articles: {'; '.join(listing.problems) or problem}"


def judge_failure(failure: Failure, timeout: float) -> tuple[Verdict, str]:
    """The verdict on an address that did not answer, and its sentence.

    What to do stands in the sentence, because its reader may not know what a status is.
    """
    status = f" ({failure.status})" if failure.status else ""
    known: dict[str, tuple[Verdict, str]] = {
        "refused": ("refused", f"says {failure.status}: refuses crawlers; disable it as blocked"),
        "robots": ("forbidden", "is forbidden by robots.txt; disable it or ask the outlet"),
        "not-found": ("gone", f"is not there{status}: look for a new address"),
        "gone": ("gone", f"is gone for good{status}: remove it or look for a new address"),
        "rate-limited": ("silent", f"says that we ask too often{status}: try again later"),
        "server-error": ("silent", f"has an error on its server{status}: try again later"),
        "client-error": ("refused", f"does not accept the request{status}"),
        "timeout": ("silent", f"did not answer in {timeout:g} s: try again later"),
        "dns": ("silent", "has a host name that does not exist: the outlet moved or closed"),
        "connection": ("silent", f"could not be reached{_hint(failure)}: try again later"),
        "tls": ("silent", "has no working encryption (TLS): try the http:// address"),
        "truncated": ("silent", "broke off in the middle of its answer: try again later"),
        "too-big": ("wrong", "answers with more than we accept"),
        "redirect": ("wrong", "sends us round in circles or to where we do not go"),
    }
    return known.get(failure.reason, ("silent", f"failed: {failure.detail}"))


def _hint(failure: Failure) -> str:
    return " because its robots.txt could not be read" if "robots.txt" in failure.detail else ""


def _moved(old: str, new: str) -> str:
    if same_site(old, new):
        return f"moved for good to {new}, so update the address"
    return f"moved for good to {new}, another site: make sure that it is still the same outlet and update the address"


def _language(links: Sequence[Link]) -> str | None:
    """The language of the titles and summaries taken together; single headlines are not judged."""
    text = ". ".join(f"{link.title or ''} {link.summary or ''}".strip() for link in links[:50])[:SAMPLE]
    code = detect_language(title="", text=text).code
    return None if code == "und" else written(code)


def _in_language(found: str | None, registered: str | None) -> str:
    if found is None:
        return ""
    doubt = f" (the registry says {_name(registered)})" if registered and registered != found else ""
    return f", in {_name(found)}{doubt}"


def _name(code: str) -> str:
    return LANGUAGES.get(code, f"the language {code!r}")


def count(number: int, noun: str) -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def age(span: timedelta) -> str:
    """A span in the unit that a person would use: `2 hours`, `14 months`."""
    minutes = max(0, int(span.total_seconds() // 60))
    steps = (("minute", 1, 120), ("hour", 60, 48), ("day", 1440, 60), ("month", 43_800, 24))
    for unit, size, most in steps:
        if minutes // size < most:
            return count(minutes // size, unit)
    return count(minutes // 525_600, "year")
