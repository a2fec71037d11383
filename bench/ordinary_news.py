"""How many ordinary texts are taken for news of trafficking: `python -m bench.ordinary_news [--show N]`.

Builds texts from the banks in tests/ordinary/, none of which is about trafficking in persons, and prints how many
the rules call core or related, by language and beat, for each half of the sentences. What caused it is shown for the
half on which rules may be corrected, with N texts called core; for the half held out only when N is given.
`--pages FOLDER` judges real texts instead (a manifest.jsonl with `id, lang, gold_title, gold_lead, gold_text`) and
lists all that are not off topic; whether they should be, a person must say.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import get_args

from bench.reading.samples import folders, load
from corpus.types import Span
from pipelines.judge import Verdict, judge
from pipelines.rules import Rules, load_rules
from tests.ordinary_news import LANGUAGES, Ordinary, Part, ordinary


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One text and what the rules say of it."""

    text: Ordinary
    verdict: Verdict

    @property
    def evidence(self) -> tuple[Span, ...]:
        """What the relevance rests on."""
        return next((tag.evidence for tag in self.verdict.tags if tag.kind == "relevance"), ())


def outcomes(texts: Iterable[Ordinary], rules: Rules) -> list[Outcome]:
    """Judge each text in its language."""
    return [Outcome(text=text, verdict=judge(text.title, text.text, text.language, rules)) for text in texts]


def called(relevance: str, items: Iterable[Outcome]) -> list[Outcome]:
    """Those that the rules call `core`, `related` or `offtopic`."""
    return [item for item in items if item.verdict.relevance == relevance]


def lines(name: str, items: list[Outcome]) -> Iterator[str]:
    """A line for a language, one for its texts with a sentence that lists trafficking, one for each beat."""
    yield _row("", "texts", "distinct", "core", "related", "core/1000", "rel./1000")
    yield _row(name, *_figures(items))
    yield _row("  listing sentence", *_figures([item for item in items if item.text.listing]))
    yield _row("  none", *_figures([item for item in items if not item.text.listing]))
    for beat in dict.fromkeys(item.text.beat for item in items):
        yield _row(f"  {beat}", *_figures([item for item in items if item.text.beat == beat]))


def causes(items: Iterable[Outcome], most: int = 15) -> Iterator[str]:
    """The words that most of the given texts have in their evidence, with the number of texts and the beats."""
    counted: Counter[str] = Counter()
    beats: dict[str, set[str]] = {}
    for item in items:
        for words in {f"{span.text.casefold()} [{span.rule}]" for span in item.evidence}:
            counted[words] += 1
            beats.setdefault(words, set()).add(item.text.beat)
    for words, count in counted.most_common(most):
        yield f"  {count:>5}  {words}  in {', '.join(sorted(beats[words]))}"


def shown(item: Outcome) -> str:
    """A failing text in full, with what caused the judgement."""
    words = " | ".join(f"{span.text} [{span.rule}]" for span in item.evidence)
    text = item.text
    head = f"{text.language} {text.beat} {text.country}: {item.verdict.relevance} {item.verdict.score:.2f}"
    return f"\n{head}\n  because of: {words}\n  {text.title}\n  " + text.text.replace("\n", "\n  ")


def _figures(items: list[Outcome]) -> tuple[str, ...]:
    core, related = len(called("core", items)), len(called("related", items))
    distinct = len({(item.text.title, item.text.text) for item in items})
    rates = (f"{1000 * count / len(items):.1f}" if items else "–" for count in (core, related))
    return (str(len(items)), str(distinct), str(core), str(related), *rates)


def _row(name: str, *figures: str) -> str:
    return f"{name:<22}" + "".join(f"{figure:>11}" for figure in figures)


def report(items: list[Outcome], language: str, part: Part, show: int) -> None:
    """Print the figures of one half in one language and, unless `show` is 0, the causes and that many texts."""
    print(f"\n{language}, {part}\n" + "\n".join(lines(language, items)))
    for relevance in ("core", "related") if show else ():
        if found := called(relevance, items):
            print(f"\n{language}, {part}: in the evidence of texts called {relevance}, by number of texts")
            print("\n".join(causes(found)))
    for item in called("core", items)[:show]:
        print(shown(item))


def pages(folder: Path, only: str | None) -> list[Ordinary]:
    """The gold texts of a folder of labelled pages; those without one, or in another language, are left out."""
    return [
        Ordinary(
            language=sample.language,
            beat=sample.id,
            country="–",
            title=(sample.labels.get("gold_title") or [""])[0],
            text="\n".join(filter(None, (sample.labels.get("gold_lead"), sample.labels["gold_text"]))),
            listing=False,
        )
        for sample in load(folder)
        if sample.labels.get("gold_text") and only in (None, sample.language)
    ]


def report_pages(texts: list[Ordinary], rules: Rules) -> None:
    """Print counts by language and every page that is not off topic, core first, without its text."""
    items = outcomes(texts, rules)
    for language in dict.fromkeys(item.text.language for item in items):
        of_language = [i for i in items if i.text.language == language]
        print("\n".join(islice(lines(language, of_language), 2)))
    for item in (*called("core", items), *called("related", items)):
        words = " | ".join(f"{span.text} [{span.rule}]" for span in item.evidence[:8])
        print(f"\n{item.verdict.relevance} {item.verdict.score:.2f} {item.text.beat}: {item.text.title}\n  {words}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.ordinary_news", description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=3000, help="texts a language, half of them of each part (3000)")
    parser.add_argument("--language", choices=LANGUAGES, help="only this one")
    parser.add_argument("--part", choices=get_args(Part), help="only this half of the sentences")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--show", type=int, metavar="N", help="texts called core to print (5 of development, 0 held out)"
    )
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="judge real texts instead")
    arguments = parser.parse_args()
    if arguments.pages and not folders(arguments.pages):
        parser.error(f"no manifest.jsonl in {arguments.pages}")
    if arguments.pages:
        report_pages(pages(arguments.pages, arguments.language), load_rules())
    else:
        report_banks(arguments, load_rules())


def report_banks(arguments: argparse.Namespace, rules: Rules) -> None:
    """Build, judge and print what the arguments ask for."""
    parts = [arguments.part] if arguments.part else get_args(Part)
    for language in [arguments.language] if arguments.language else LANGUAGES:
        for part in parts:
            show = arguments.show if arguments.show is not None else 5 if part == "development" else 0
            texts = ordinary(language, arguments.count // len(parts), part, arguments.seed)
            report(outcomes(texts, rules), language, part, show)


if __name__ == "__main__":
    main()
