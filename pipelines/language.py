"""The language of an article's body: script rules first, then langdetect with nine profiles.

The body decides, not the title, which may be in another language; only where the body is too short is
the title read with it. A headline alone is never shown to the detector. Where there is too little text
to judge, the answer rests on small words or on the hint, with a low confidence and the method named, or
is `und`; never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.languages import SPOKEN_ARABIC
from pipelines.darija import variety
from pipelines.detector import most_probable
from pipelines.function_words import is_prose, told_by_words, words_of
from pipelines.mixture import main_and_second, told
from pipelines.scripts import by_script, letters_of

#: Characters shown to the detector: a paragraph, on which it is never wrong; its time grows with them.
SAMPLE = 500
#: Characters that must be speech throughout before a spoken Arabic is named.
SPEECH = 3_000
#: Fewer letters than this are not judged, and less probability than this is not believed.
MIN_LETTERS, MIN_PROBABILITY = 40, 0.9
#: Confidence of an answer that rests on the hint, on the script alone, on small words, on the words of a spoken Arabic.
HINTED, SCRIPTED, WORDED, SPOKEN = 0.5, 0.6, 0.7, 0.9

_ARABIC_SCRIPT_LANGUAGES = frozenset({"ar", *SPOKEN_ARABIC, "fa", "ur", "ckb", "ps"})
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """An ISO 639 code or `und`, how sure we are (0 to 1), and what decided."""

    code: str
    confidence: float
    method: (
        str  #: langdetect, script-…, words, words-arabizi, words-dialect, hint-short, hint-unsure, too-short, unsure
    )
    title: str | None = None  #: the title's language, when it can be told and is another than the body's
    second: str | None = None  #: the language of at least a quarter of the body's paragraphs, beside `code`


def detect_language(*, title: str, text: str, hint: str | None = None) -> Language:
    """The language of `text`. `hint` is what the page or the outlet says of itself."""
    hint = (hint or "").replace("_", "-").split("-")[0].lower() or None
    main, second = main_and_second(text)
    found = (
        _judge(main) or (_judge(f"{title}\n{text}") if text.strip() else None) or _doubtful(f"{title}\n{text}", hint)
    )
    other = told(title)
    return replace(
        found,
        title=None if other is None or _alike(other, found.code) else other,
        second=None if second is None or _alike(second, found.code) else second,
    )


def _judge(text: str) -> Language | None:
    """What a body of sufficient length is written in; None where it is too short or says nothing clear."""
    sample = _sample(text)
    letters = letters_of(sample)
    if letters.script != "tifinagh" and letters.arabic + letters.latin < MIN_LETTERS:
        return None
    words = words_of(sample) if letters.script == "latin" else []
    found = by_script(sample, letters, words)
    # Speech first: its letters گ and ڤ, and words of no profile, mislead what comes after.
    is_arabic = letters.script == "arabic" or (found is not None and found[0] == "ar")
    if is_arabic and variety(sample) and (spoken := variety(_plain(text[:SPEECH]))):
        return Language(code=spoken, confidence=SPOKEN, method="words-dialect")
    if found:
        return Language(code=found[0], confidence=found[1], method=found[2])
    # Capitals in a row are acronyms to the detector: it would see the first letter of each word only.
    code, probability = most_probable(sample.lower() if sample.isupper() else sample)
    # A list of names has a language with full confidence, and no small word of it.
    if probability < MIN_PROBABILITY or (letters.script == "latin" and not is_prose(words, code)):
        return None
    return Language(code=code, confidence=round(probability, 4), method="langdetect")


def _doubtful(text: str, hint: str | None) -> Language:
    """What may be said of too few or too strange words."""
    sample = _sample(text)
    letters = letters_of(sample)
    words = words_of(sample) if letters.script == "latin" else []
    if code := told_by_words(words):
        return Language(code=code, confidence=WORDED, method="words")
    if hint and (hint in _ARABIC_SCRIPT_LANGUAGES) != (letters.script == "arabic"):
        hint = None  # WordPress writes lang="en-US" above Arabic pages
    short = letters.arabic + letters.latin < MIN_LETTERS
    if hint:
        return Language(code=hint, confidence=HINTED, method="hint-short" if short else "hint-unsure")
    if letters.script == "arabic" and not by_script(sample, letters, words):
        return Language(code="ar", confidence=SCRIPTED, method="script-arabic")
    return Language(code="und", confidence=0.0, method="too-short" if short else "unsure")


def _sample(text: str) -> str:
    return _plain(text[: 2 * SAMPLE])[:SAMPLE]


def _plain(text: str) -> str:
    """Without addresses and control characters."""
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESSES.sub(" ", text)
    return _CONTROL.sub(" ", text)


def _alike(one: str, other: str) -> bool:
    """Whether two codes are no contradiction: "Arabic" may only mean that the letters are."""
    return one == other or (one == "ar" and other in _ARABIC_SCRIPT_LANGUAGES)
