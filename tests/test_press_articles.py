"""The articles of the demo press are a test of the tagger: their own notes must be complete and agree with them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from corpus.taxonomy import COUNTRIES, LANGUAGES, RELEVANCE, TOPICS
from tests.press.articles import Text, texts
from tests.press.outlets import BY_ID, OUTLETS, Outlet

TEXTS = texts()
ON_TOPIC = tuple(text for text in TEXTS if text.expect.relevance != "offtopic")
OFF_TOPIC = tuple(text for text in TEXTS if text.expect.relevance == "offtopic")
#: How each agency is credited in print, by its source id.
CREDITS = {
    "map": ("(MAP)", "(ومع)"),
    "aps": ("(APS)", "(وأج)"),
    "tap": ("(TAP)", "(وات)"),
    "lana": ("(LANA)", "(وال)"),
    "ami": ("(AMI)", "(وما)"),
    "sps": ("(SPS)", "(وأص)"),
    "afp": ("(AFP)", "(أ ف ب)"),
}
WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
every_article = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)


def _words(text: Text, edition: int = 1) -> int:
    return len(" ".join((text.lead, *text.paragraphs(edition))).split())


def _own_words(text: Text) -> str:
    return "\n".join((text.title, text.lead, *text.paragraphs(1), *text.paragraphs(2)))


def test_there_are_enough_articles_in_each_language() -> None:
    assert len(TEXTS) >= 72
    assert all(number >= 24 for number in Counter(text.expect.language for text in TEXTS).values())
    assert {text.expect.language for text in TEXTS} == set(LANGUAGES)


def test_ids_and_titles_are_unique() -> None:
    assert len({text.id for text in TEXTS}) == len({text.title for text in TEXTS}) == len(TEXTS)


def test_two_articles_in_five_are_off_topic_in_every_language() -> None:
    assert len(OFF_TOPIC) >= 0.4 * len(TEXTS)
    for language in LANGUAGES:
        traps = [text for text in OFF_TOPIC if text.expect.language == language and text.expect.trap]
        assert len(traps) >= 8, f"{language}: only {len(traps)} named traps"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_required_somewhere(topic: str) -> None:
    assert any(topic in text.expect.topics for text in TEXTS)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_territory_is_the_main_one_on_topic_and_off(country: str) -> None:
    for group in (ON_TOPIC, OFF_TOPIC):
        assert sum(text.expect.primary_country == country for text in group) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("relevance", RELEVANCE)
def test_every_relevance_is_found_in_every_language(language: str, relevance: str) -> None:
    found = [text for text in TEXTS if (text.expect.language, text.expect.relevance) == (language, relevance)]
    assert len(found) >= 2


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
def test_every_outlet_carries_three_articles_that_its_encoding_can_print(outlet: Outlet) -> None:
    mine = [text for text in TEXTS if outlet.id in text.carried_by]
    assert len(mine) >= 3
    for text in mine:
        printed = (_own_words(text), text.byline, text.date_printed, text.category, text.caption)
        "\n".join((*printed, *text.related, *text.comments)).encode(outlet.encoding)


@every_article
def test_the_shape_of_an_article(text: Text) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", text.id)
    assert 120 <= _words(text) <= 350
    assert len(text.paragraphs()) >= 3
    assert all((text.title, text.byline, text.date_printed, text.category))
    assert all(text.expect.language in BY_ID[outlet].languages for outlet in text.carried_by)


@every_article
def test_it_is_written_in_the_language_that_it_expects(text: Text) -> None:
    letters = [letter for letter in _own_words(text) if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters) / len(letters)
    assert arabic > 0.99 if text.expect.language == "ar" else arabic == 0
    if text.expect.language != "ar":
        words = Counter(re.findall(r"\w+", _own_words(text).lower()))
        assert (words["les"] + words["des"] > words["the"]) == (text.expect.language == "fr")


@every_article
def test_its_labels_are_words_of_the_taxonomy_and_agree(text: Text) -> None:
    expect = text.expect
    assert expect.relevance in RELEVANCE
    assert set(expect.countries) <= set(COUNTRIES)
    assert set(expect.topics) | set(expect.topics_allowed) <= set(TOPICS)
    assert not set(expect.topics) & set(expect.topics_allowed)
    others = (*expect.other_countries, *expect.other_allowed)
    assert all(re.fullmatch(r"[A-Z]{2}", code) and code not in COUNTRIES for code in others)
    assert len(set(others)) == len(others)
    assert expect.primary_country in (expect.countries or ("",))


@every_article
def test_only_what_is_on_topic_has_topics_and_it_has_a_maghreb_link(text: Text) -> None:
    expect = text.expect
    if expect.relevance == "offtopic":
        assert not expect.topics
        assert not expect.topics_allowed
    else:
        assert expect.countries
        assert expect.topics or expect.relevance == "related"


@every_article
def test_the_printed_date_says_what_the_published_date_is(text: Text) -> None:
    assert text.published.utcoffset() is not None
    assert date(2026, 11, 1) <= text.published.date() <= date(2026, 11, 23)
    printed = text.date_printed.translate(WESTERN_DIGITS)
    assert "2026" in printed
    assert text.published.day in [int(number) for number in re.findall(r"\d+", printed)]
    if clock := re.search(r"\b(\d{1,2})[:h](\d{2})(?: ([ap])\.m\.)?", printed):
        hour = int(clock[1]) if not clock[3] else int(clock[1]) % 12 + 12 * (clock[3] == "p")
        assert (hour, int(clock[2])) == (text.published.hour, text.published.minute)


@every_article
def test_what_must_not_come_out_is_not_in_the_article(text: Text) -> None:
    for part in (*text.comments, *text.related, text.caption):
        assert not part or part not in _own_words(text)


@every_article
def test_an_agency_is_named_exactly_where_the_text_credits_it(text: Text) -> None:
    credited = {agency for agency, names in CREDITS.items() if any(name in _own_words(text) for name in names)}
    assert credited == ({text.agency} if text.agency else set())


def test_every_agency_is_credited_and_the_wire_stories_run_in_four_papers() -> None:
    assert {text.agency for text in TEXTS if text.agency} == set(CREDITS)
    wires = [text for text in TEXTS if len(text.carried_by) > 1]
    assert {text.expect.language for text in wires} >= {"ar", "fr"}
    assert all(len(set(text.carried_by)) == 4 and text.agency for text in wires)


def test_one_story_is_edited_and_its_second_text_differs() -> None:
    (edited,) = (text for text in TEXTS if text.edition2)
    assert edited.paragraphs(2) != edited.paragraphs(1)
    assert 120 <= _words(edited, 2) <= 350
    assert BY_ID[edited.carried_by[0]].listing == "atom", "only Atom says when a text was changed"


def test_arabic_dates_are_printed_in_the_ways_of_each_country() -> None:
    printed = " ".join(text.date_printed for text in TEXTS if text.expect.language == "ar")
    assert all(way in printed for way in ("نونبر", "نوفمبر", "الموافق", "٢٠٢٦", "2026"))


@pytest.mark.parametrize(
    "words",
    [
        "traite mensuelle", "salle de traite", "traite négrière", "kif traité", "meilleur passeur", "passeur titulaire",
        "trafic aérien|trafic international", "trafic routier", "esclaves d'un rectangle", "الاتجار بالوقود",
        "الاتجار غير المشروع بالمخدرات", "تهريب الوقود", "الحرق ", "العبيدي", "طبقة رقيقة", "العبودية لله", "وساطة",
        "طرابلس شمال لبنان", "بلدية الدار البيضاء", "ميناء المهدية", "مقاطعة العيون", "TRAFFIC", "Slaves to the wind",
        "slave ship", "Fuel smugglers",
    ],
)  # fmt: skip
def test_a_trap_of_vocabulary_stands_in_an_article_off_topic(words: str) -> None:
    assert any(re.search(words, _own_words(text)) for text in OFF_TOPIC)
