"""Names out of a by-line: "Par Amina B. et Ali C., publié le …" holds two.

Names are kept as printed. What is no person's name (a desk, a place, a role, a system's user, an e-mail
address, the outlet itself) is left out rather than stored as one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from corpus.normalise import normalise
from pipelines.agencies import agency_named
from pipelines.cleaning import clean_field
from pipelines.months import MONTH, fold_date, plain
from pipelines.person_names import is_full_name, with_joined_apart
from pipelines.whereabouts import is_place, without_place, without_somewhere

#: Longest and most words of one name; more is a sentence.
MAX_NAME, MAX_WORDS = 60, 7
#: Characters of a by-line that are read.
MAX_LENGTH = 1000
#: More names than this in one by-line is a list of something else.
MAX_NAMES = 12
#: Words of a name behind "Par" where nothing else tells it.
MOST_SAID = 5
#: Words of a desk, a place or a role beside the name in a line that is nothing but a signature.
MAX_BESIDE = 7

_WORDS: dict[str, list[str]] = tomllib.loads(files("pipelines").joinpath("bylines.toml").read_text("utf-8"))


def _any(name: str) -> str:
    """The patterns of a table as one, in the spelling of `fold_date`, to be followed by no letter."""
    return rf"(?:{'|'.join(map(fold_date, _WORDS[name]))})(?![^\W\d_])"


_PREFIX = re.compile(rf"[\W\d_]*{_any('prefixes')}\s*[:\-/|]*\s*")
_WEAK = re.compile(rf"[\W\d_]*{_any('weak_prefixes')}")
_TITLE = re.compile(rf"{_any('titles')}\s*")
_SENT = re.compile(rf"{_any('sent')}\s*")
_END = re.compile(rf"(?:^|(?<=[\s,(|/–-]))(?:{_any('ends')}|{_any('pictures')})")
_PICTURES = re.compile(rf"[\W\d_]*{_any('pictures')}")
_CUT = re.compile(rf"(?:^|(?<=\s))(?:{_any('cuts')}|{_any('roles')})")
_BETWEEN = re.compile("|".join(_WORDS["separators"]), re.IGNORECASE)
_NOBODY = frozenset(normalise(name) for name in _WORDS["nobody"])
_DESK = re.compile(rf"(?<![^\W\d_])(?:ال)?(?:{'|'.join(map(normalise, _WORDS['desk_words']))})(?![^\W\d_])")
_SENTENCE = frozenset(normalise(word) for word in _WORDS["sentence_words"])
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?|\b\d[\d\s.,:/hHà-]*$")
_DATE = re.compile(rf"(?:\d{{1,2}}[^\s\d]{{0,2}}\s+{MONTH}|{MONTH}\s*\d{{1,2}}(?!\d))(?:,?\s+\d{{4}})?")
_TAIL = re.compile(r"\s+(?:le|à|on|at|في|يوم|عن)$", re.IGNORECASE)
# Templates put "by" and the name into two elements with nothing but a style between them.
_GLUED = re.compile(r"^\s*(?:[Bb]y|BY|[Pp]ar|PAR)(?=[A-ZÀ-Þ][a-zß-ÿ]|admin)")
_DRAWN_DASH = re.compile(r"(?<=\s)ـ+(?=\s)")
_MAKER = re.compile(r"(?:developed|designed|powered|created) by|تصميم|برمجة|تطوير", re.IGNORECASE)
_NO_NAME = re.compile(r"[#:=<>{}*_@?؟!]")
#: One word in small letters is a user of the system.
_USER = re.compile(r"[a-z0-9.-]+")
_EDGES = " \t\n.,;:|/–—-•·*«»\"'،؛“”"


def names_in(byline: str, *, outlet: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons whom a by-line names, in its order. `outlet` are the outlet's own names, which nobody bears."""
    return _names_in(byline[:MAX_LENGTH], tuple(outlet))


@lru_cache(maxsize=256)  # a page prints its by-line in several elements, one within the other
def _names_in(byline: str, outlet: tuple[str, ...]) -> tuple[str, ...]:
    own = _own(outlet)
    for name in outlet:
        if " " in name:
            byline = _outlet_pattern(name).sub(" ", byline)
    found: dict[str, None] = {}
    signed = False
    for part in _parts(byline):
        name = _person(part)
        if name and _is_persons(name, own) and not (signed and _is_one_word(name) and name[0] < "\u0600"):
            found[name] = None
        signed = signed or _is_desk(name)  # behind a desk that signs, one word is a button ("Small")
    full = [name for name in found if " " in name] or list(found)  # beside "Amel B." one word is a place or a button
    return tuple(full) if len(full) <= MAX_NAMES else ()


@lru_cache(maxsize=256)
def _outlet_pattern(name: str) -> re.Pattern[str]:
    """The outlet's name however it is joined: "Dune & Tide" is one outlet and not two people."""
    words = re.split(r"\s+(?:and|et|&)\s+|\s+", name)
    return re.compile(r"(?:\s+(?:and|et|&)\s+|\s+)".join(map(re.escape, words)), re.IGNORECASE)


def signature_in(line: str, *, outlet: Iterable[str] = ()) -> tuple[str, ...]:
    """The persons of a line that is nothing but a signature; () where any part of it may be something else.

    Behind "بقلم" or "Par" any name will do; without them it must begin with a known given name, and beside it
    only a place, a date, a role, an agency or the outlet may stand.
    """
    if line.count("(") != line.count(")"):
        return ()  # a piece of a sentence
    own, introduced, just = _own(tuple(outlet)), False, False
    names: list[str] = []
    for part in _parts(line[:MAX_LENGTH]):
        here = _introduces(part)
        introduced |= here
        name = _person(part)
        if name and _is_persons(name, own):
            said = (here or just or names) and introduced and _is_said(name, first=not names)
            if said or is_full_name(name):
                names.append(name)
            elif not (introduced and names and _is_one_word(name)):
                return ()
        elif not _is_beside(name, own):
            return ()
        just = here and not name
    return tuple(dict.fromkeys(names))


def _introduces(part: str) -> bool:
    """Whether a part begins with what makes any words behind it a name: "Par", "بقلم", "From our correspondent"."""
    folded = fold_date(part)
    return (_PREFIX.match(folded) is not None and not _WEAK.match(folded)) or _SENT.match(folded) is not None


def _is_beside(name: str, own: frozenset[str]) -> bool:
    """Whether what is left of a part may stand beside a name: nothing, a desk, an agency, a place, the outlet."""
    return len(name.split()) <= MAX_BESIDE and (not any(map(str.isalpha, name)) or _is_known(name, own))


def _is_one_word(name: str) -> bool:
    """Whether a part behind "By X," can be a place that no list has."""
    return " " not in name and not name[0].islower()


def _is_said(name: str, *, first: bool) -> bool:
    """Whether "Par" or "بقلم" before these words makes them a name; one word only in Arabic, and right behind it."""
    words = name.split()
    if "\u0600" <= name[0] <= "\u06ff":
        return len(words) <= MOST_SAID and (first or len(words) > 1)
    return name[0].isupper() and len(words) <= MOST_SAID and (len(words) > 1 or "." in name)


#: "Our court correspondent", "un lecteur": somebody, unnamed. "Le Clézio" is a name.
_SOMEBODY = re.compile(r"(?:[Oo]ur|[Tt]he|an?|[Nn]otre|[Nn]os|[Uu]ne?|les?|des)\s")


def is_name(text: str) -> bool:
    """Whether these characters can be a person's name or pen name."""
    if not 2 < len(text) <= MAX_NAME or len(text.split()) > MAX_WORDS:
        return False
    if _NO_NAME.search(text) or _SOMEBODY.match(text):
        return False
    if any(char.isdigit() for char in text) or not any(char.isalpha() for char in text):
        return False
    host = " " not in text and "." in text.strip(".")
    if host or _USER.fullmatch(text) or _MAKER.search(text) or not _SENTENCE.isdisjoint(normalise(text).split()):
        return False
    return not _is_desk(text) and agency_named(text) is None and not is_place(text)


def starts_like_byline(line: str) -> bool:
    """Whether a line begins with "Par", "بقلم", "By" and the like."""
    folded = fold_date(plain(line))
    return _PREFIX.match(folded) is not None or _SENT.match(folded) is not None


def _parts(byline: str) -> Iterator[str]:
    """A by-line between its separators, without addresses, brackets, dates and what follows the names."""
    text = plain(_ADDRESS.sub(" ", _DRAWN_DASH.sub("-", _GLUED.sub("", clean_field(byline)))))
    for date in reversed(list(_DATE.finditer(fold_date(text)))):
        text = f"{text[: date.start()]}|{text[date.end() :]}"
    text = _BRACKETS.sub(" ", text)
    text = _before_end(text)
    for part in _BETWEEN.split(with_joined_apart(text)):
        if stripped := part.strip(_EDGES):
            yield stripped


def _before_end(text: str) -> str:
    """A by-line up to what follows the names; without a first block that says who made the pictures."""
    folded = fold_date(text)
    while made := _PICTURES.match(folded):
        start = text.find("|", made.end())
        if start < 0:
            return ""
        text, folded = text[start + 1 :], folded[start + 1 :]
    end = _END.search(folded)
    return text[: end.start()] if end else text


def _person(part: str) -> str:
    """What is left of a part without prefixes, titles, roles and places; "" where nothing is."""
    text = _without(_PREFIX, part)
    if sent := _SENT.match(fold_date(text)):
        text = without_place(text[sent.end() :].strip(_EDGES))
        return text if is_full_name(text) else ""
    if title := _TITLE.match(fold_date(text)):
        text = text[title.end() :]
        text = text if len(text.split()) > 1 else ""
    if cut := _CUT.search(fold_date(text)):
        text = text[: cut.start()]
    text = without_place(_TAIL.sub("", text.strip(_EDGES)))
    return " ".join(without_somewhere(text).strip(_EDGES).split())


def _without(prefix: re.Pattern[str], text: str) -> str:
    while found := prefix.match(fold_date(text)):
        text = text[found.end() :]
    return text


def _is_persons(name: str, own: frozenset[str]) -> bool:
    """Whether a name is a person's and not the outlet's."""
    return is_name(name) and not _is_own(name, own)


def _is_known(name: str, own: frozenset[str]) -> bool:
    """Whether something beside a name is a desk, an agency, a place or the outlet."""
    return _is_own(name, own) or _is_desk(name) or agency_named(name) is not None or is_place(name)


def _is_desk(text: str) -> bool:
    folded = normalise(text)
    return folded in _NOBODY or _DESK.search(folded) is not None


def _is_own(name: str, own: frozenset[str]) -> bool:
    folded = normalise(name)
    return folded in own or (" " not in folded and folded.removeprefix("ال") in own)


@lru_cache(maxsize=64)
def _own(outlet: tuple[str, ...]) -> frozenset[str]:
    """The outlet's names folded, and the long words of each that has several: no byline is "المنارة" alone."""
    names = [normalise(name) for name in outlet]
    words = {word.removeprefix("ال") for name in names if " " in name for word in name.split() if len(word) > 4}
    return frozenset((*names, *words))
