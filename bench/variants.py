"""What a text becomes on its way from an agency to a paper: cut, signed anew, quoted into, misprinted, scanned.

Every change is drawn from a `random.Random` that the caller seeds, so a set of variants is the same each time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import TypeAlias

Change: TypeAlias = Callable[[list[str], str, random.Random], list[str]]

#: Sentences that a paper adds of its own, datelines, feet and boxes: the project's own, by language.
QUOTES = {
    "ar": (
        "وقال مصدر محلي للجريدة إن سكان الحي فوجئوا بالخبر، وإن أحدا منهم لم يكن يتوقع ما جرى.",
        "واعتبر ناشط حقوقي في تصريح لموقعنا أن القضية تكشف حاجة البلاد إلى حماية أفضل لمن لا صوت لهم.",
        "ولم يتسن للجريدة الحصول على تعليق من الجهات المعنية إلى حدود كتابة هذه السطور.",
    ),
    "fr": (
        "« Nous avons appris la nouvelle comme tous, par les réseaux sociaux », confie un habitant du quartier.",
        "Jointe par notre rédaction, une militante associative estime que l'affaire n'est « que la partie visible ».",
        "Contactées par nos soins, les autorités n'avaient pas donné suite à nos sollicitations à l'heure du bouclage.",
    ),
    "en": (
        '"We heard about it like everybody else, from our phones," a neighbour told this newspaper.',
        "A rights worker reached by telephone said the case was one of many that never come before a judge.",
        "The ministry did not answer a request for comment by the time this edition went to press.",
    ),
}
DATELINES = {
    "ar": ("الرباط (ومع) -", "الجزائر (وأج) -", "تونس (وات) -", "نواكشوط (وما) -"),
    "fr": ("RABAT (MAP) -", "ALGER (APS) -", "TUNIS (TAP) -", "Par la rédaction, avec agences."),
    "en": ("RABAT (MAP) -", "ALGIERS (APS) -", "TRIPOLI (LANA) -", "By our staff, with agencies."),
}
FEET = {
    "ar": ("(ومع)", "المصدر: وكالات", "إعداد: هيئة التحرير"),
    "fr": ("(MAP)", "Source : agences", "Rédaction web"),
    "en": ("(APS)", "Source: agencies", "Edited by the web desk"),
}
BOXES = {
    "ar": ("اقرأ أيضا: أخبار اليوم في صور", "تابعوا آخر الأخبار على قناتنا في واتساب واشتركوا في نشرتنا البريدية"),
    "fr": ("Lire aussi : l'actualité du jour en images", "Abonnez-vous à notre lettre et suivez-nous sur WhatsApp"),
    "en": ("Read also: the day in pictures", "Subscribe to our newsletter and follow us on WhatsApp for more news"),
}
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")
_SIGNS = "\u064e\u064f\u0650\u0652\u0651"
_SCANNED = {
    **dict(zip("lociéeuhrg", "10ececnbnq", strict=True)),
    **dict(zip("بتثجحخدذرزسشصضفقنيةه", "تبتحجحذدزرشسضصقفتبهة", strict=True)),
}


def cut(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:  # noqa: ARG001 all changes are alike
    """The end is dropped, as papers do, down to three fifths or two fifths of the sentences; 220 characters stay."""
    sentences = [(number, said) for number, text in enumerate(paragraphs) for said in _SENTENCE.split(text)]
    keep = max(2, round(len(sentences) * draw.uniform(0.4, 0.8)))
    while keep < len(sentences) and sum(len(said) for _, said in sentences[:keep]) < 260:
        keep += 1
    kept: dict[int, list[str]] = {}
    for number, said in sentences[:keep]:
        kept.setdefault(number, []).append(said)
    return [" ".join(said) for said in kept.values()]


def thinned(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:  # noqa: ARG001
    """One sentence in the middle is dropped for each six."""
    sentences = [(number, said) for number, text in enumerate(paragraphs) for said in _SENTENCE.split(text)]
    inner = range(1, len(sentences) - 1)
    dropped = set(draw.sample(inner, min(len(inner), len(sentences) // 6)))
    kept: dict[int, list[str]] = {}
    for place, (number, said) in enumerate(sentences):
        if place not in dropped:
            kept.setdefault(number, []).append(said)
    return [" ".join(said) for said in kept.values()]


def reparagraphed(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:  # noqa: ARG001
    """The same sentences in other paragraphs."""
    found: list[str] = []
    for said in _SENTENCE.split(" ".join(paragraphs)):
        if found and draw.random() < 0.6:
            found[-1] += f" {said}"
        else:
            found.append(said)
    return found


def signed(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:
    """Another dateline in front, another credit behind."""
    head = f"{draw.choice(DATELINES[language])} {paragraphs[0]}"
    return [head, *paragraphs[1:], draw.choice(FEET[language])]


def quoted(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:
    """One sentence of the paper's own, or two in a text of some length."""
    found = list(paragraphs)
    most = 2 if sum(map(len, paragraphs)) > 900 else 1
    for said in draw.sample(QUOTES[language], draw.randint(1, most)):
        found.insert(draw.randint(1, len(found)), said)
    return found


def boxed(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:
    """What the outlet puts on every page got into the text."""
    return [*paragraphs, *draw.sample(BOXES[language], draw.choice((1, 2)))]


def misprinted(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:  # noqa: ARG001
    """Three words of a hundred have a letter too few, or two changed places."""
    return [_each_word(text, 0.03, _misprint, draw) for text in paragraphs]


def scanned(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:  # noqa: ARG001
    """Six words of a hundred have a letter that a scanner takes for another."""
    return [_each_word(text, 0.06, _scan, draw) for text in paragraphs]


def respelt(paragraphs: list[str], language: str, draw: random.Random) -> list[str]:
    """Vowel signs, tatweel and other alefs; accents left off; typographic marks made plain."""
    text = "\n".join(paragraphs)
    if language == "ar":
        voweled = (char in "بتسمنلك" and draw.random() < 0.4 for char in text)
        text = "".join(char + draw.choice(_SIGNS) if one else char for char, one in zip(text, voweled, strict=True))
        text = text.replace("أ", "ا").replace("إ", "ا").replace("ة ", "ه ").replace("ست", "ســت").replace("،", ",")
    elif language == "fr":
        text = text.translate(str.maketrans("éèêëàâîïôûùçÉÀ’", "eeeeaaiiouucEA'"))
    else:
        text = text.replace("'", "’").replace(" - ", " — ").replace('"', "“")
    return text.split("\n")


def _each_word(text: str, share: float, change: Callable[[str, random.Random], str], draw: random.Random) -> str:
    return " ".join(change(word, draw) if draw.random() < share else word for word in text.split(" "))


def _misprint(word: str, draw: random.Random) -> str:
    if len(word) < 4 or any(char.isdigit() for char in word):
        return word
    place = draw.randrange(1, len(word) - 2)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return draw.choice((swapped, word[:place] + word[place + 1 :]))


def _scan(word: str, draw: random.Random) -> str:
    places = [place for place, char in enumerate(word) if char in _SCANNED]
    if not places:
        return word
    place = draw.choice(places)
    return word[:place] + _SCANNED[word[place]] + word[place + 1 :]


#: Single changes and the usual combinations, by name.
CHANGES: dict[str, tuple[Change, ...]] = {
    "cut": (cut,),
    "cut and signed": (cut, signed),
    "re-paragraphed": (reparagraphed,),
    "signed": (signed,),
    "quoted": (quoted, signed),
    "thinned": (thinned, boxed),
    "boxed": (boxed,),
    "misprinted": (misprinted, reparagraphed),
    "respelt": (respelt,),
    "scanned": (scanned,),
    "cut, quoted": (cut, quoted),
    "everything": (thinned, misprinted, quoted, reparagraphed, signed, boxed),
}


def vary(text: str, language: str, name: str, seed: int) -> str:
    """One text with the changes of a name."""
    draw = random.Random(f"{seed} {name} {text[:50]}")
    paragraphs = text.split("\n")
    for change in CHANGES[name]:
        paragraphs = change(paragraphs, language, draw)
    return "\n".join(paragraphs)
