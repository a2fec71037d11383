"""`scrapy crawl press`: Scrapy's own command, with checked arguments, a lock, a summary and a true exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess

from corpus.archive import purge
from corpus.errors import AlreadyRunning, BadArgument, MarsadError
from corpus.lock import hold
from corpus.store import Store
from corpus.summary import render
from corpus.types import utc_now
from crawler.command import FAILED, USAGE, refuse_unknown_options
from crawler.contact import require_contact, user_agent
from crawler.limits import read_limits
from crawler.outcome import ALREADY_RUNNING, EXIT_CODES
from crawler.plan import make_plan
from crawler.spiders.press import PressSpider


class Command(ScrapyCrawl):
    """Everything that can be wrong is said before Scrapy starts, in one line."""

    # Scrapy's process prints a banner when it is made: it is made when the arguments are known to be good.
    requires_crawler_process = False

    def short_desc(self) -> str:
        """For `scrapy --help`."""
        return "Crawl the press: poll what is due, fetch, read, tag and store what is new"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Called by Scrapy."""
        try:
            refuse_unknown_options(args)
            if args == [PressSpider.name]:
                self.exitcode = self.crawl_press(opts.spargs)
            else:
                self.crawler_process = AsyncCrawlerProcess(self.settings)
                super().run(args, opts)
        except BadArgument as error:
            self.stop(str(error), USAGE)
        except AlreadyRunning as error:
            self.stop(str(error), ALREADY_RUNNING)
        except MarsadError as error:
            self.stop(str(error), FAILED)

    def stop(self, message: str, code: int) -> None:
        """One line for the person at the shell."""
        print(f"scrapy crawl: {message}", file=sys.stderr)
        self.exitcode = code

    def crawl_press(self, arguments: dict[str, str]) -> int:
        """Run the crawl under its lock; return its exit code."""
        assert self.settings is not None
        plan = make_plan(self.settings["SOURCES"], arguments)
        limits = read_limits(self.settings)
        require_contact(self.settings["CONTACT"], plan.sources)
        self.settings.set("USER_AGENT", user_agent(self.settings["CONTACT"]), priority="cmdline")
        database = self.settings["DATABASE_URL"]
        Store.open(database).close()
        with hold(database, "crawl"):
            purge(Path(self.settings["VAR"]) / "warc", limits.keep_pages, utc_now())
            process = AsyncCrawlerProcess(self.settings)
            crawler = process.create_crawler(PressSpider)
            process.crawl(crawler, **arguments)
            process.start()
        spider = crawler.spider
        if not isinstance(spider, PressSpider):
            return FAILED  # it could not even start; Scrapy's log says why
        print_summary(database, spider.desk.run)
        return EXIT_CODES[spider.outcome]


def print_summary(database: str, run: int) -> None:
    """What the ledger says of this run, on stdout."""
    store = Store.open(database)
    try:
        print(render(store.summary(run)))
    finally:
        store.close()
