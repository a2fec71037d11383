"""`scrapy sources check`: run the check spider over the chosen outlets and say what it found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TextIO

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from corpus.errors import BadArgument
from corpus.types import Source
from crawler.checking import Finding
from crawler.checking_rules import RULES
from crawler.command import DONE, PARTIAL
from crawler.contact import require_contact, user_agent
from crawler.limits import read_limits
from crawler.registry import load_sources, select
from crawler.spiders.check import CheckSpider

#: The reason for which an outlet is not asked, whatever was chosen.
NEVER = "legal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which endpoints to check: the filters of `crawler.registry.select`, and whether to try the guesses."""

    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    guesses: bool = False


def check(settings: Settings, choice: Choice, *, as_json: bool, out: TextIO) -> int:
    """Check the chosen endpoints and print what was found on `out`; progress goes to stderr.

    Returns 0 if all answered well, else 3. The registry is not touched. Raises `MarsadError` without a
    contact, `BadArgument` for an unknown name and where there is nothing to check.
    """
    sources = chosen(load_sources(str(settings["SOURCES"] or "")), choice)
    endpoints = sum(len(source.endpoints) + len(source.guesses) for source in sources)
    expected = endpoints + sum(source.reading is not None for source in sources)
    if not endpoints:
        raise BadArgument(
            "sources", "this choice", "outlets with endpoints; --guesses tries the conventional addresses"
        )
    read_limits(settings)
    require_contact(settings["CONTACT"], sources)
    findings = _findings(settings, sources, expected)
    _print(sources, findings, as_json, out)
    complete = len(findings) == expected
    return DONE if complete and all(finding.well for finding in findings) else PARTIAL


def chosen(registry: Mapping[str, Source], choice: Choice) -> tuple[Source, ...]:
    """The outlets to check, without their guesses unless those were asked for.

    A disabled outlet is checked when it is named or when guesses are: that is how it comes back.
    """
    awake = {id_: replace(source, enabled=True, disabled=None) for id_, source in registry.items()}
    found = select(awake, countries=choice.countries, languages=choice.languages, ids=choice.ids)
    sources = (registry[source.id] for source in found)
    asked = (source for source in sources if source.disabled != NEVER)
    wanted = (source for source in asked if source.enabled or choice.guesses or source.id in choice.ids)
    return tuple(source if choice.guesses else replace(source, guesses=()) for source in wanted)


def _findings(settings: Settings, sources: Sequence[Source], expected: int) -> list[Finding]:
    findings: list[Finding] = []
    settings.set("USER_AGENT", user_agent(settings["CONTACT"]), priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")  # a check keeps nothing
    process = AsyncCrawlerProcess(settings)
    process.crawl(CheckSpider, sources=sources, heard=_teller(findings, expected))
    process.start()
    return findings


def _teller(findings: list[Finding], expected: int) -> Callable[[Finding], None]:
    def heard(finding: Finding) -> None:
        findings.append(finding)
        print(f"{len(findings)}/{expected} {finding.url}", file=sys.stderr)  # noqa: T201  # progress

    return heard


def _print(sources: Sequence[Source], findings: Sequence[Finding], as_json: bool, out: TextIO) -> None:
    """By outlet in the registry's order, whatever order the answers came in."""
    for source in sources:
        addresses = [endpoint.url for endpoint in (*source.endpoints, *source.guesses)]
        of_source = [finding for finding in findings if finding.source == source.id]
        own = sorted((f for f in of_source if f.kind != RULES), key=lambda f: addresses.index(f.url))
        own += [finding for finding in of_source if finding.kind == RULES]
        if as_json:
            out.writelines(f"{_json(finding)}\n" for finding in own)
        elif own:
            out.write(f"{source.id}  {source.name}{f'  {source.name_ar}' if source.name_ar else ''}\n")
            out.writelines(f"  {_mark(f)}  {f.kind} {f.url}\n      {f.sentence}\n" for f in own)
    if not as_json:
        _sum([f for f in findings if f.kind != RULES and not f.guess], "{} of {} endpoints answer well\n", out)
        if tried := [f for f in findings if f.kind == RULES and f.verdict != "untried"]:
            _sum(tried, "{} of {} outlets' reading rules match\n", out)


def _sum(findings: Sequence[Finding], sentence: str, out: TextIO) -> None:
    out.write(sentence.format(sum(finding.well for finding in findings), len(findings)))


def _mark(finding: Finding) -> str:
    """A guess that does not answer is nothing to mend, and nothing to be glad of."""
    if finding.verdict == "untried" or (finding.guess and finding.verdict not in ("good", "undated", "moved")):
        return "--"
    return "ok" if finding.well else "!!"


def _json(finding: Finding) -> str:
    fields = asdict(finding) | {"well": finding.well, "newest": finding.newest and finding.newest.isoformat()}
    return json.dumps(fields, ensure_ascii=False)
