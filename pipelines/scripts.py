"""What the letters of a text show of its language before any word is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pipelines.darija import is_arabizi
from pipelines.function_words import told_by_words

Script = Literal["arabic", "latin", "tifinagh", "other"]

# Runs of letters, not letters: counting them costs a fifth.
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏɐ-ʯḀ-ỿ]+")
_TIFINAGH = re.compile(r"[ⴰ-ⵯ]+")
_URDU = re.compile(r"[ٹڈڑںےہھ]")
# Not گ or پ: Moroccan names and foreign words in Arabic text carry them.
_PERSIAN = re.compile(r"[\u06a9\u06ccچژ]")
# The letters of Latin Berber that neither French nor Turkish has.
_BERBER = re.compile(r"[ɣɛḍḥṛṣṭẓ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# 3, 7, 9 for ع, ح, ق inside or before a Latin word (3lach, sa7bi, 9bel), but not 3D, 7h30, 9e or G7.
_ARABIZI = re.compile(r"(?=[a-z379]{3,}$)(?:[a-z]+[379]|[379][a-z])[a-z379]*", re.IGNORECASE)
_FIGURED = re.compile(r"[a-z][379]|[379][a-z]", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:rd|th|ème|eme|h|km|kg|min|ans)|[a-z]{1,2}\d+", re.IGNORECASE)

#: Tifinagh letters that are no emblem or single word; Persian and Urdu letters among Arabic ones; Berber among Latin.
MIN_TIFINAGH, MIN_PERSIAN, MIN_URDU, MIN_BERBER = 10, 0.04, 0.02, 0.015
#: Words with figures for letters: how many, and among all words.
MIN_ARABIZI, MIN_ARABIZI_SHARE = 2, 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How many letters of each script a text has."""

    arabic: int
    latin: int
    tifinagh: int

    @property
    def script(self) -> Script:
        """The script of most letters."""
        if self.tifinagh >= MIN_TIFINAGH and self.tifinagh > self.arabic + self.latin:
            return "tifinagh"
        return "arabic" if self.arabic > self.latin else "latin" if self.latin else "other"


def letters_of(text: str) -> Letters:
    """Counted over the whole of `text`."""
    arabic, latin, tifinagh = (len("".join(kind.findall(text))) for kind in (_ARABIC, _LATIN, _TIFINAGH))
    return Letters(arabic=arabic, latin=latin, tifinagh=tifinagh)


def by_script(text: str, letters: Letters, words: list[str]) -> tuple[str, float, str] | None:
    """Code, confidence and method where letters are enough; None where words must decide (Arabic, French …).

    `words` are those of a text in Latin letters: they say that dots or figures are not Berber's or Arabic's.
    """
    if letters.script == "tifinagh":
        return "zgh", 0.95, "script-tifinagh"
    if letters.script == "arabic":
        return _arabic_script(text, letters.arabic)
    if letters.script == "latin":
        return _latin_script(text, letters.latin, told_by_words(words))
    return None


def _arabic_script(text: str, letters: int) -> tuple[str, float, str] | None:
    if len(_URDU.findall(text)) > MIN_URDU * letters:
        return "ur", 0.95, "script-urdu"
    if len(_PERSIAN.findall(text)) > MIN_PERSIAN * letters:
        return "fa", 0.95, "script-persian"
    return None


def _latin_script(text: str, letters: int, told: str | None) -> tuple[str, float, str] | None:
    # Transliterated Arabic names carry the same dots, in French and English prose.
    dotted = 0 if text.isascii() else len(_BERBER.findall(text))
    if dotted > MIN_BERBER * letters and told in ("kab", None):
        return "kab", 0.8, "script-berber-latin"
    # The macrolanguage: whether it is Moroccan, Algerian or Tunisian these letters do not show.
    if _FIGURED.search(text) and _has_figured_words(text):
        return "ar", 0.8, "script-arabizi"
    return ("ar", 0.7, "words-arabizi") if told not in ("fr", "en") and is_arabizi(text) else None


def _has_figured_words(text: str) -> bool:
    words = _WORD.findall(text)
    figured = sum(1 for word in words if _ARABIZI.match(word) and not _NUMBERED.fullmatch(word))
    return figured >= MIN_ARABIZI and figured > MIN_ARABIZI_SHARE * len(words)
