"""`scrapy runs`: what the last crawls and ingestions did; `scrapy runs ID`: one of them by source and reason."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import Any

from corpus.errors import BadArgument
from corpus.ledger import EVENTS, RunSummary
from corpus.store import Store
from corpus.summary import render, render_reasons, render_runs
from corpus.types import Run
from crawler.command import DONE, MarsadCommand


class Command(MarsadCommand):
    """`scrapy runs [ID] [--json]`"""

    def syntax(self) -> str:
        """For `--help`."""
        return "[ID] [options]"

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Show the last runs, or one by source and reason"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Beside Scrapy's own options."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="an object for each run, one a line")

    def act(self, args: list[str], opts: argparse.Namespace) -> int:
        """Exit 2 for a run that never was."""
        if len(args) > 1 or (args and not args[0].isdecimal()):
            raise BadArgument("run", " ".join(args), "one number of `scrapy runs`")
        with closing(Store.open(self.setting("DATABASE_URL"), create=False)) as store:
            ids = [int(args[0])] if args else [run.id for run in store.runs()]
            found = [store.summary(id_) for id_ in ids]
        if opts.json:
            for summary in found:
                print(json.dumps(as_object(summary), ensure_ascii=False))
        elif args:
            print(render(found[0]) + "\n\n" + render_reasons(found[0]))
        else:
            print(render_runs(found) if found else "no run yet; run: scrapy crawl press")
        return DONE


def as_object(summary: RunSummary) -> dict[str, Any]:
    """A run as plain values: totals, what was stored, rules that missed by source, and every counter."""
    return {
        **_run(summary.run),
        "totals": {event: summary.total(event) for event in EVENTS},
        "stored": {
            "access": summary.access,
            "relevance": dict(summary.relevance),
            "languages": dict(summary.languages),
            "countries": dict(summary.countries),
            "topics": dict(summary.topics),
        },
        "missed_rules": summary.missed_rules,
        "counts": [{"source": c.source, "event": c.event, "reason": c.reason, "n": c.n} for c in summary.counts],
    }


def _run(run: Run) -> dict[str, Any]:
    ended = run.ended.isoformat() if run.ended else None
    about = {"id": run.id, "kind": run.kind, "arguments": run.arguments, "outcome": run.outcome}
    return about | {"started": run.started.isoformat(), "ended": ended}
