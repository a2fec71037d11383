"""`scrapy sources check`: run the check spider over the chosen outlets and say what it found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import TextIO

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import BaseSettings

from corpus.errors import BadArgument
from corpus.types import Source
from crawler.checking import Finding
from crawler.command import DONE, PARTIAL
from crawler.contact import require_contact, user_agent
from crawler.limits import read_limits
from crawler.spiders.check import CheckSpider

#: Reasons for which an outlet is not asked, whatever was chosen.
NEVER = ("legal",)


def check(settings: BaseSettings, sources: Sequence[Source], *, guesses: bool, as_json: bool, out: TextIO) -> int:
    """Check the endpoints of `sources` and print one line each on `out`; progress goes to stderr.

    Returns 0 if all answered well, else 3. Raises `MarsadError` without a contact, `BadArgument` if
    there is nothing to check.
    """
    sources = tuple(source for source in sources if source.disabled not in NEVER)
    if not guesses:
        sources = tuple(replace(source, guesses=()) for source in sources)
    expected = sum(len(source.endpoints) + len(source.guesses) for source in sources)
    if not expected:
        raise BadArgument("sources", "nothing to check", "outlets with endpoints, or --guesses")
    read_limits(settings)
    require_contact(settings["CONTACT"], sources)
    findings = _findings(settings, sources, guesses, expected)
    _print(sources, findings, as_json, out)
    complete = len(findings) == expected
    return DONE if complete and all(finding.well for finding in findings) else PARTIAL


def _findings(settings: BaseSettings, sources: Sequence[Source], guesses: bool, expected: int) -> list[Finding]:
    findings: list[Finding] = []
    settings.set("USER_AGENT", user_agent(settings["CONTACT"]), priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")  # a check keeps nothing
    process = AsyncCrawlerProcess(settings, install_root_handler=False)  # type: ignore[arg-type]  # a dict is fine too
    process.crawl(CheckSpider, sources=sources, guesses=guesses, heard=_teller(findings, expected))
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
        own = sorted((f for f in findings if f.source == source.id), key=lambda f: addresses.index(f.url))
        if as_json:
            out.writelines(f"{_json(finding)}\n" for finding in own)
        elif own:
            out.write(f"{source.id}  {source.name}{f'  {source.name_ar}' if source.name_ar else ''}\n")
            out.writelines(f"  {'ok ' if f.well else '!! '} {f.kind} {f.url}\n      {f.sentence}\n" for f in own)
    if not as_json:
        well = sum(finding.well for finding in findings if not finding.guess)
        asked = sum(not finding.guess for finding in findings)
        out.write(f"{well} of {asked} endpoints answer well\n")


def _json(finding: Finding) -> str:
    fields = asdict(finding) | {"well": finding.well, "newest": finding.newest and finding.newest.isoformat()}
    return json.dumps(fields, ensure_ascii=False)
