"""The words of the project, as frozen values that travel between its floors.

An outlet is a `Source`; what it lists are `Link`s; what came back from one address is a `Page`;
reading a page gives an `Article` (complete, or it does not exist) or a `Rejected` with its reason.
All datetimes are aware and in UTC. Collections are tuples, so that values hash, compare and export.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, TypeAlias, get_args

from corpus.figures import Figure

Day: TypeAlias = date  # for classes with a field called date
Relevance = Literal["core", "related", "offtopic"]
TagKind = Literal["relevance", "country", "other_country", "topic"]
Precision = Literal["second", "minute", "day", "month", "year"]
Via = Literal["feed", "news-sitemap", "sitemap", "section", "revisit", "ingest"]
EndpointKind = Literal["feed", "news-sitemap", "sitemap", "section"]
DuplicateKind = Literal["exact", "syndicated", "excerpt", "translation"]

#: How much of an article its page gives to everybody.
Access = Literal[
    "full",
    "paywalled",  # the page says that the rest is for subscribers
    "stub",  # only a summary is there
]
ACCESS: tuple[str, ...] = get_args(Access)

#: Why a page that was fetched is not an article.
RejectedReason = Literal[
    "empty",  # no body at all
    "not-html",  # an image, a PDF, JSON …
    "unreadable",  # the reader raised: a bug or a broken page, named in `detail`
    "too-slow",  # reading was stopped at the wall-clock limit
    "too-big",  # larger than the body or memory limit
    "no-text",  # no article body found
    "too-short",  # less text than a judgement needs
    "no-title",  # neither the page nor the feed names it
    "soft-404",  # "page not found" served as 200
    "consent",  # a cookie or consent wall in place of the article
    "bot-wall",  # a challenge in place of the article
    "listing",  # a section page or home page, not an article
]
REJECTED_REASONS: tuple[str, ...] = get_args(RejectedReason)

#: Why a page could not be fetched.
FailureClass = Literal[
    "dns",
    "connection",
    "timeout",
    "tls",
    "truncated",
    "robots",  # robots.txt forbids it
    "refused",  # 401, 403, 451: the outlet says no, and we take it
    "not-found",  # 404
    "gone",  # 410
    "rate-limited",  # 429
    "client-error",  # other 4xx
    "server-error",  # 5xx
    "redirect",  # too many, or to where we do not go
    "unreadable",  # an endpoint's answer in which nothing can be read
    "too-big",
    "other",
]
FAILURE_CLASSES: tuple[str, ...] = get_args(FailureClass)
#: Failures that no later try will mend; the others are tried again, with a growing wait.
FINAL_FAILURES: frozenset[str] = frozenset({"robots", "refused", "not-found", "gone", "client-error", "too-big"})

SourceKind = Literal["newspaper", "broadcaster", "pure player", "agency", "institution", "aggregator"]
#: Why an outlet of the registry is not crawled.
DisabledReason = Literal["dead", "blocked", "repurposed", "no-known-feed", "legal", "unverified", "aggregator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A place where an outlet lists its articles."""

    url: str
    kind: EndpointKind
    language: str | None = None  #: ISO 639-1, when the endpoint has one
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRules:
    """Where the parts of an article stand in one outlet's pages: CSS selectors, tried in order."""

    title: tuple[str, ...] = ()
    standfirst: tuple[str, ...] = ()
    text: tuple[str, ...] = ()  #: the elements around the paragraphs, or the paragraphs
    author: tuple[str, ...] = ()
    date: tuple[str, ...] = ()  #: of publication
    remove: tuple[str, ...] = ()  #: what stands inside the article and is not part of it
    evidence: str = ""  #: who showed it: a public repository with its file and year, or somebody who looked
    checked: Day | None = None  #: last day on which anybody saw them match; None for old or single evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet: where to look, and what is known of it."""

    id: str  #: `[a-z0-9-]+`, unique, never reused
    name: str
    home: str
    country: str  #: ISO 3166-1 alpha-2 of the outlet (EH: the territory); never a tag by itself
    languages: tuple[str, ...]
    kind: SourceKind
    name_ar: str | None = None
    affiliation: str | None = None  #: whose organ it is, where that matters to a reader
    agency: bool = False  #: its copy is republished by others
    endpoints: tuple[Endpoint, ...] = ()
    guesses: tuple[Endpoint, ...] = ()  #: conventional addresses that nobody has seen answer
    time_zone: str = "UTC"  #: IANA name, for dates that the outlet prints without one
    hosts: tuple[str, ...] = ()  #: further hosts on which its articles live
    enabled: bool = False
    disabled: DisabledReason | None = None  #: set exactly when `enabled` is false
    note: str | None = None
    checked: date | None = None  #: last known successful fetch of an endpoint, by anybody
    reading: ReadingRules | None = None  #: tried before the general reading, where anybody knows the outlet's markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address that an endpoint lists, with what the endpoint says about it."""

    url: str
    via: Via
    found_in: str  #: address of the endpoint
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came back from one address, with how it was found."""

    url: str  #: as requested
    final_url: str  #: after redirects
    body: bytes  #: decompressed
    fetched: datetime
    status: int = 200
    content_type: str = ""  #: the header, as sent
    source: Source | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of an article that caused a tag: `field[start:end] == text`, in the original characters."""

    field: Literal["title", "text"]
    start: int
    end: int
    text: str
    rule: str = ""  #: which rule matched, as `topic/language/term` or `country/MA/place`


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One statement about an article, with what caused it."""

    kind: TagKind
    name: str  #: of the taxonomy, or ISO 3166-1 alpha-2
    score: float  #: 0 to 1
    role: str | None = None  #: of a country, where the text shows it: one or more of event, victims … joined by `|`
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read. Field names are the column names of `corpus.schema.articles`,
    save `tags` and `figures`, which have tables of their own.

    A confidence is 0 to 1: 1 when all that the page says of the field agrees, less where its sources
    disagree, 0 when the field is empty or nobody compared them.
    """

    id: str  #: 16 hex digits made from `url_key`: the same in every database
    url: str
    url_key: str
    source: str | None
    source_country: str | None
    title: str
    title_source: str  #: json-ld, open-graph, meta, feed, h1, html-title, given, none …
    title_confidence: float = 0.0
    title_language: str | None = None  #: ISO 639 code, when it can be told and is not the body's
    standfirst: str | None = None  #: as it stands at the top of `text`; never empty
    text: str  #: paragraphs separated by one newline
    text_source: str = "trafilatura"  #: trafilatura, outlet-rule, json-ld, feed, given
    access: Access = "full"
    authors: tuple[str, ...]
    authors_source: str
    authors_confidence: float = 0.0
    agency: str | None  #: source id of the wire agency that the text credits
    published: datetime | None
    published_source: str
    published_precision: Precision | None
    published_raw: str | None  #: the characters that were understood as the date
    published_confidence: float = 0.0
    modified: datetime | None = None  #: when the page says that it was last changed; never stands in for `published`
    language: str  #: ISO 639 code of the body, or `und`
    language_confidence: float
    language_method: str
    second_language: str | None = None  #: the lesser one of a body whose paragraphs are in two
    relevance: Relevance
    primary_country: str | None
    rules_version: str
    text_hash: str  #: hex SHA-256 of the normalised text
    via: Via
    found_in: str | None
    fetched: datetime
    encoding: str | None
    missed_rules: tuple[str, ...] = ()  #: the outlet's own reading rules that matched nothing on this page
    tags: tuple[Tag, ...] = ()
    figures: tuple[Figure, ...] = ()  #: in reading order; none off topic

    def tagged(self, kind: TagKind) -> tuple[Tag, ...]:
        """The tags of one kind, in their stored order."""
        return tuple(tag for tag in self.tags if tag.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A page that is not an article, and why. Always counted."""

    reason: RejectedReason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page or endpoint that could not be fetched, and why. Always counted."""

    reason: FailureClass
    detail: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One row of the frontier: an address that is due, with what is known of it."""

    url: str
    url_key: str
    source: str
    link: Link
    tries: int = 0
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An older text of an article, kept when the page changed."""

    article_id: str
    number: int  #: 1 is the first text that we saw
    title: str
    text: str
    text_hash: str
    fetched: datetime  #: when this text was fetched
    replaced: datetime  #: when a different one was


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two articles with one text: which papers ran the wire is data, so both stay."""

    article_id: str
    original_id: str  #: the one that came first, an agency's own before others: `corpus.standing`
    kind: DuplicateKind
    similarity: float  #: 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One crawl's or ingestion's ledger entry."""

    id: int
    kind: Literal["crawl", "ingest", "retag"]
    arguments: dict[str, str] = field(default_factory=dict)
    started: datetime
    ended: datetime | None = None
    outcome: Literal["complete", "partial", "failed", "interrupted"] | None = None


def utc_now() -> datetime:
    """The clock that callers pass in when they have no other."""
    return datetime.now(UTC)
