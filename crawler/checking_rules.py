"""What one article says about its outlet's reading rules, in words for the person who keeps the registry."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.types import Failure, Link, Source
from crawler.checking import Finding, Verdict, count, judge_failure
from crawler.discovery.found import of_outlet
from pipelines.outlet_rules import FIELDS, Tried

#: The kind of a finding that is about reading rules.
RULES = "rules"
#: Fields that every article has; by-lines and standfirsts are often missing, and no rule's fault.
_ALWAYS = frozenset({"title", "text", "date"})


def article_for_rules(source: Source, links: Sequence[Link]) -> str | None:
    """The address of the newest article of the outlet among the links, the first one where none is dated."""
    own = [link for link in links if of_outlet(link.url, source.home, source)]
    dated = [(date, link) for link in own if (date := link.published or link.updated)]
    if dated:
        return max(dated, key=lambda pair: pair[0])[1].url
    return own[0].url if own else None


def judge_rules(source: str, url: str, tried: Tried | Failure | None, *, timeout: float = 30) -> Finding:
    """The finding for the rules of the outlet with id `source` on the article at `url`; None: there was no article."""
    verdict: Verdict
    missed: tuple[str, ...] = ()
    if tried is None:
        verdict, sentence = "untried", "were not tried: no endpoint listed an article of this outlet"
    elif isinstance(tried, Failure):
        verdict, sentence = judge_failure(tried, timeout)
        sentence = f"were not tried: the article {sentence}"
    else:
        missed = tried.missed
        verdict = "outdated" if _ALWAYS.intersection(missed) or (missed and not tried.matched) else "good"
        sentence = _sentence(tried)
    return Finding(source=source, url=url, kind=RULES, guess=False, verdict=verdict, sentence=sentence, missed=missed)


def _sentence(tried: Tried) -> str:
    """`find title, text (1,240 letters) and date; nothing for author, which not every article has`."""
    parts = [_found(tried)]
    if stale := [name for name in tried.missed if name in _ALWAYS]:
        parts.append(f"nothing for {_and(stale)}: look at the page's markup again")
    if absent := [name for name in tried.missed if name not in _ALWAYS]:
        parts.append(f"nothing for {_and(absent)}, which not every article has")
    if tried.removed:
        parts.append(f"{count(tried.removed, 'element')} taken out")
    return "; ".join(parts)


def _found(tried: Tried) -> str:
    if tried.matched:
        return f"find {_and([_with_size(name, tried) for name in tried.matched])}"
    return "find nothing" if tried.missed else "have nothing to find"  # some rules only remove


def _with_size(name: str, tried: Tried) -> str:
    return f"{name} ({count(tried.letters, 'letter')})" if name == "text" else name


def _and(words: Sequence[str]) -> str:
    """In the order of an article."""
    ordered = sorted(words, key=lambda word: FIELDS.index(word.split()[0]))
    return " and ".join(filter(None, (", ".join(ordered[:-1]), ordered[-1])))
