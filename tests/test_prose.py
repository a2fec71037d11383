"""Where the prose of a page lies."""

from __future__ import annotations

from pipelines.cleaning import clean_html
from pipelines.headings import headings_of
from pipelines.parsing import parse
from pipelines.prose import Prose
from pipelines.visible import Visible
from tests.reading_pages import ARABIC_BODY, ARABIC_TITLE, paragraphs


def seen(markup: str) -> Visible:
    tree = parse(clean_html(f"<html><body><h1>{ARABIC_TITLE}</h1>{markup}</body></html>"))
    assert tree is not None
    return Visible(tree, ARABIC_TITLE, headings_of(tree))


def test_length_counts_long_paragraphs() -> None:
    long = [line for line in ARABIC_BODY if len(line) >= 80]
    assert Prose(seen(paragraphs(ARABIC_BODY) + "<p>إعلان</p>")).length == sum(map(len, long))


def test_long_spans_between_blocks_are_paragraphs_where_there_are_none() -> None:
    line = ARABIC_BODY[0] + " " + ARABIC_BODY[0]
    spans = f"<div><div>{line}</div><span>{line}</span><div>{line}</div></div>"
    assert Prose(seen(spans)).length == len(line)
    assert Prose(seen(spans + paragraphs(ARABIC_BODY * 3))).length < len(line) + sum(map(len, ARABIC_BODY * 3)) + 1


def test_an_article_in_equal_boxes_is_joined() -> None:
    boxes = "".join(f'<div class="part">{paragraphs(ARABIC_BODY[:2])}</div>' for _ in range(2))
    visible = seen(boxes)
    assert Prose(visible).join_chunks()
    first = visible.tree.find(".//div[@class='part']")
    assert first is not None
    assert len(first) == 4
