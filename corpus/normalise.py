"""One spelling for Arabic, French and English text, with a way back to the original characters.

Folded: case, compatibility forms (NFKC), Arabic vowel signs, tatweel, hamza seats, alef, ya and
ta marbuta forms, the Maghrebi and Persian letters ڨ ڭ گ پ ڤ چ, Arabic and typographic punctuation,
digits of every script, apostrophes, œ and æ, invisible and control characters. Kept: Latin accents,
because `traité` is not `traite`; `fold_accents` drops them where a search wants that.

Almost everything is one `str.translate` table, filled as characters are met. Only a Latin letter
followed by a combining accent needs a second step.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

#: Characters that stand for another before any Unicode form is asked. ʼ and ´ have NFKC forms that are not apostrophes.
_STAND_INS: dict[str, str] = {
    **dict.fromkeys("’‘ʼʹ′`´‛＇", "'"),
    **dict.fromkeys("“”„‟«»‹›″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "،": ",",
    "٬": ",",
    "؛": ";",
    "؟": "?",
    "٪": "%",
    "٫": ".",
    "۔": ".",
    "…": "...",
    "œ": "oe",
    "æ": "ae",
    "Œ": "oe",
    "Æ": "ae",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ۃ": "ه",
    "ھ": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ٱ": "ا",
    "ک": "ك",
    "ڭ": "ك",
    "گ": "ك",
    "ݣ": "ك",
    "ڨ": "ق",
    "ڤ": "ف",
    "ڥ": "ف",
    "پ": "ب",
    "چ": "ج",
    "ـ": "",  # tatweel
    "\ufffd": "\ufffd",
}
_ARABIC_SIGNS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08ff]"
)
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
#: A letter with the combining marks that follow it; what translation cannot compose.
_CLUSTER = re.compile(r".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]+", re.DOTALL)


def _fold_once(char: str) -> str:
    """One character one step nearer to its normal form."""
    if char in _STAND_INS:
        return _STAND_INS[char]
    category = unicodedata.category(char)
    if category == "Cf" or _ARABIC_SIGNS.match(char):
        return ""
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return "\n" if char in "\n\r\u2028\u2029" else " "
    if category == "Cs":
        return "\ufffd"  # a lone surrogate cannot be stored or hashed
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if _ARABIC.match(char):
        return unicodedata.normalize("NFKD", char)  # takes hamza and madda off their letters
    return unicodedata.normalize("NFKC", char.casefold())


def _fold(char: str) -> str:
    """One character in its normal form: steps are repeated until nothing changes."""
    done, text = "", char
    while done != text:
        done, text = text, "".join(map(_fold_once, text))
    return text


#: Characters met so far whose normal form is none or several.
_UNEVEN: set[str] = set()


class _Table(dict[int, str]):
    """Filled on demand: a newspaper needs a few hundred of the million code points."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        if len(folded) != 1:
            _UNEVEN.add(chr(code))
        return folded


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text; `offsets[i]` is the index in the original of what gave `text[i]`.

    `offsets` has one element more than `text`: the length of the original.
    """

    text: str
    offsets: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open range behind `text[start:end]`, marks that belong to its last letter included."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], max(self.offsets[end - 1] + 1, self.offsets[end])


def normalise(text: str) -> str:
    """The text in the project's one spelling. Idempotent; any string is accepted, lone surrogates included."""
    return _CLUSTER.sub(lambda match: unicodedata.normalize("NFC", match[0]), text.translate(_TABLE))


def normalise_with_offsets(text: str) -> Normalised:
    """As `normalise`, with the way back."""
    folded = text.translate(_TABLE)
    offsets = array("I", range(len(text))) if _UNEVEN.isdisjoint(text) else _uneven_offsets(text)
    if _CLUSTER.search(folded):
        folded, offsets = _compose(folded, offsets)
    offsets.append(len(text))
    return Normalised(folded, offsets)


def _uneven_offsets(text: str) -> array[int]:
    """The index behind each normalised character of a text in which some become none or several."""
    offsets = array("I")
    position = 0
    for match in _uneven_pattern(len(_UNEVEN)).finditer(text):
        offsets.extend(range(position, match.start()))
        run = range(match.start(), match.end())
        offsets.extend([index for index in run for _ in _TABLE[ord(text[index])]])
        position = match.end()
    offsets.extend(range(position, len(text)))
    return offsets


@lru_cache(maxsize=4)
def _uneven_pattern(_known: int) -> re.Pattern[str]:
    """A run of uneven characters met so far; made anew when there are more of them."""
    return re.compile("[" + re.escape("".join(sorted(_UNEVEN))) + "]+")


def _compose(folded: str, offsets: array[int]) -> tuple[str, array[int]]:
    """Letters and their combining marks as one character where Unicode has one."""
    parts: list[str] = []
    kept = array("I")
    position = 0
    for match in _CLUSTER.finditer(folded):
        composed = unicodedata.normalize("NFC", match[0])
        parts += (folded[position : match.start()], composed)
        kept.extend(offsets[position : match.start()])
        # Each composed character points at a place of the cluster; the first at its letter.
        kept.extend(offsets[match.start() : match.start() + len(composed)])
        position = match.end()
    parts.append(folded[position:])
    kept.extend(offsets[position:])
    return "".join(parts), kept


def fold_accents(text: str) -> str:
    """Normalised text without Latin accents (`é` → `e`), for search and for capitals printed without them."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
