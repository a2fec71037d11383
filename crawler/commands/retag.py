"""`scrapy retag`: judge what is stored by the rules of today; no network, no page is read again."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import ExitStack

from corpus.errors import BadArgument
from corpus.lock import hold
from corpus.store import Store
from corpus.types import utc_now
from crawler.command import DONE, MarsadCommand
from crawler.progress import progress
from pipelines.rejudge import Change, rejudge
from pipelines.rules import Rules, load_rules

#: Articles in one transaction: half a second of judging, a few megabytes.
BATCH = 200


class Command(MarsadCommand):
    """`scrapy retag [--dry-run] [--all]`"""

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Judge stored articles by the rules of today, in batches; --dry-run shows what would change"

    def long_desc(self) -> str:
        """For `--help`."""
        return (
            "Takes the articles that were judged by other rules than today's, judges their stored title and text, and "
            "writes relevance, primary country, tags and the version of the rules, a batch a transaction. Stopped, it "
            "goes on where it was. It may run beside a crawl. Each article of which something else is said than before "
            "is a line on standard output: id, the differences, title."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
        parser.add_argument("--all", action="store_true", help="also what was judged by the same rules")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 0 also when nothing was to do."""
        if args:
            raise BadArgument("argument", args[0], "options only; see --help")
        rules = load_rules()
        version = None if opts.all else rules.version
        database = self.setting("DATABASE_URL")
        with ExitStack() as stack:
            store = Store.open(database, create=False)
            stack.callback(store.close)
            stack.enter_context(hold(database, "retag"))
            found = progress(changes(store, rules, version, write=not opts.dry_run), store.waiting(version), "retag")
            seen, differences = _show(found)
        _summarise(seen, differences, dry=opts.dry_run)
        return DONE


def changes(store: Store, rules: Rules, version: str | None, *, write: bool) -> Generator[Change]:
    """Judge batch after batch, write each if asked to, then hand its changes on."""
    run = store.begin_run("retag", {"rules": rules.version}, utc_now()) if write else 0
    after = ""
    while articles := store.to_retag(version, after, BATCH):
        after = articles[-1].id
        batch = [rejudge(article, rules) for article in articles]
        if write:
            store.retag(run, [change.new for change in batch], sum(bool(change.differences) for change in batch))
        yield from batch
    if write:
        store.end_run(run, "complete", utc_now())


def _show(found: Iterable[Change]) -> tuple[int, Counter[str]]:
    seen, differences = 0, Counter[str]()
    for change in found:
        seen += 1
        if change.differences:
            differences.update(("articles", *change.differences))
            print(f"{change.new.id}\t{', '.join(change.differences)}\t{change.new.title}")
    return seen, differences


def _summarise(seen: int, differences: Counter[str], *, dry: bool) -> None:
    changed = differences.pop("articles", 0)
    done = "nothing written" if dry else "written"
    print(f"scrapy retag: {seen:,} articles judged, {changed:,} change; {done}", file=sys.stderr)
    for difference, count in sorted(differences.items(), key=lambda item: (-item[1], item[0])):
        print(f"  {count:6,}  {difference}", file=sys.stderr)
