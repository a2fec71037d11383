"""The language of an article's body: script rules first, then langdetect with nine profiles.

Nine profiles, not three: a detector that knows only French, Arabic and English calls Persian Arabic
and Spanish French with full confidence. Catalan and Portuguese are left out because they take short
French and English texts away. Where there is too little text to judge, the answer is the hint or
`und`, with a low confidence and the method named; never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

Script = Literal["arabic", "latin", "other"]

PROFILES = ("ar", "fr", "en", "es", "it", "de", "tr", "fa", "ur")
#: Characters shown to the detector: a paragraph, on which it is never wrong; its time grows with them.
SAMPLE = 500
#: Fewer letters than this are not judged, and less probability than this is not believed.
MIN_LETTERS, MIN_PROBABILITY = 40, 0.9
#: Confidence of an answer that rests on the hint or on the script alone.
HINTED, SCRIPTED = 0.5, 0.6

_ARABIC_SCRIPT_LANGUAGES = frozenset({"ar", "ary", "arq", "aeb", "fa", "ur", "ckb", "ps"})
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[\x00-\x1f\x7f-\x9f]+")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏɐ-ʯḀ-ỿ]")
_TIFINAGH = re.compile(r"[ⴰ-ⵥ]")
_URDU = re.compile(r"[ٹڈڑںےہھ]")
# Not گ or پ: Moroccan names and foreign words in Arabic text carry them.
_PERSIAN = re.compile(r"[\u06a9\u06ccچژ]")
# The letters of Latin Berber that neither French nor Turkish has.
_BERBER = re.compile(r"[ɣɛḍḥṛṣṭẓ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
# 3, 7, 9 for ع, ح, ق inside or before a Latin word (3lach, sa7bi, 9bel), but not 3D, 7h30, 9e or G7.
_ARABIZI = re.compile(r"(?=[a-z379]{3,}$)(?:[a-z]+[379]|[379][a-z])[a-z379]*", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:rd|th|ème|eme|h|km|kg|min|ans)|[a-z]{1,2}\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """An ISO 639 code or `und`, how sure we are (0 to 1), and what decided."""

    code: str
    confidence: float
    method: str  #: langdetect, script-…, hint-short, hint-unsure, too-short, unsure


def detect_language(*, title: str, text: str, hint: str | None = None) -> Language:
    """The language of `text` with its title. `hint` is what the page or the outlet says of itself."""
    sample = _ADDRESSES.sub(" ", f"{title}\n{text}"[: 2 * SAMPLE])[:SAMPLE]
    hint = (hint or "").replace("_", "-").split("-")[0].lower() or None
    return _by_script(sample) or _by_detector(sample, hint)


def _by_script(sample: str) -> Language | None:
    """What the letters alone show; None where a detector must decide."""
    arabic, latin, tifinagh = (len(kind.findall(sample)) for kind in (_ARABIC, _LATIN, _TIFINAGH))
    if tifinagh >= 10 and tifinagh > arabic + latin:
        return Language(code="zgh", confidence=0.95, method="script-tifinagh")
    if arabic >= MIN_LETTERS and arabic > latin:
        return _arabic_script(sample, arabic)
    if latin >= MIN_LETTERS and latin > arabic:
        return _latin_script(sample, latin)
    return None


def _arabic_script(sample: str, letters: int) -> Language | None:
    if len(_URDU.findall(sample)) > 0.02 * letters:
        return Language(code="ur", confidence=0.95, method="script-urdu")
    if len(_PERSIAN.findall(sample)) > 0.04 * letters:
        return Language(code="fa", confidence=0.95, method="script-persian")
    return None


def _latin_script(sample: str, letters: int) -> Language | None:
    if len(_BERBER.findall(sample)) > 0.015 * letters:
        return Language(code="kab", confidence=0.8, method="script-berber-latin")
    words = _WORD.findall(sample)
    arabizi = sum(1 for word in words if _ARABIZI.match(word) and not _NUMBERED.fullmatch(word))
    # The macrolanguage: whether it is Moroccan, Algerian or Tunisian these letters do not show.
    if arabizi >= 2 and arabizi > 0.06 * len(words):
        return Language(code="ar", confidence=0.8, method="script-arabizi")
    return None


def _by_detector(sample: str, hint: str | None) -> Language:
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    script: Script = "arabic" if arabic > latin else "latin" if latin else "other"
    if hint and (hint in _ARABIC_SCRIPT_LANGUAGES) != (script == "arabic"):
        hint = None  # WordPress writes lang="en-US" above Arabic pages
    code, probability = _most_probable(sample)
    if arabic + latin >= MIN_LETTERS and probability >= MIN_PROBABILITY:
        return Language(code=code, confidence=round(probability, 4), method="langdetect")
    manner = "short" if arabic + latin < MIN_LETTERS else "unsure"
    if hint:
        return Language(code=hint, confidence=HINTED, method=f"hint-{manner}")
    if script == "arabic" and code == "ar":
        return Language(code="ar", confidence=SCRIPTED, method="script-arabic")
    return Language(code="und", confidence=0.0, method="too-short" if manner == "short" else "unsure")


def _most_probable(sample: str) -> tuple[str, float]:
    """The detector's first answer, or `und` for what it has no features of (digits, Chinese …)."""
    detector = _FACTORY.create()
    detector.set_max_text_length(SAMPLE)
    detector.append(sample)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:
        return "und", 0.0
    return (best[0].lang, best[0].prob) if best else ("und", 0.0)


def _factory() -> DetectorFactory:
    """A factory of our own: langdetect's global one loads 55 profiles, unsafely under threads."""
    folder = files("langdetect") / "profiles"
    factory = DetectorFactory()
    factory.seed = 0  # the detector draws random starts; one seed, one answer
    factory.load_json_profile([(folder / code).read_text("utf-8") for code in PROFILES])
    return factory


_FACTORY = _factory()
