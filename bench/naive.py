"""What a phrase and a country's name reach: the baseline that today's systems amount to.

Kept: one of the phrases of migration, exploitation or trafficking occurs and a Maghreb country is named; core: a
phrase of trafficking, slavery or smuggling does. Countries: every one whose name or demonym occurs; primary: the
one named most often, the first of equals.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.labelled import Labelled
from bench.tag_scores import KEPT, Counts
from corpus.normalise import normalise

_CORE = (
    *("traite des êtres humains", "traite des personnes", "trafic d'êtres humains", "traite humaine", "esclavage"),
    *("esclave", "travail forcé", "exploitation sexuelle", "trafic de migrants", "passeur", "réseau de prostitution"),
    *("الاتجار بالبشر", "الاتجار بالأشخاص", "الاتجار في البشر", "تجارة البشر", "تهريب المهاجرين", "تهريب البشر"),
    *("العبودية", "الرق", "العمل القسري", "الاستغلال الجنسي", "مهربي البشر", "شبكة دعارة"),
    *("human trafficking", "trafficking in persons", "people smuggl", "migrant smuggl", "slavery", "forced labo"),
    *("sex trafficking", "sexual exploitation", "trafficked", "trafficker", "modern slavery"),
)
_RELATED = (
    *("migration clandestine", "immigration clandestine", "migration irrégulière", "harraga", "travail des enfants"),
    *("الهجرة غير الشرعية", "الهجرة غير النظامية", "الهجرة السرية", "الحرقة", "عمالة الأطفال", "المهاجرين غير"),
    *("irregular migra", "illegal migra", "child labo", "migrant boat", "undocumented migra"),
)
_NAMES = {
    "MA": ("maroc", "المغرب", "مغربي", "morocc"),
    "DZ": ("algéri", "الجزائر", "جزائري", "algeria"),
    "TN": ("tunisi", "تونس", "tunisia"),
    "LY": ("libye", "ليبيا", "ليبي", "libya"),
    "MR": ("mauritani", "موريتانيا", "موريتاني"),
    "EH": ("sahara occidental", "الصحراء الغربية", "western sahara"),
}


def naive(title: str, text: str) -> tuple[str, frozenset[str], str | None]:
    """Relevance, countries and primary country of an article."""
    words = normalise(f"{title}\n{text}")
    counts = {code: sum(words.count(normalise(name)) for name in names) for code, names in _NAMES.items()}
    countries = frozenset(code for code, count in counts.items() if count)
    primary = max(countries, key=lambda code: (counts[code], -list(_NAMES).index(code)), default=None)
    if not countries:
        return "offtopic", countries, None
    if any(normalise(phrase) in words for phrase in _CORE):
        return "core", countries, primary
    return "related" if any(normalise(phrase) in words for phrase in _RELATED) else "offtopic", countries, primary


def naive_scores(items: Sequence[Labelled]) -> tuple[float, float, float, float]:
    """F1 of kept, core and countries, and the share of right primary countries."""
    found = [(item, *naive(item.title, item.text)) for item in items]
    kept = Counts.of((_yes(item.relevance in KEPT), _yes(name in KEPT)) for item, name, _, _ in found)
    core = Counts.of((_yes(item.relevance == "core"), _yes(name == "core")) for item, name, _, _ in found)
    countries = Counts.of((frozenset(item.countries), given) for item, _, given, _ in found)
    right = sum(item.primary_country == primary for item, _, _, primary in found)
    return kept.f1, core.f1, countries.f1, right / len(found)


def _yes(value: bool) -> frozenset[str]:
    return frozenset({"yes"}) if value else frozenset()
