"""The lexicon loads, and a wrong rule file is refused with file, line and field."""

from __future__ import annotations

import pickle
import re
import shutil
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from corpus.errors import RulesError
from corpus.normalise import normalise
from corpus.taxonomy import COUNTRIES, TOPICS
from pipelines.inflect import braces, demonym_forms, forms
from pipelines.judge import judge
from pipelines.matching import read
from pipelines.rules import BUILT_IN, LANGUAGES, load_rules
from pipelines.stems import Stems


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_covers_every_topic_in_every_language(language: str) -> None:
    assert {group.topic for group in load_rules().groups if group.name.endswith(f"/{language}")} == {None, *TOPICS}


TERMS = [
    (path.relative_to(BUILT_IN).as_posix(), group["name"], group["terms"])
    for language in LANGUAGES
    for path in sorted((BUILT_IN / language).rglob("*.toml"))
    if path.name not in ("contexts.toml", "masks.toml", "roles.toml")
    for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]
]


@pytest.mark.parametrize(("file", "name", "terms"), TERMS, ids=[f"{file}:{name}" for file, name, _ in TERMS])
def test_every_term_is_found_where_it_is_written(file: str, name: str, terms: list[str]) -> None:
    """In each of its spellings, though the neighbours may then speak against its sense."""
    rules = load_rules()
    for term in terms:
        spellings = braces(term)
        reading = read("", "\n".join(spellings), "und", rules)
        matched: dict[int, list[str]] = defaultdict(list)  # the rules of each line, which is a spelling
        hits = [hit for found in reading.sense.groups.values() for hit in found.hits]
        for hit in (*hits, *(ignored.hit for ignored in reading.sense.ignored)):
            text = reading.parts[1]
            matched[text.normal.text.count("\n", 0, text.start_of(hit.start))].append(hit.entry.rule)
        for line, spelling in enumerate(spellings):
            longer = [rule for rule in matched[line] if rule.split("/")[0] == Path(file).stem]
            assert any(rule.endswith(f"/{term}") for rule in matched[line]) or longer, (file, name, spelling)


def test_every_country_is_found_by_its_name_in_every_language() -> None:
    names = {
        "MA": ("المغرب", "Maroc", "Morocco"),
        "DZ": ("الجزائر", "Algérie", "Algeria"),
        "TN": ("تونس", "Tunisie", "Tunisia"),
        "LY": ("ليبيا", "Libye", "Libya"),
        "MR": ("موريتانيا", "Mauritanie", "Mauritania"),
        "EH": ("الصحراء الغربية", "Sahara occidental", "Western Sahara"),
    }
    assert set(names) == set(COUNTRIES)
    for code, spellings in names.items():
        for name in spellings:
            assert [tag.name for tag in judge(name, "", "und", load_rules()).tags if tag.kind == "country"] == [code]


def test_the_built_in_rules_are_read_once_and_travel_to_other_processes() -> None:
    rules = load_rules()
    assert load_rules() is rules
    assert len(rules.version) == 12
    copy = pickle.loads(pickle.dumps(rules))
    title, text = "ضحايا الاتجار بالبشر في تونس", "تونس"
    assert judge(title, text, "ar", copy) == judge(title, text, "ar", rules)


def test_the_version_changes_with_any_rule(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "rules")
    with (tmp_path / "rules" / "ar" / "contexts.toml").open("a", encoding="utf-8") as file:
        file.write("\n# another line\n")
    assert load_rules(tmp_path / "rules").version != load_rules().version


WRONG = [
    ("ar/topics/slavery.toml", 'topic = "slaverie"\n', 1, "topic"),
    ("ar/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nweight = "much"\n', 4, "weight"),
    ("ar/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nterms = "رق"\n', 4, "terms"),
    ("ar/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\n\n[[group]]\nweight = 1\n', 5, "name"),
    ("ar/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\n[[group]]\nname = "a"\n', 5, "name"),
    ("fr/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nneeds = ["weather"]\n', 4, "needs"),
    ("fr/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nalso = ["weather"]\n', 4, "also"),
    ("en/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nwieght = 1\n', 4, "wieght"),
    ("ar/topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nterms = ["{عبد"]\n', 4, "terms"),
    ("ar/topics/slavery.toml", 'topic = "slavery"\nthreshold = 1\n', 2, "threshold"),
    ("places/ma.toml", '[[place]]\ncountry = "Morocco"\nkind = "name"\n', 2, "country"),
    ("places/ma.toml", '[[place]]\ncountry = "MA"\nkind = "name"\nweak = "yes"\n', 4, "weak"),
    ("places/ma.toml", '[[place]\ncountry = "MA"\n', 1, "line 1"),
    ("fr/contexts.toml", 'drugs = "Kokain"\n', 1, "drugs"),
    ("fr/masks.toml", "outlets = [1]\n", 1, "outlets"),
    ("en/roles.toml", '[[cue]]\nrole = "witness"\nname = "a"\n', 2, "role"),
    ("en/roles.toml", '[[cue]]\nrole = "event"\nname = "a"\nside = "beside"\n', 4, "side"),
    ("thresholds.toml", "core = 4.0\n", 1, "core_mentions"),
]


@pytest.mark.parametrize(("name", "content", "line", "field"), WRONG)
def test_a_wrong_file_is_refused(tmp_path: Path, name: str, content: str, line: int, field: str) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "rules")
    path = tmp_path / "rules" / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RulesError) as refused:
        load_rules(tmp_path / "rules")
    message = str(refused.value)
    assert "\n" not in message
    assert str(path) in message
    assert field in message
    assert f":{line}:" in message or f"line {line}" in message


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="no rule files"):
        load_rules(tmp_path)


INFLECTED = [
    ("الاتجار بالبشر", ["الإتجار بالبشر", "والاتجار بالبشر", "بالاتجار بالبشر", "للاتجار بالبشر", "اتجار بالبشر"]),
    ("اتجار بالبشر", ["وباتجار بالبشر", "لاتجار بالبشر", "الاتجار بالبشر"]),
    ("شبكة", ["الشبكة", "شبكتهم", "بشبكة", "للشبكة", "ولشبكتها"]),
    ("تهريب المهاجرين", ["لتهريب المهاجرين", "وتهريب مهاجرين", "التهريب المهاجرين"]),
    ("réseau{x,} de passeurs", ["réseaux de passeurs", "RÉSEAU DE PASSEUR", "reseau de passeurs"]),
    ("trafic d'êtres humains", ["trafic d’êtres humains", "TRAFIC D'ETRES HUMAINS"]),
    ("people smuggler", ["People smugglers", "people-smuggler"]),
]  # fmt: skip


def is_found(text: str, listed: set[str]) -> bool:
    """Whether a text is one of the forms, once particles and pronouns are off."""
    stems = Stems()
    for form in listed:
        stems.add(form, takes_pronouns=True)
    words = " ".join(stems[word] for word in re.findall(r"\w+", normalise(text)))
    return words in {stems.form(form) for form in listed}


@pytest.mark.parametrize(("term", "written"), INFLECTED)
def test_a_term_is_found_in_its_forms(term: str, written: list[str]) -> None:
    for text in written:
        assert is_found(text, forms(term)), text


def test_a_term_is_not_found_in_other_words() -> None:
    assert not is_found("العبيدي", forms("عبيد"))
    assert not is_found("traité", forms("traite"))
    assert not is_found("شبر", forms("بشر"))
    assert not is_found("شر", forms("بشر"))


def test_a_word_that_the_lexicon_knows_keeps_its_first_letter() -> None:
    stems = Stems()
    for form in ("بشر", "شر", "وسيط", "شبكه", "تونس", "سفاره بتونس"):
        stems.add(form, takes_pronouns=True)
    assert [stems[word] for word in ("بشر", "وبشر", "وسيط", "لوسيطهم", "وبشبكتهم", "كتاب")] == [
        "بشر",
        "بشر",
        "وسيط",
        "وسيط",
        "شبكه",
        "كتاب",
    ]
    assert stems["و"] == "و"
    assert (stems["بتونس"], stems.form("سفاره بتونس")) == ("تونس", "سفاره تونس")


def test_demonyms_have_their_genders_and_numbers() -> None:
    for word in ("مغربية", "المغربيات", "للمغربيين", "ومغربي"):
        assert is_found(word, demonym_forms("مغربي"))
    for word in ("Ivoirienne", "ivoiriens", "IVOIRIENNES"):
        assert is_found(word, demonym_forms("ivoirien"))
