"""The judgement on an endpoint, in words; and who must say who he is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import BadArgument, MarsadError
from corpus.types import Endpoint, Failure, FailureClass, Link, Source
from crawler.checking import Answer, Finding, age, judge_endpoint
from crawler.checking_rules import article_for_rules, judge_rules
from crawler.contact import require_contact, user_agent
from crawler.discovery.listing import Listing
from pipelines.outlet_rules import Tried

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FEED = Endpoint(url="https://www.annahar.example/feed", kind="feed", language="ar")
ARABIC = "تفكيك شبكة للاتجار بالبشر في مدينة صفاقس وإيقاف سبعة أشخاص من بينهم امرأة"
FRENCH = "Démantèlement d’un réseau de traite des personnes dans la ville de Sfax, sept suspects arrêtés"


def links(count: int = 30, *, old: timedelta | None = timedelta(hours=2), title: str = ARABIC) -> tuple[Link, ...]:
    newest = NOW - old if old is not None else None
    return tuple(
        Link(
            url=f"https://www.annahar.example/{n}",
            via="feed",
            found_in=FEED.url,
            title=title,
            published=newest - timedelta(hours=n) if newest else None,
        )
        for n in range(count)
    )


def judge(answer: Answer, *, endpoint: Endpoint = FEED, guess: bool = False) -> Finding:
    return judge_endpoint("annahar", endpoint, answer, now=NOW, guess=guess, timeout=30)


def listed(found: tuple[Link, ...], *, children: tuple[str, ...] = (), problems: tuple[str, ...] = ()) -> Answer:
    return Answer(url=FEED.url, listing=Listing(found, children, problems))


def failed(reason: FailureClass, status: int | None = None, detail: str = "") -> Answer:
    return Answer(url=FEED.url, failure=Failure(reason=reason, status=status, detail=detail))


@pytest.mark.parametrize(
    ("answer", "verdict", "sentence"),
    [
        (listed(links()), "good", "answers: 30 articles, the newest 2 hours old, in Arabic"),
        (listed(links(1, old=timedelta(minutes=1))), "good", "answers: 1 article, the newest 1 minute old, in Arabic"),
        (
            listed(links(title=FRENCH)),
            "good",
            "answers: 30 articles, the newest 2 hours old, in French (the registry says Arabic)",
        ),
        (
            listed(links(20, old=timedelta(days=430))),
            "stale",
            "answers, but the newest of 20 articles is 14 months old: stale, in Arabic",
        ),
        (listed(links(3, old=None)), "undated", "answers: 3 articles, none with a date, in Arabic"),
        (listed((), children=("a", "b")), "good", "answers: an index of 2 sitemaps"),
        (
            listed((), problems=("answers with a web page in place of a feed",)),
            "wrong",
            "answers with a web page in place of a feed",
        ),
        (
            listed((), problems=("the feed has no entries",)),
            "empty",
            "answers, but without articles: the feed has no entries",
        ),
        (failed("refused", 403), "refused", "says 403: refuses crawlers; disable it as blocked"),
        (failed("refused", 451), "refused", "says 451: refuses crawlers; disable it as blocked"),
        (failed("robots"), "forbidden", "is forbidden by robots.txt; disable it or ask the outlet"),
        (failed("timeout"), "silent", "did not answer in 30 s: try again later"),
        (failed("not-found", 404), "gone", "is not there (404): look for a new address"),
        (failed("gone", 410), "gone", "is gone for good (410): remove it or look for a new address"),
        (failed("server-error", 503), "silent", "has an error on its server (503): try again later"),
        (
            failed("connection", detail="RobotsUnreachable: robots.txt answered 500"),
            "silent",
            "could not be reached because its robots.txt could not be read: try again later",
        ),
        (failed("dns"), "silent", "has a host name that does not exist: the outlet moved or closed"),
        (failed("other", detail="odd"), "silent", "failed: odd"),
    ],
)
def test_sentences(answer: Answer, verdict: str, sentence: str) -> None:
    finding = judge(answer)
    assert (finding.verdict, finding.sentence) == (verdict, sentence)
    assert finding.well is (verdict in ("good", "undated"))


def test_a_listing_in_spoken_arabic_is_arabic() -> None:
    darija = "دابا الدراري ديالنا ما بقاوش كيلقاو الخدمة، وحتى اللي كيخدمو كيديرو بزاف ديال السوايع بلا فلوس"
    finding = judge(listed(links(title=darija)))
    assert finding.language == "ar"
    assert finding.sentence == "answers: 30 articles, the newest 2 hours old, in Arabic"


def test_every_failure_has_its_sentence() -> None:
    for reason in FailureClass.__args__:  # type: ignore[attr-defined]  # a Literal's values
        finding = judge(failed(reason, 400 if reason != "dns" else None, "detail"))
        assert not finding.well
        assert "None" not in finding.sentence


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (
            "https://annahar.example/ar/feed",
            "answers: 30 articles, the newest 2 hours old, in Arabic; "
            "moved for good to https://annahar.example/ar/feed, so update the address",
        ),
        (
            "https://casino.example/",
            "answers: 30 articles, the newest 2 hours old, in Arabic; moved for good to https://casino.example/, "
            "another site: make sure that it is still the same outlet and update the address",
        ),
    ],
)
def test_moved_for_good(target: str, words: str) -> None:
    finding = judge(replace(listed(links()), moved=target))
    assert (finding.verdict, finding.sentence, finding.moved, finding.well) == ("moved", words, target, False)


def test_a_guess_may_fail() -> None:
    assert judge(failed("not-found", 404), guess=True).well
    assert judge(listed(links()), guess=True).sentence.endswith("in Arabic; worth adding to the registry")
    assert "worth" not in judge(listed(links(old=timedelta(days=400))), guess=True).sentence


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "0 minutes"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(minutes=120), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=48), "2 days"),
        (timedelta(days=59), "59 days"),
        (timedelta(days=70), "2 months"),
        (timedelta(days=700), "23 months"),
        (timedelta(days=800), "2 years"),
    ],
)
def test_age(span: timedelta, words: str) -> None:
    assert age(span) == words


def outlet(home: str, feed: str = "") -> Source:
    endpoints = (Endpoint(url=feed, kind="feed"),) if feed else ()
    return Source(id="x", name="س", home=home, country="TN", languages=("ar",), kind="newspaper", endpoints=endpoints)


@pytest.mark.parametrize(
    ("tried", "verdict", "sentence"),
    [
        (
            Tried(matched=("title", "text", "date"), missed=(), letters=2310, removed=2),
            "good",
            "find title, text (2,310 letters) and date; 2 elements taken out",
        ),
        (
            Tried(matched=("text",), missed=("standfirst", "author"), letters=1),
            "good",
            "find text (1 letter); nothing for standfirst and author, which not every article has",
        ),
        (
            Tried(matched=("date", "author"), missed=("title", "text")),
            "outdated",
            "find author and date; nothing for title and text: look at the page's markup again",
        ),
        (
            Tried(matched=(), missed=("author",)),
            "outdated",
            "find nothing; nothing for author, which not every article has",
        ),
        (Tried(matched=(), missed=(), removed=1), "good", "have nothing to find; 1 element taken out"),
        (
            Failure(reason="robots"),
            "forbidden",
            "were not tried: the article is forbidden by robots.txt; disable it or ask the outlet",
        ),
        (None, "untried", "were not tried: no endpoint listed an article of this outlet"),
    ],
)
def test_rules_sentences(tried: Tried | Failure | None, verdict: str, sentence: str) -> None:
    finding = judge_rules("annahar", "https://www.annahar.example/1", tried)
    assert (finding.verdict, finding.sentence, finding.kind) == (verdict, sentence, "rules")
    assert finding.well is (verdict in ("good", "untried"))


def test_the_newest_article_of_the_outlet_is_tried() -> None:
    source = replace(outlet("https://www.annahar.example"), hosts=("annahar-news.example",))
    own, advert = links(3), replace(links(1)[0], url="https://casino.example/", published=NOW)
    moved = replace(advert, url="https://annahar-news.example/خبر", published=NOW - timedelta(hours=1))
    assert article_for_rules(source, (*own[::-1], advert)) == own[0].url
    assert article_for_rules(source, (*own, moved)) == moved.url
    assert article_for_rules(source, links(2, old=None)) == own[0].url
    assert article_for_rules(source, (advert,)) is None
    assert article_for_rules(source, ()) is None


def test_a_public_host_needs_a_contact() -> None:
    with pytest.raises(MarsadError, match=r"^no contact: https://annahar\.example is a public host"):
        require_contact("", [outlet("http://127.0.0.2:8001"), outlet("https://annahar.example")])
    with pytest.raises(MarsadError, match="no contact"):
        require_contact("", [outlet("http://127.0.0.1", "https://feeds.example/x")])
    require_contact("", [outlet("http://127.0.0.2:8001"), outlet("http://[::1]:80"), outlet("http://localhost")])
    require_contact("nour@example.org", [outlet("https://annahar.example")])
    require_contact("https://marsad.example.org/about", [outlet("https://annahar.example")])


@pytest.mark.parametrize("contact", ["me", "a b@example.org", "x@y", "http://localhost\r\nX: y", "نور@example.org"])
def test_a_contact_must_be_one(contact: str) -> None:
    with pytest.raises(BadArgument, match="CONTACT"):
        require_contact(contact, [])


def test_user_agent() -> None:
    assert user_agent("nour@example.org") == "marsad/0.1 (+nour@example.org)"
    assert user_agent("") == "marsad/0.1"
