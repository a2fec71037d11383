"""langdetect with nine profiles, its answers unchanged in a third of its time.

langdetect walks over the characters of a text three times in Python and looks up the Unicode block of
each, then multiplies nine probabilities in an indexed loop. `QuickDetector` does the same with a
translation table, slices and comprehensions: the same n-grams in the same order, the same draws, the
same arithmetic in the same order, hence the same probabilities to the last bit. The tests hold it to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from langdetect.detector import Detector
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import ErrorCode, LangDetectException
from langdetect.utils.ngram import NGram

#: Nine, not three: a detector that knows only French, Arabic and English calls Persian Arabic and Spanish
#: French with full confidence. Catalan and Portuguese are left out: they take short French and English texts away.
PROFILES = ("ar", "fr", "en", "es", "it", "de", "tr", "fa", "ur")

_SPACES = re.compile(" {2,}")
_LATIN = re.compile("[A-z]+")
_NOT_LATIN = re.compile("[\u0300-\U0010ffff]+")


class _Normalised(dict[int, str]):
    """langdetect's normal form of each character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = normal = str(NGram.normalize(chr(code)))
        return normal


_NORMALISED = _Normalised()


class QuickDetector(Detector):  # type: ignore[misc]  # langdetect has no types
    """A `Detector` for texts that hold neither addresses nor control characters, and are not cut again."""

    text: str

    def append(self, text: str) -> None:
        """Spaces are joined, and marks of Vietnamese composed, as langdetect does it."""
        self.text += _SPACES.sub(" ", NGram.normalize_vi(text))

    def cleaning_text(self) -> None:
        """Latin letters (and what ASCII has between Z and a) go when another script has over twice as many."""
        latin, other = ("".join(kind.findall(self.text)) for kind in (_LATIN, _NOT_LATIN))
        if 2 * len(latin) < len(other):
            self.text = _LATIN.sub("", self.text)

    def _extract_ngrams(self) -> list[str]:
        """The 1-, 2- and 3-grams of every word that the profiles know, in the order of the text.

        A word begins with its space and ends with the one after it. After two capitals in a row nothing
        is taken until a small letter or a space: acronyms tell no language.
        """
        words = self.text.translate(_NORMALISED).split(" ")
        last = words.pop()  # is not followed by a space
        grams = [gram for word in words if word for gram in _grams(f" {word} ")]
        return [*grams, *_grams(f" {last}")] if last else grams

    def _detect_block(self) -> None:
        """Seven trials: n-grams are drawn until one language is almost certain; the mean of the trials."""
        self.cleaning_text()
        ngrams = self._extract_ngrams()
        if not ngrams:
            raise LangDetectException(ErrorCode.CantDetectError, "No features in text.")
        self.random.seed(self.seed)
        # All seven, though the first two mostly agree: on short pieces the others are what makes it doubt.
        trials = [self._trial(ngrams) for _ in range(self.n_trial)]
        self.langprob = [0.0] * len(self.langlist)
        for trial in trials:
            self.langprob = [mean + prob / self.n_trial for mean, prob in zip(self.langprob, trial, strict=True)]

    def _trial(self, ngrams: list[str]) -> list[float]:
        """The probability of each language after as many draws as it takes; looked at after each fifth."""
        draw = self._draws(ngrams)
        w = (self.alpha + self.random.gauss(0.0, 1.0) * self.ALPHA_WIDTH) / self.BASE_FREQ
        probs = _normal([prob * (w + seen) for prob, seen in zip(self._init_probability(), draw(), strict=True)])
        for _ in range(self.ITERATION_LIMIT // 5):
            if max(probs) > self.CONV_THRESHOLD:
                break
            table = zip(probs, draw(), draw(), draw(), draw(), draw(), strict=True)
            # The five factors from left to right, as langdetect multiplies them: another order rounds differently.
            probs = _normal([p * (w + a) * (w + b) * (w + c) * (w + d) * (w + e) for p, a, b, c, d, e in table])
        return probs

    def _draws(self, ngrams: list[str]) -> Callable[[], list[float]]:
        """What gives the frequencies of an n-gram drawn at random: `random.choice` without its two calls within."""
        known, bits = self.word_lang_prob_map, self.random.getrandbits
        size, width = len(ngrams), len(ngrams).bit_length()

        def draw() -> list[float]:
            while (place := bits(width)) >= size:
                pass
            return known[ngrams[place]]  # type: ignore[no-any-return]  # langdetect has no types

        return draw


def _normal(probs: list[float]) -> list[float]:
    total = sum(probs)
    return [prob / total for prob in probs]


@lru_cache(maxsize=1 << 14)
def _grams(word: str) -> tuple[str, ...]:
    """The n-grams of one word with the spaces around it. Newspapers use few words often: most are met again."""
    return tuple(
        gram
        for before, last, char in zip(f" {word}", word, word[1:], strict=False)
        if not (char.isupper() and last.isupper())
        for gram in (char, last + char, before + last + char)
        if gram in FACTORY.word_lang_prob_map
    )


def most_probable(sample: str) -> tuple[str, float]:
    """The first language of `sample` and its probability; `und` for what has no features (digits, Chinese …)."""
    detector = QuickDetector(FACTORY)
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


FACTORY = _factory()
