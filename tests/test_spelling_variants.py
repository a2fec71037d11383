"""Twelve ways to write one Arabic text: the same words, the same hash, similarity 1."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.store import Store
from tests.samples import ARABIC, HOUR, NOW, article

#: What outlets do to the same text, by name.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "vowel signs": lambda text: text.replace("شبكة", "شَبَكَةٌ").replace("الأمنية", "الأَمْنِيَّة").replace("أن", "أَنَّ"),
    "dagger alef": lambda text: text.replace("ثلاثة", "ثلٰثة".replace("ل\u0670", "لا\u0670")),
    "tatweel": lambda text: text.replace("البشر", "البشـــر").replace("طنجة", "طنجـة"),
    "bare alefs": lambda text: text.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا"),
    "wasla": lambda text: text.replace("ال", "ٱل"),
    "ta marbuta as ha": lambda text: text.replace("ة", "ه"),
    "ya without dots": lambda text: text.replace("ي", "ى"),
    "Persian letters": lambda text: text.replace("ك", "ک").replace("ي", "ی"),
    "Latin punctuation": lambda text: text.replace("،", ",").replace(".", " ."),
    "typographic punctuation": lambda text: text.replace("،", " ؛ ").replace(".", "…"),
    "presentation forms": lambda text: text.replace("لا", "\ufefb"),
    "invisible marks": lambda text: "\u202b" + text.replace(" ", "\u00a0").replace("ب", "ب\u200d") + "\u202c",
}


def test_there_are_twelve_and_each_changes_the_characters() -> None:
    assert len(SPELLINGS) == 12
    assert [name for name, spell in SPELLINGS.items() if spell(ARABIC) == ARABIC] == []


@pytest.mark.parametrize("name", SPELLINGS)
def test_another_spelling_is_the_same_text(store: Store, name: str) -> None:
    run = store.begin_run("ingest", {}, NOW)
    store.keep_loose(run, article("https://a.example/1"), "a", NOW)
    other = article("https://b.example/1", SPELLINGS[name](ARABIC), fetched=NOW + HOUR)
    twin = store.keep_loose(run, other, "b", NOW).twin
    assert twin is not None
    assert (twin.kind, twin.similarity) == ("exact", 1.0)
