"""A run in words and figures, for people: at the end of a crawl, and for `scrapy runs ID`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from corpus.languages import counted
from corpus.ledger import RunSummary
from corpus.taxonomy import COUNTRIES, LANGUAGES
from corpus.types import Run

#: What a reader wants of each outlet, in columns.
_BY_SOURCE = ("found", "new", "fetched", "stored", "revised", "duplicate", "rejected", "failed")


def render(summary: RunSummary) -> str:
    """The whole summary, in lines of text."""
    sections = (
        _head(summary.run),
        _links(summary),
        _pages(summary),
        _breakdown("by access", summary.access, {}),
        _breakdown("by relevance", summary.relevance, {}),
        _breakdown("by country", summary.countries, COUNTRIES),
        _breakdown("by language", counted(summary.languages), LANGUAGES),
        _breakdown("by topic", summary.topics, {}),
        _missed_rules(summary),
        _sources(summary),
    )
    return "\n".join(line for section in sections for line in section)


def render_reasons(summary: RunSummary) -> str:
    """Why pages and endpoints of each source failed or were rejected, and what was read only in part."""
    rows = [(c.source or "(none)", c.event, c.reason, f"{c.n:,}") for c in summary.counts if c.reason]
    return table(("source", "event", "reason", "n"), rows) if rows else "nothing failed and nothing was rejected"


def render_runs(found: Iterable[RunSummary]) -> str:
    """A line for each run."""
    titles = ("run", "kind", "started (UTC)", "took", "outcome", "fetched", "stored", "rejected", "failed", "arguments")
    return table(titles, [_run_row(summary) for summary in found])


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns of equal width; figures to the right."""
    lines = [tuple(titles), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(_pad, line, widths)).rstrip() for line in lines)


def _pad(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.replace(",", "").isdigit() else cell.ljust(width)


def _head(run: Run) -> list[str]:
    took = f", {_took(run)}" if run.ended else ""
    return [f"Run {run.id} ({run.kind}{_arguments(run)}): {run.outcome or 'has not ended'}{took}"]


def _links(summary: RunSummary) -> list[str]:
    total = summary.total
    if not total("found") and not total("endpoint_ok") and not total("endpoint_failed"):
        return []
    answered = total("endpoint_ok") + total("endpoint_unchanged")
    failed = _reasons("failed", summary, "endpoint_failed")
    listed = f"{total('found'):,} found: {total('new'):,} new, {total('revisit'):,} changed, {total('known'):,} known"
    skipped = f", {total('skipped'):,} unusable" if total("skipped") else ""
    return [
        f"  endpoints     {answered:,} answered, {total('endpoint_unchanged'):,} of them unchanged; {failed}",
        f"  links         {listed}{skipped}",
    ]


def _pages(summary: RunSummary) -> list[str]:
    total = summary.total
    if summary.run.kind == "retag":
        changed = summary.reasons("retagged").get("changed", 0)
        return [f"  judged anew   {total('retagged'):,}; of {changed:,} something else is said than before"]
    copies = _reasons("", summary, "duplicate", gap="")
    return [
        f"  fetched       {total('fetched'):,}; {_reasons('failed', summary, 'failed')}",
        f"  stored        {total('stored'):,}, of them {copies} with the text of another; "
        f"revised {total('revised'):,}; unchanged {total('unchanged'):,}; other addresses {total('alias'):,}",
        f"  {_reasons('rejected', summary, 'rejected', gap='      ')}",
        *_revisits(summary),
    ]


def _revisits(summary: RunSummary) -> list[str]:
    scheduled, removed, returned = map(summary.total, ("scheduled", "removed", "returned"))
    if not (scheduled or removed or returned):
        return []
    return [f"  looked again  {scheduled:,} were due for it; {removed:,} removed by their outlets, {returned:,} back"]


def _reasons(label: str, summary: RunSummary, event: str, gap: str = " ") -> str:
    reasons = ", ".join(f"{reason} {n:,}" for reason, n in summary.reasons(event).items())
    return f"{label}{gap}{summary.total(event):,}" + (f" ({reasons})" if reasons else "")


def _breakdown(label: str, counts: Mapping[str, int], names: Mapping[str, str]) -> list[str]:
    if not counts:
        return []
    parts = (f"{names.get(key, key)} {n:,}" for key, n in counts.items())
    return [f"  {label:<14}{', '.join(parts)}"]


def _missed_rules(summary: RunSummary) -> list[str]:
    """A line for each outlet whose own rules missed: of as many articles as it had stored or revised."""
    lines = [_missed(summary, source) for source in summary.missed_rules]
    return [f"  {'' if number else 'rules missed':<14}{line}" for number, line in enumerate(lines)]


def _missed(summary: RunSummary, source: str) -> str:
    read = summary.total("stored", source) + summary.total("revised", source)
    rules = ", ".join(f"{rule} {n:,} of {read:,}" for rule, n in summary.missed_rules[source].items())
    return f"{source or '(none)'}: {rules}"


def _sources(summary: RunSummary) -> list[str]:
    ids = sorted({count.source for count in summary.counts})
    if not ids:
        return []
    rows = [(id_ or "(none)", *(f"{summary.total(event, id_):,}" for event in _BY_SOURCE)) for id_ in ids]
    return ["", table(("source", *_BY_SOURCE), rows)]


def _run_row(summary: RunSummary) -> tuple[str, ...]:
    run = summary.run
    figures = (f"{summary.total(event):,}" for event in ("fetched", "stored", "rejected", "failed"))
    started = _minute(run.started)
    return (str(run.id), run.kind, started, _took(run), run.outcome or "running", *figures, _arguments(run).strip())


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _took(run: Run) -> str:
    if run.ended is None:
        return "-"
    seconds = round((run.ended - run.started).total_seconds())
    return f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"


def _arguments(run: Run) -> str:
    return "".join(f" {name}={value}" for name, value in sorted(run.arguments.items()))
