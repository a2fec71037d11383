"""Why an article was judged as it was: what spoke for, what against, what was found and not counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.console import Console

from corpus.store import Store
from crawler.explain_view import lines, marked
from pipelines.explanation import Explanation, explain
from pipelines.judge import judge
from pipelines.rules import load_rules
from tests.samples import ARABIC, NOW, TITLE, article
from tests.shell import Run

HASHISH = (
    "الجزائر: حجز قنطارين من الكيف المعالج بتلمسان",
    "أوقفت مصالح الدرك الوطني بتلمسان أفراد شبكة وحجزت قنطارين من الكيف المعالج والمخدرات. "
    "ويندرج ذلك ضمن مكافحة المخدرات والاتجار بالبشر في المغرب العربي.",
)


def explained(title: str = TITLE, text: str = ARABIC) -> Explanation:
    return explain(title, text, "und", load_rules())


def test_an_explanation_says_what_the_judgement_says() -> None:
    found = explained()
    assert found.verdict == judge(TITLE, ARABIC, "ar", load_rules())
    given = {(s.kind, s.name, s.score) for s in found.statements if s.given}
    assert given == {(tag.kind, tag.name, tag.score) for tag in found.verdict.tags}
    assert found.verdict.score > 0.5


def test_the_points_of_a_statement_are_those_of_its_arguments() -> None:
    for statement in explained().statements:
        assert statement.points == pytest.approx(sum(a.points for a in statement.arguments), abs=0.05)
        if statement.decided is None:
            assert statement.given == (statement.points >= statement.needed)
        else:
            assert statement.given == (sum(statement.decided.values()) > 0)
        for argument in statement.arguments:
            assert argument.rule
            for span in argument.spans:
                assert (TITLE if span.field == "title" else ARABIC)[span.start : span.end] == span.text


def test_what_speaks_against_is_shown() -> None:
    found = explained(*HASHISH)
    core = next(s for s in found.statements if s.name == "core")
    assert (found.verdict.relevance, core.given) == ("offtopic", False)
    signs = {argument.points > 0 for argument in core.arguments}
    assert signs == {True, False}
    against = next(a for a in core.arguments if a.points < 0)
    assert against.weight < 0
    assert "المخدرات" in [span.text.removeprefix("و") for span in against.spans]


def test_what_is_found_and_not_counted_is_shown_with_the_reason() -> None:
    ignored = {(passed.span.text, passed.why) for passed in explained(*HASHISH).ignored}
    assert ("المغرب", "inside mask/regions/ar/المغرب العربي") in ignored
    milking = explained("La traite des vaches", "À Sétif, la traite des vaches se modernise.").ignored
    assert {passed.why for passed in milking} == {"inside mask/traite_in_other_senses/fr/traite des vaches"}


@pytest.mark.parametrize(("title", "text"), [("", ""), ("؟", "😀"), ("a" * 5000, " " * 5000)])
def test_any_strings_are_explained(title: str, text: str) -> None:
    found = explained(title, text)
    assert (found.verdict.relevance, found.linked) == ("offtopic", False)
    assert "no Maghreb country found" in "\n".join(line.plain for line in lines(found))


def test_the_view_names_rule_weight_and_words() -> None:
    shown = "\n".join(line.plain for line in lines(explained(*HASHISH)))
    assert shown.startswith("offtopic")
    assert "\u2068المخدرات\u2069" in shown
    assert "relevance/trafficking" in shown
    assert "weight -" in shown
    assert "Found and not counted" in shown


def test_the_text_is_shown_in_its_own_characters_with_the_evidence_marked() -> None:
    found = explained()
    shown = marked("text", ARABIC, found.statements)
    assert shown.plain == ARABIC
    marks = {ARABIC[span.start : span.end] for span in shown.spans}
    assert any("الاتجار بالبشر" in mark for mark in marks)


def test_colours_on_a_terminal_only(tmp_path: Path) -> None:
    def printed(terminal: bool) -> str:
        path = tmp_path / "out"
        with path.open("w", encoding="utf-8") as file:
            Console(file=file, force_terminal=terminal, color_system="standard" if terminal else "auto").print(
                marked("title", TITLE, explained().statements)
            )
        return path.read_text(encoding="utf-8")

    assert "\x1b[" in printed(True)
    assert "\x1b[" not in printed(False)


def test_a_stored_article_by_address_and_by_id(scrapy: Run, database_url: str) -> None:
    one = article("https://assada.example/1", rules_version="000000000000")
    store = Store.open(database_url)
    run = store.begin_run("ingest", {}, NOW)
    store.keep_loose(run, one, "assada", NOW)
    store.close()
    for name in (one.url, one.url + "?utm_source=x", one.id):
        done = scrapy(database_url, "explain", name)
        assert (done.returncode, done.stderr) == (0, "")
        assert one.title in done.stdout
        assert "rules 000000000000; `scrapy retag` renews them" in done.stdout
    done = scrapy(database_url, "explain", one.id, "--json")
    found = json.loads(done.stdout)
    assert (found["id"], found["relevance"], found["primary_country"]) == (one.id, "core", "MA")
    assert {"kind", "name", "given", "points", "needed", "arguments"} <= set(found["statements"][0])


def test_files(scrapy: Run, database_url: str, tmp_path: Path) -> None:
    path = tmp_path / "مقالات.jsonl"
    rows = [{"title": TITLE, "text": ARABIC}, {"title": "no text"}, {"title": HASHISH[0], "text": HASHISH[1]}]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    done = scrapy(database_url, "explain", str(path), "--no-text")
    assert done.returncode == 1
    assert "line 2: needs a text" in done.stderr
    assert TITLE in done.stdout
    assert HASHISH[0] in done.stdout
    page = tmp_path / "page.html"
    body = f"<html><title>{TITLE}</title><body><article><h1>{TITLE}</h1><p>{ARABIC}</p></article></body></html>"
    page.write_text(body, encoding="utf-8")
    assert scrapy(database_url, "explain", str(page)).stdout.startswith(TITLE)


@pytest.mark.parametrize("name", ["0123456789abcdef", "https://assada.example/none"])
def test_what_is_not_stored(scrapy: Run, database_url: str, name: str) -> None:
    done = scrapy(database_url, "explain", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr


def test_no_such_file(scrapy: Run, database_url: str) -> None:
    assert "there is no such file" in scrapy(database_url, "explain", "nothing.txt").stderr
