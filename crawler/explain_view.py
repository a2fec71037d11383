"""An explanation for a person at a terminal: the verdict, what spoke for and against, the text with its evidence.

Quoted words stand between first-strong isolates (U+2068, U+2069), so that Arabic and Latin lines keep their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.text import Text

from corpus.types import Span
from pipelines.explanation import Argument, Explanation, Passed, Statement

_ISOLATE, _END = "\u2068", "\u2069"
_HEADINGS = {"relevance": "Relevance", "country": "Countries", "other_country": "Countries", "topic": "Topics"}
_COLOURS = {"relevance": "bold magenta", "country": "cyan", "other_country": "blue", "topic": "green"}
#: Words quoted for one rule.
_QUOTED = 6


def lines(explanation: Explanation) -> Iterator[Text]:
    """The verdict and everything that led to it."""
    verdict = explanation.verdict
    yield Text.assemble(
        (verdict.relevance, _COLOURS["relevance"]),
        f"  score {verdict.score:.2f}",
        f"  primary country {verdict.primary_country or 'none'}",
        f"  rules {explanation.rules_version}",
    )
    if not explanation.linked:
        yield Text("no Maghreb country found: nothing is more than offtopic without one", "yellow")
    for heading, statements in groupby(explanation.statements, lambda statement: _HEADINGS[statement.kind]):
        yield Text(f"\n{heading}", "bold")
        for statement in statements:
            yield from _statement(statement)
    if explanation.ignored:
        yield Text("\nFound and not counted", "bold")
        yield from map(_passed, explanation.ignored)


def _statement(statement: Statement) -> Iterator[Text]:
    colour = _COLOURS[statement.kind] if statement.given else "dim"
    yield Text.assemble(
        (f"{'✓' if statement.given else '✗'} {statement.name:<26}", colour),
        f" {statement.points:g} points of {statement.needed:g} needed, score {statement.score:.2f}",
        (f"  {statement.role.replace('|', ', ')}" if statement.role else "", "italic"),
    )
    yield from map(_argument, statement.arguments)
    if statement.decided:
        parts = ", ".join(f"{name} {value:+.2f}" for name, value in statement.decided.items() if value)
        yield Text(f"    {sum(statement.decided.values()):+7.2f}  log-odds: {parts}", "dim")


def _argument(argument: Argument) -> Text:
    words = [f"{_quoted(span.text)}{' (title)' if span.field == 'title' else ''}" for span in argument.spans[:_QUOTED]]
    more = len(argument.spans) - _QUOTED
    return Text.assemble(
        (f"    {argument.points:+7.2f}", "green" if argument.points > 0 else "red"),
        f"  {argument.rule}  weight {argument.weight:g}  ",
        (", ".join(words), "italic"),
        f" and {more} more" if more > 0 else "",
    )


def _passed(passed: Passed) -> Text:
    return Text.assemble("  ", (_quoted(passed.span.text), "italic"), (f"  {passed.span.rule}: {passed.why}", "dim"))


def _quoted(words: str) -> str:
    return f"{_ISOLATE}{' '.join(words.split())}{_END}"


def marked(field: str, text: str, statements: Iterable[Statement]) -> Text:
    """The title or the text in its original characters, the evidence of what was given in the colour of its kind."""
    shown = Text(text)
    for statement in statements:
        for argument in statement.arguments if statement.given else ():
            for span in argument.spans:
                _mark(shown, span, field, _COLOURS[statement.kind] if argument.points > 0 else "red")
    return shown


def _mark(shown: Text, span: Span, field: str, colour: str) -> None:
    if span.field == field:
        shown.stylize(f"{colour} underline", span.start, span.end)
