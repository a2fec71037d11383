"""What articles of three languages have in common: names across scripts, places, numbers, days, what happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import pytest

from corpus.normalise import normalise
from pipelines.quantities import cut
from pipelines.rules import load_rules
from pipelines.stories.concepts import concepts
from pipelines.stories.days import named_days
from pipelines.stories.names import name_keys, person_keys
from pipelines.stories.places import place_identity
from pipelines.stories.rarity import background
from pipelines.stories.similarity import compared, learned, weighted
from pipelines.stories.skeleton import skeleton, skeletons
from pipelines.stories.stems import stem, stems
from pipelines.stories.vector import EventVector, event_vector
from pipelines.stories.why import reasons

NOON = datetime(2024, 6, 5, 12, tzinfo=UTC)


def vector(
    title: str, text: str, language: str = "fr", published: datetime | None = NOON, id_: str = "a"
) -> EventVector:
    """An article fetched at noon of the next day."""
    seen = NOON + timedelta(days=1)
    return event_vector(id_, title, text, language, published=published, seen=seen, rules=load_rules())


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("الزريبي", "Zribi"),
        ("الزريبي", "Ezzribi"),
        ("الزريبي", "Zuraybi"),
        ("العسري", "Lasri"),
        ("العسري", "Asri"),
        ("بقرقنة", "Kerkennah"),
        ("قَرْقَنَة", "KERKENNAH"),
        ("جبنيانة", "Jebeniana"),
        ("ورقلة", "Ouargla"),
        ("الصويرة", "Essaouira"),
        ("خديجة", "Khadija"),
        ("الشريف", "Chérif"),
        ("الشريف", "Sharif"),
        ("بوعزيزي", "Bouazizi"),
        ("للمرزوقي", "Marzouki"),
        ("غدامس", "Ghadamès"),
    ],
)
def test_a_name_has_one_key_in_both_scripts(arabic: str, latin: str) -> None:
    assert set(skeletons(arabic)) & set(skeletons(latin))


def test_other_names_have_other_keys_and_nothing_has_none() -> None:
    assert not set(skeletons("الزريبي")) & set(skeletons("Trabelsi"))
    assert skeleton("") == skeleton("123") == skeleton("آية") == ""


@pytest.mark.parametrize(
    ("country", "spellings"),
    [
        ("MA", ["طنجة", "Tanger", "Tangier", "ميناء طنجة", "port de Tanger"]),
        ("DZ", ["وهران", "Oran"]),
        ("DZ", ["عين قزام", "إن قزام", "In Guezzam", "Aïn Guezzam"]),
        ("TN", ["جرجيس", "Zarzis"]),
        ("TN", ["بن قردان", "بنقردان", "Ben Guerdane", "Ben Gardane"]),
        ("LY", ["طرابلس", "Tripoli"]),
        ("LY", ["بني وليد", "Bani Walid", "Bni Walid"]),
        ("MR", ["نواذيبو", "Nouadhibou", "انواذيبو"]),
        ("EH", ["العيون", "Laâyoune", "El Aaiún"]),
        ("IT", ["لامبيدوزا", "Lampedusa"]),
    ],
)
def test_a_place_has_one_identity_in_three_languages(country: str, spellings: list[str]) -> None:
    assert len({place_identity(country, spelling) for spelling in spellings}) == 1


def test_places_of_two_countries_and_of_other_names_stay_apart() -> None:
    assert place_identity("MA", "تطوان") != place_identity("TN", "تطاوين")
    assert place_identity("TN", "صفاقس") != place_identity("TN", "قفصة")


def test_a_person_is_found_in_both_scripts() -> None:
    arabic = set(person_keys("أوقفت الفرقة الربان المدعو حاتم الزريبي وشخصين"))
    assert arabic & set(person_keys("Le passeur Hatem Ezzribi a été écroué"))
    assert arabic & set(person_keys("The skipper, identified as Hatem Zribi, and two others"))
    assert not arabic & set(person_keys("Hatem, Zribi et les autres"))
    assert set(person_keys("صاحب المستودع نزار ك. لحام")) & set(person_keys("Nizar K., soudeur"))
    assert list(name_keys("un petit village")) == []


@pytest.mark.parametrize(
    "text",
    [
        "فجر أمس الثلاثاء",
        "mardi à l'aube",
        "before dawn on Tuesday",
        "le 4 juin 2024",
        "4 جوان 2024",
        "on June 4",
        "أمس",
    ],
)
def test_a_day_is_a_date(text: str) -> None:
    assert date(2024, 6, 4) in set(named_days(text, date(2024, 6, 5)))


def test_a_day_of_another_year_or_no_day_is_none() -> None:
    assert list(named_days("le 4 mars 2019, le 31 juin, 99 mai", date(2024, 6, 5))) == []


@pytest.mark.parametrize(
    ("concept", "texts"),
    [
        ("shipwreck", ["بعد غرق مركب", "le naufrage d'une barque", "a boat that capsized"]),
        ("ransom", ["مقابل فدية", "contre rançon", "held for ransom"]),
        ("mass_grave", ["مقبرة جماعية", "une fosse commune", "a mass grave"]),
        ("newborn", ["بيع الرضع", "vente de bébés", "sold newborns"]),
    ],
)
def test_what_happens_has_one_name(concept: str, texts: list[str]) -> None:
    assert all(concept in concepts(cut(normalise(text)).words) for text in texts)


def test_stems() -> None:
    assert stem("المهاجرين") == stem("مهاجر") == stem("والمهاجرون")
    assert stem("clandestine") == stem("clandestinement")


def test_three_languages_meet_in_one_vector() -> None:
    arabic = vector("قرقنة: انتشال 11 جثة", "صفاقس - تم يوم الأربعاء انتشال 11 جثة إثر غرق مركب", "ar")
    french = vector("Naufrage à Kerkennah", "Onze corps ont été repêchés mercredi au large de Sfax.", "fr")
    english = vector("Kerkennah: boat sinks", "Eleven bodies were recovered on Wednesday off Sfax, Tunisia.", "en")
    shared = {("place", "TN/krkn"), ("place", "TN/sfks"), ("number", "11"), ("day", "2024-06-05")}
    assert all(shared <= set(found.all()) for found in (arabic, french, english))
    assert all("bodies" in found.features["concept"] for found in (arabic, french, english))


def test_arabic_spellings_give_one_vector() -> None:
    plain = vector("غرق مركب قرب قرقنة", "أكد الناطق باسم محاكم صفاقس انتشال إحدى عشرة جثة", "ar")
    marked = vector("غَرَقُ مركبٍ قرب قرقنـــة", "اكّد الناطق باسم محاكم صفاقس انتشال احدى عشرة جثّة", "ar")
    assert plain.features == marked.features


def test_years_and_ones_are_no_numbers_and_laws_are() -> None:
    found = vector("Loi", "La loi n° 27-14 de 2016 punit un homme de 20 ans.").features["number"]
    assert {"27-14", "20"} <= found.keys()
    assert not {"2016", "1"} & found.keys()


def test_a_date_that_is_missing_or_in_the_future_is_the_day_of_the_visit() -> None:
    missing, skewed = vector("t", "mardi", published=None), vector("t", "mardi", published=NOON + timedelta(days=400))
    assert not missing.dated
    assert not skewed.dated
    assert missing.when == skewed.when == NOON + timedelta(days=1)
    assert not missing.features["day"]


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, " " * 2_000_000, "ا" * 2_000_000, "Sfax " * 400_000, "12 " * 700_000]
)
def test_a_hostile_text_costs_next_to_nothing(text: str) -> None:
    load_rules()
    began = perf_counter()
    vector(text, text)
    assert perf_counter() - began < 2


@pytest.mark.parametrize("text", ["a" * 1_000_000, " " * 1_000_000, "ا" * 1_000_000, "1 " * 500_000, "A" * 1_000_000])
@pytest.mark.parametrize(
    "reads",
    [name_keys, person_keys, stems, lambda text: named_days(text, date(2024, 6, 5)), lambda t: place_identity("MA", t)],
)
def test_every_reader_of_a_text_is_linear(reads: Callable[[str], Iterable[object]], text: str) -> None:
    began = perf_counter()
    assert sum(1 for _ in reads(text)) >= 0
    assert perf_counter() - began < 3


def test_an_empty_article_is_like_nothing() -> None:
    empty = weighted(vector("", ""), background())
    assert learned().log_odds(empty, empty) < 0


def test_likeness_is_symmetric_and_its_reasons_add_up() -> None:
    one = weighted(vector("Naufrage à Kerkennah", "Onze corps repêchés mercredi au large de Sfax."), background())
    other = weighted(vector("قرقنة: انتشال 11 جثة", "صفاقس - انتشال 11 جثة يوم الأربعاء", "ar", id_="b"), background())
    assert compared(one, other) == compared(other, one)
    found = reasons(one, other, learned())
    assert {(reason.kind, reason.name) for reason in found} >= {("place", "TN/krkn"), ("number", "11")}
    total = learned().across["bias"] + sum(reason.log_odds for reason in found)
    assert total == pytest.approx(learned().log_odds(one, other))


def test_rarity_is_high_for_what_was_never_seen() -> None:
    assert background()("person", "xyz+xyz") == 1.0
    assert background()("concept", "arrest") < background()("concept", "ransom")
