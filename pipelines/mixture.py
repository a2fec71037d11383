"""Whether a body is in two languages, and which of its paragraphs are in the one that it has most of."""

from __future__ import annotations

from collections import Counter

from pipelines.function_words import told_by_words, words_of
from pipelines.scripts import by_script, letters_of

#: Paragraphs looked at, spread over the body, and characters of each: the time must not grow with the text.
MOST_PARAGRAPHS, GLANCE = 8, 120
#: Letters of a paragraph or title that are told by their script.
MIN_LETTERS = 8
#: Characters of a paragraph that counts; share and characters of a second language that is more than a quotation.
MIN_PARAGRAPH, MIN_SHARE, MIN_SECOND = 40, 0.25, 80


def told(text: str) -> str | None:
    """The language of a title or paragraph, by script first, then by small words; None where neither shows it."""
    letters = letters_of(text)
    if max(letters.arabic, letters.latin, letters.tifinagh) < MIN_LETTERS:
        return None
    words = words_of(text) if letters.script == "latin" else []
    if found := by_script(text, letters, words):
        return found[0]
    return "ar" if letters.script == "arabic" else told_by_words(words)


def main_and_second(text: str) -> tuple[str, str | None]:
    """The part of `text` to judge, and the code of a second language. Without one, the part is the whole."""
    paragraphs = [line for line in text.split("\n") if len(line) >= MIN_PARAGRAPH]
    if len(paragraphs) < 2:
        return text, None
    step = -(-len(paragraphs) // MOST_PARAGRAPHS)
    seen = [(told(paragraph[:GLANCE]), paragraph) for paragraph in paragraphs[::step]]
    sizes: Counter[str] = Counter()
    for code, paragraph in seen:
        if code:
            sizes[code] += len(paragraph)
    two = sizes.most_common(2)
    if len(two) < 2 or two[1][1] < max(MIN_SECOND, MIN_SHARE * sizes.total()):
        return text, None
    return "\n".join(paragraph for code, paragraph in seen if code == two[0][0]), two[1][0]
