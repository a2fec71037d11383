"""How fast articles are judged on one core: `python -m bench.tag_speed [--rounds N]`.

Labelled articles of our own are drawn out to 3 kB (UTF-8) by repeating their paragraphs, so that they have the
density of terms of real ones, and judged one after the other; the best of some rounds counts, in CPU time. Then one
megabyte each of `a`, spaces and ا, which no rule may take longer over than a plain reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from time import process_time

from bench.labelled import Labelled, dev, own
from corpus.taxonomy import LANGUAGES
from pipelines.judge import judge
from pipelines.rules import Rules, load_rules

SIZE = 3_000
MEGABYTE = 1_000_000
HOSTILE = {"a": "a", "space": " ", "ا": "ا"}


def drawn_out(item: Labelled) -> str:
    """The text of an article, repeated and cut to about 3 kB."""
    text = item.text
    while len(text.encode()) < SIZE:
        text = f"{text}\n{item.text}"
    return text.encode()[:SIZE].decode(errors="ignore")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    began = process_time()
    work()
    return process_time() - began


def articles_a_second(items: list[tuple[str, str, str]], rules: Rules, rounds: int) -> float:
    """The best of some rounds over titles, texts and languages."""

    def work() -> None:
        for title, text, language in items:
            judge(title, text, language, rules)

    work()
    return len(items) / min(seconds(work) for _ in range(rounds))


def main() -> None:
    """Print articles a second by language, and the seconds for hostile megabytes."""
    parser = argparse.ArgumentParser(prog="python -m bench.tag_speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="of which the best counts (default: 5)")
    arguments = parser.parse_args()
    rules = load_rules()
    print(f"rules {rules.version}: {rules.size:,} forms in {len(rules.groups)} groups")
    for language in (*LANGUAGES, "all"):
        items = [(i.title, drawn_out(i), i.language) for i in (*dev(), *own()) if language in (i.language, "all")]
        speed = articles_a_second(items, rules, arguments.rounds)
        print(f"{language:<4}{len(items):>5} articles of 3 kB  {speed:7.0f} a second")
    for name, unit in HOSTILE.items():
        print(f"1 MB of {name:<6} {seconds(partial(judge, '', unit * MEGABYTE, 'und', rules)):.3f} s")


if __name__ == "__main__":
    main()
