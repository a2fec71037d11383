"""Keeping: stored, revised, left alone, an alias, rejected; exact duplicates; on both databases."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.archive import ResponseRecord
from corpus.schema import ONLY_IN_DATABASE, articles
from corpus.sqltypes import clean_text
from corpus.store import Store
from corpus.types import Article, Failure, Rejected
from tests.samples import ARABIC, DAY, FEED, FIGURES, FRENCH, HOUR, NOW, TITLE, article, link, tag, visit

NUMBERS = count(1)
AMP = "https://assada.example/mobile-version/1"


def begin(store: Store) -> int:
    return store.begin_run("crawl", {"country": "MA"}, NOW)


def queue(store: Store, run: int, *urls: str) -> None:
    links = tuple(link(url) for url in urls)
    store.polled(
        run, "assada", FEED, now=NOW, etag=None, last_modified=None, body_hash=None, links=links, unchanged=False
    )


def test_the_columns_are_the_fields_of_an_article() -> None:
    named = {field.name for field in fields(Article)} - {"tags", "figures"}
    assert {column.name for column in articles.columns} == named | set(ONLY_IN_DATABASE)


def test_an_arabic_article_comes_back_as_it_was(store: Store) -> None:
    run, kept = begin(store), article()
    queue(store, run, kept.url)
    assert store.keep(run, visit(kept.url), kept, NOW).what == "stored"
    assert store.article(kept.id) == kept
    assert list(store.articles()) == [kept]
    assert store.due_counts(NOW) == {}


def test_an_article_without_date_authors_or_tags_comes_back(store: Store) -> None:
    bare = article(
        published=None, published_precision=None, published_raw=None, authors=(), tags=(), source=None, agency=None
    )
    store.keep_loose(begin(store), bare, None, NOW)
    assert store.article(bare.id) == bare


def test_what_was_read_only_in_part_comes_back_with_what_says_so(store: Store) -> None:
    partly = article(
        title_language="fr",
        second_language="fr",
        access="paywalled",
        missed_rules=("standfirst", "أسماء"),
        modified=None,
    )
    store.keep_loose(begin(store), partly, "assada", NOW)
    assert store.article(partly.id) == partly
    assert partly.text.startswith(str(partly.standfirst))


def test_an_article_made_without_the_newer_fields_comes_back(store: Store) -> None:
    neutral = {field.name for field in fields(Article) if field.default is not MISSING} - {"tags"}
    plain = article()
    plain = Article(**{field.name: getattr(plain, field.name) for field in fields(plain) if field.name not in neutral})
    store.keep_loose(begin(store), plain, "assada", NOW)
    assert store.article(plain.id) == plain
    assert (plain.title_confidence, plain.access, plain.missed_rules, plain.modified) == (0.0, "full", (), None)


def test_the_same_page_again_changes_nothing(store: Store) -> None:
    run, kept = begin(store), article()
    store.keep_loose(run, kept, "assada", NOW)
    again = store.keep_loose(run, replace(kept, fetched=NOW + DAY, via="ingest"), "assada", NOW + DAY)
    assert again.what == "unchanged"
    assert store.article(kept.id) == kept
    assert store.revisions(kept.id) == ()


def test_an_edit_keeps_the_older_text(store: Store) -> None:
    run, first = begin(store), article()
    second = article(text=ARABIC + "\nوارتفع عدد الموقوفين إلى خمسة.", fetched=NOW + HOUR, tags=(tag("country", "DZ"),))
    store.keep_loose(run, first, "assada", NOW)
    assert store.keep_loose(run, second, "assada", NOW + HOUR).what == "revised"
    (old,) = store.revisions(first.id)
    assert (old.number, old.title, old.text, old.text_hash) == (1, first.title, first.text, first.text_hash)
    assert (old.fetched, old.replaced) == (NOW, NOW + HOUR)
    assert store.article(first.id) == second


def test_another_title_is_an_edit_and_another_spelling_is_not(store: Store) -> None:
    run, first = begin(store), article()
    store.keep_loose(run, first, "assada", NOW)
    vocalised = replace(first, title=TITLE.replace("شبكة", "شَبَكة"), fetched=NOW + HOUR)
    retitled = replace(first, title="توقيف ثلاثة أشخاص في طنجة", fetched=NOW + HOUR)
    assert store.keep_loose(run, vocalised, "assada", NOW + HOUR).what == "unchanged"
    assert store.keep_loose(run, retitled, "assada", NOW + HOUR).what == "revised"
    assert [old.title for old in store.revisions(first.id)] == [TITLE]


def test_an_edit_without_a_date_does_not_lose_the_date(store: Store) -> None:
    run, first = begin(store), article()
    store.keep_loose(run, first, "assada", NOW)
    dateless = article(text=FRENCH, published=None, published_precision=None, published_raw=None, fetched=NOW + HOUR)
    edited = replace(dateless, published_confidence=0.0, modified=NOW, access="paywalled")
    store.keep_loose(run, edited, "assada", NOW + HOUR)
    kept = store.article(first.id)
    assert kept is not None
    assert (kept.text, kept.published, kept.published_source) == (FRENCH, first.published, "json-ld")
    assert kept.published_confidence == first.published_confidence
    assert (kept.modified, kept.access) == (NOW, "paywalled")


def test_the_same_text_brings_the_dates_that_were_missing_and_nothing_else(store: Store) -> None:
    run, dated = begin(store), article(access="paywalled", missed_rules=("standfirst",))
    undated = replace(dated, published=None, published_precision=None, published_raw=None, published_confidence=0.0)
    undated = replace(undated, modified=None, access="full", missed_rules=())
    store.keep_loose(run, undated, "assada", NOW)
    assert store.keep_loose(run, dated, "assada", NOW).what == "unchanged"
    assert store.article(dated.id) == replace(dated, access="full", missed_rules=())
    store.keep_loose(run, replace(dated, modified=NOW), "assada", NOW)
    kept = store.article(dated.id)
    assert kept is not None
    assert kept.modified == dated.modified


def test_an_older_text_out_of_an_archive_does_not_replace_the_newer(store: Store) -> None:
    run, newer = begin(store), article()
    older = article(text=FRENCH, fetched=NOW - DAY)
    store.keep_loose(run, newer, "assada", NOW)
    assert store.keep_loose(run, older, "assada", NOW - DAY).what == "revised"
    assert store.keep_loose(run, older, "assada", NOW - DAY).what == "unchanged"
    assert store.article(newer.id) == newer
    assert [old.text for old in store.revisions(newer.id)] == [FRENCH]


def test_newer_rules_replace_the_tags_and_figures_of_the_same_text(store: Store) -> None:
    run, first = begin(store), article()
    store.keep_loose(run, first, "assada", NOW)
    judged = replace(first, rules_version="2", relevance="related", primary_country="DZ", tags=(tag("country", "DZ"),))
    judged = replace(judged, figures=(replace(FIGURES[0], kind="rescued", low=2.0, high=None, qualifier="at_least"),))
    assert store.keep_loose(run, judged, "assada", NOW).what == "unchanged"
    assert store.article(first.id) == judged


def test_another_address_of_an_article_is_no_second_article(store: Store) -> None:
    run, kept = begin(store), article()
    queue(store, run, kept.url, AMP)
    assert store.keep(run, visit(kept.url), kept, NOW).what == "stored"
    twin = store.keep(run, visit(AMP), replace(kept, text=FRENCH), NOW)
    assert (twin.what, twin.article_id) == ("alias", kept.id)
    assert list(store.articles()) == [kept]
    assert store.take("assada", 9, NOW) == ()


def test_an_article_found_by_a_redirect_is_known_by_its_own_address_too(store: Store) -> None:
    run, kept = begin(store), article()
    queue(store, run, AMP)
    assert store.keep(run, visit(AMP), kept, NOW).what == "stored"
    queue(store, run, kept.url)
    assert store.take("assada", 9, NOW) == ()


def test_an_edit_is_seen_through_the_redirect_that_led_to_the_article(store: Store) -> None:
    run, kept = begin(store), article()
    queue(store, run, AMP)
    store.keep(run, visit(AMP), kept, NOW)
    edited = article(text=FRENCH, fetched=NOW + HOUR)
    assert store.keep(run, visit(AMP), edited, NOW + HOUR).what == "revised"


def test_the_same_text_elsewhere_is_kept_and_linked(store: Store) -> None:
    run = begin(store)
    first = article()
    papers = [article(f"https://paper{n}.example/wire", fetched=NOW + n * HOUR, source=f"paper{n}") for n in (1, 2)]
    store.keep_loose(run, first, "assada", NOW)
    kept = [store.keep_loose(run, paper, paper.source, NOW) for paper in papers]
    assert [k.twin and k.twin.original_id for k in kept] == [first.id, first.id]
    assert len(list(store.articles())) == 3
    links = store.duplicates(first.id)
    assert {(d.article_id, d.original_id, d.kind, d.similarity) for d in links} == {
        (paper.id, first.id, "exact", 1.0) for paper in papers
    }
    assert store.summary(run).total("duplicate") == 2


def test_a_text_fetched_earlier_becomes_the_original(store: Store) -> None:
    run = begin(store)
    later = [article(f"https://paper{n}.example/wire", fetched=NOW + n * HOUR) for n in (1, 2)]
    for paper in later:
        store.keep_loose(run, paper, "paper", NOW)
    first = article(fetched=NOW)
    store.keep_loose(run, first, "assada", NOW)
    assert {(d.article_id, d.original_id) for d in store.duplicates(first.id)} == {(p.id, first.id) for p in later}


def test_when_the_original_is_edited_the_next_one_takes_its_place(store: Store) -> None:
    run = begin(store)
    papers = [article(f"https://paper{n}.example/wire", fetched=NOW + n * HOUR) for n in (0, 1, 2)]
    for paper in papers:
        store.keep_loose(run, paper, "paper", NOW)
    store.keep_loose(run, replace(article(papers[0].url, FRENCH), fetched=NOW + DAY), "paper", NOW + DAY)
    assert store.duplicates(papers[0].id) == ()
    assert [(d.article_id, d.original_id) for d in store.duplicates(papers[1].id)] == [(papers[2].id, papers[1].id)]


def test_short_texts_are_not_linked(store: Store) -> None:
    run, short = begin(store), "التفاصيل بعد قليل."
    store.keep_loose(run, article("https://a.example/1", short), "a", NOW)
    assert store.keep_loose(run, article("https://b.example/1", short), "b", NOW).twin is None


def test_a_rejected_page_is_done_and_counted(store: Store) -> None:
    run = begin(store)
    queue(store, run, "https://assada.example/1")
    kept = store.keep(run, visit("https://assada.example/1"), Rejected(reason="consent", detail="جدار الموافقة"), NOW)
    assert kept.what == "rejected"
    assert store.take("assada", 9, NOW) == ()
    assert store.summary(run).reasons("rejected") == {"consent": 1}


def test_an_address_too_long_for_an_index_is_rejected_not_fatal(store: Store) -> None:
    run = begin(store)
    endless = article("https://assada.example/" + "ط" * 500)
    assert store.keep_loose(run, endless, "assada", NOW).what == "rejected"
    queue(store, run, endless.url, "mailto:a@assada.example", "https://assada.example/2")
    assert [v.url for v in store.take("assada", 9, NOW)] == ["https://assada.example/2"]
    assert store.summary(run).reasons("skipped") == {"unusable-address": 2}


def test_a_removed_article_stays_and_is_marked(store: Store) -> None:
    run, kept = begin(store), article()
    queue(store, run, kept.url)
    store.keep(run, visit(kept.url), kept, NOW)
    store.fail(run, visit(kept.url), Failure(reason="gone", status=410), NOW + DAY)
    record = store.record(kept.id)
    assert record is not None
    assert (record.gone_at, record.article) == (NOW + DAY, kept)
    assert store.keep_loose(run, replace(kept, fetched=NOW + HOUR), "assada", NOW + 2 * DAY).returned is False
    assert store.keep(run, visit(kept.url), replace(kept, fetched=NOW + 2 * DAY), NOW + 2 * DAY).returned
    record = store.record(kept.id)
    assert record is not None
    assert record.gone_at is None
    summary = store.summary(run)
    assert (summary.reasons("removed"), summary.total("returned")) == ({"gone": 1}, 1)


def test_where_the_response_lies_is_kept_with_the_article(store: Store) -> None:
    run, kept = begin(store), article()
    queue(store, run, kept.url)
    response = ResponseRecord(
        file="run-000001-1.warc.gz", offset=2**33, length=99, digest="sha256:ab", status=200, fetched=NOW
    )
    store.keep(run, visit(kept.url), kept, NOW, response=response)
    assert store.responses(kept.id) == (response,)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    naive = article(fetched=datetime(2026, 11, 20))  # noqa: DTZ001 the very thing that is refused
    with pytest.raises(Exception, match="without a zone"):
        store.keep_loose(begin(store), naive, "assada", NOW)
    assert list(store.articles()) == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(), min_size=1, max_size=40), text=st.text(st.characters(), max_size=80))
def test_no_character_is_too_much_for_a_database(store: Store, title: str, text: str) -> None:
    kept = article(f"https://assada.example/{next(NUMBERS)}", text, title=title, authors=(title,))
    store.keep_loose(begin(store), kept, title, NOW)
    found = store.article(kept.id)
    assert found is not None
    assert (found.title, found.text, found.authors) == (clean_text(title), clean_text(text), (clean_text(title),))


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b", "\udfff", "\x00"])
def test_nul_and_lone_surrogates_are_replaced_in_place(store: Store, bad: str) -> None:
    store.keep_loose(begin(store), article(title=bad, text=bad + ARABIC, authors=(bad,)), "assada", NOW)
    (found,) = store.articles()
    assert found.title == clean_text(bad)
    assert len(found.title) == len(bad)
    assert found.authors == (clean_text(bad),)


def test_zero_width_joiners_and_marks_stay_as_they_are(store: Store) -> None:
    text = "می\u200cخواهم \u200d نَصٌّ مَشْكُول ـــ ﷺ \u202b" + ARABIC
    store.keep_loose(begin(store), article(text=text), "assada", NOW)
    assert next(store.articles()).text == text
