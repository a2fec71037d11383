"""The lexicon loads, and a wrong rule file is refused with file, line and field."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from corpus.errors import RulesError
from corpus.taxonomy import COUNTRIES, TOPICS
from pipelines.inflect import demonym_forms, forms, keys
from pipelines.judge import judge
from pipelines.rules import BUILT_IN, load_rules


def test_the_lexicon_covers_every_topic_in_every_language() -> None:
    rules = load_rules()
    assert set(rules.topics) == set(TOPICS)
    for topic in TOPICS:
        text = (BUILT_IN / "topics" / f"{topic}.toml").read_text(encoding="utf-8")
        assert all(f"\n{language} = [" in text for language in ("ar", "fr", "en")), topic


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
    with (tmp_path / "rules" / "contexts.toml").open("a", encoding="utf-8") as file:
        file.write("\n# another line\n")
    assert load_rules(tmp_path / "rules").version != load_rules().version


WRONG = [
    ("topics/slavery.toml", 'topic = "slaverie"\n', 1, "topic"),
    ("topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nweight = "much"\n', 4, "weight"),
    ("topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nfr = "esclavage"\n', 4, "fr"),
    ("topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\n\n[[group]]\nweight = 1\n', 5, "name"),
    ("topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nneeds = ["weather"]\n', 4, "needs"),
    ("topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nwieght = 1\n', 4, "wieght"),
    ("topics/slavery.toml", 'topic = "slavery"\n[[group]]\nname = "a"\nar = ["{عبد"]\n', 4, "ar"),
    ("topics/slavery.toml", 'topic = "slavery"\nthreshold = -1\n', 2, "threshold"),
    ("places/ma.toml", '[[place]]\ncountry = "Morocco"\nkind = "name"\n', 2, "country"),
    ("places/ma.toml", '[[place]]\ncountry = "MA"\nkind = "name"\nweak = "yes"\n', 4, "weak"),
    ("places/ma.toml", '[[place]\ncountry = "MA"\n', 1, "line 1"),
    ("contexts.toml", '[drugs]\nde = ["Kokain"]\n', 2, "de"),
    ("thresholds.toml", "core = 4.0\n", 1, "related"),
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


@pytest.mark.parametrize(("term", "written"), INFLECTED)
def test_a_term_is_found_in_its_forms(term: str, written: list[str]) -> None:
    for text in written:
        assert " ".join(keys(text)) in forms(term), text


def test_a_term_is_not_found_in_other_words() -> None:
    assert " ".join(keys("العبيدي")) not in forms("عبيد")
    assert " ".join(keys("traité")) not in forms("traite")
    assert " ".join(keys("شبر")) not in forms("بشر")


def test_demonyms_have_their_genders_and_numbers() -> None:
    assert {" ".join(keys(word)) for word in ("مغربية", "المغربيات", "للمغربيين", "ومغربي")} <= demonym_forms("مغربي")
    assert {" ".join(keys(word)) for word in ("Ivoirienne", "ivoiriens", "IVOIRIENNES")} <= demonym_forms("ivoirien")
