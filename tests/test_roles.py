"""What each country is in a story, from the words beside its name."""

from __future__ import annotations

import pytest

from pipelines.judge import judge
from pipelines.rules import load_rules

CASES = [
    (
        "تفكيك شبكة للاتجار بالبشر بطنجة",
        "فككت الشرطة بطنجة شبكة للاتجار بالبشر كانت تستغل فتيات نيجيريات قادمات من النيجر وتنقلهن نحو إسبانيا.",
        {"MA": {"event"}, "NG": {"victims"}, "NE": {"origin"}, "ES": {"destination"}},
    ),
    (
        "Traite des personnes : un réseau démantelé à Sfax",
        "La garde nationale a démantelé à Sfax un réseau de traite des personnes. Des femmes ivoiriennes venues de "
        "Côte d'Ivoire devaient être envoyées vers l'Italie via la Libye.",
        {"TN": {"event"}, "CI": {"victims", "origin"}, "IT": {"destination"}, "LY": {"transit"}},
    ),
    (
        "Human trafficking: two Libyan smugglers arrested in Benghazi",
        "Police in Benghazi arrested two Libyan smugglers accused of human trafficking. Eritrean women had been "
        "brought from Sudan to Libya.",
        {"LY": {"event", "suspects", "destination"}, "ER": {"victims"}, "SD": {"origin"}},
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES, ids=["ar", "fr", "en"])
def test_the_words_beside_a_country_give_its_roles(title: str, text: str, expected: dict[str, set[str]]) -> None:
    found = {tag.name: set(tag.role.split("|")) for tag in judge(title, text, "und", load_rules()).tags if tag.role}
    assert {country: found.get(country, set()) & roles for country, roles in expected.items()} == expected
    assert "suspects" not in found.get("NG", set()) | found.get("ER", set()) | found.get("CI", set())


def test_words_of_another_sentence_give_none() -> None:
    text = "Traite des personnes à Sfax. Le réseau est tombé vers. Italie et Tunisie coopèrent contre la traite."
    roles = {tag.name: tag.role for tag in judge("", text, "fr", load_rules()).tags if tag.kind == "other_country"}
    assert roles.get("IT") is None


def test_an_article_off_topic_has_no_roles() -> None:
    tags = judge("Volley à Sfax", "L'équipe tunisienne joue à Sfax.", "fr", load_rules()).tags
    assert [tag.role for tag in tags if tag.kind == "country"] == [None]
