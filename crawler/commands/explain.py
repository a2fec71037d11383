"""`scrapy explain URL|ID|FILE`: why an article was judged as it was, by the rules of today."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text as Line

from corpus.errors import BadArgument
from corpus.store import Store
from corpus.types import Article, Rejected, utc_now
from crawler.command import DONE, FAILED, MarsadCommand, write_utf8
from crawler.explain_view import lines, marked
from crawler.stored import ARTICLE_ID, stored_article
from pipelines.explanation import Explanation, explain
from pipelines.intake import Intake, Unusable, take_in
from pipelines.readers import read_anything
from pipelines.rules import load_rules

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Command(MarsadCommand):
    """`scrapy explain URL|ID|FILE [--json] [--no-text]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return "[options] URL|ID|FILE"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Show why an article was judged as it was: words, rules, weights, and what spoke against"

    def long_desc(self) -> str:
        """For `--help`."""
        return (
            "URL and ID name a stored article; FILE is a page or a text on disk, as for `scrapy ingest` (the address "
            "of a lone HTML file may be given with --url). The article is judged anew by the rules of today; where "
            "the stored tags came from other rules, that is said. Colours on a terminal only."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--url", metavar="URL", help="the address of an HTML file")
        parser.add_argument("--json", action="store_true", help="an object for each article, one a line")
        parser.add_argument("--no-text", action="store_true", help="without the article's own words below")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 1 when something in FILE is no article."""
        if len(args) != 1:
            raise BadArgument("article", " ".join(args), "one URL or id of a stored article, or one file")
        write_utf8()
        complete = True
        for where, found in self.articles(args[0], opts.url):
            if isinstance(found, Article):
                show(found, opts)
            else:
                complete = False
                print(f"scrapy explain: {where}: {_why(found)}", file=sys.stderr)
        return DONE if complete else FAILED

    def articles(self, what: str, url: str | None) -> Iterator[tuple[str, Article | Rejected | Unusable]]:
        """The stored article that `what` names, or all that a file holds."""
        if not _ADDRESS.fullmatch(what) and (Path(what).exists() or not ARTICLE_ID.fullmatch(what)):
            name = Path(what).name
            intake = Intake(now=utc_now(), url=url or f"https://file.invalid/{name}", source=None)
            for item in take_in(Path(what), intake):
                yield what, item if isinstance(item, Unusable) else read_anything(item)
            return
        with closing(Store.open(self.setting("DATABASE_URL"), create=False)) as store:
            yield what, stored_article(store, what)


def _why(found: Rejected | Unusable) -> str:
    if isinstance(found, Unusable):
        return f"{found.where}: {found.why}"
    return f"no article: {found.reason}{f' ({found.detail})' if found.detail else ''}"


def show(article: Article, opts: argparse.Namespace) -> None:
    """Print one explanation to standard output."""
    explanation = explain(article.title, article.text, article.language, load_rules())
    if opts.json:
        print(json.dumps(as_object(article, explanation), ensure_ascii=False))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(marked("title", article.title, explanation.statements))
    console.print(Line(f"{article.id}  {article.url}  {article.language}", "dim"))
    if article.rules_version != explanation.rules_version:
        console.print(Line(f"stored tags: rules {article.rules_version}; `scrapy retag` renews them", "yellow"))
    for line in lines(explanation):
        console.print(line)
    if not opts.no_text:
        console.print(Line("\nText", "bold"))
        console.print(marked("text", article.text, explanation.statements))
    console.print()


def as_object(article: Article, explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain values."""
    verdict = explanation.verdict
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "stored_rules_version": article.rules_version,
        "rules_version": explanation.rules_version,
        "relevance": verdict.relevance,
        "score": verdict.score,
        "primary_country": verdict.primary_country,
        "linked": explanation.linked,
        "statements": [asdict(statement) for statement in explanation.statements],
        "ignored": [asdict(passed) for passed in explanation.ignored],
    }
