"""Scrapy settings: wiring, politeness, limits, and what the environment may change.

Every name of ours can be set by `-s NAME=value` or by the environment as `MARSAD_NAME=value`; numbers are
checked where they are used (`crawler/limits.py`), so that a wrong one is a line and not a traceback.
"""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def _env(name: str, default: str) -> str:
    return os.environ.get(f"MARSAD_{name}", default)


# --- Ours -----------------------------------------------------------------------------------------
#: Folder of everything that a run writes: the SQLite database, raw pages, locks.
VAR = _env("VAR", str(ROOT / "var"))
#: SQLAlchemy address of the corpus; `postgresql+psycopg://…` on servers.
DATABASE_URL = _env("DATABASE_URL", f"sqlite:///{Path(VAR) / 'marsad.db'}")
#: A registry file or folder instead of the built-in one.
SOURCES = _env("SOURCES", "")
#: URL or e-mail put in the User-Agent; a crawl of public hosts refuses to start without it.
CONTACT = _env("CONTACT", "")
#: Days that the raw responses are kept, as WARC in `VAR/warc`; 0 keeps none.
KEEP_PAGES = _env("KEEP_PAGES", "90")
#: Worker processes that read pages; 0 means one for each processor but one.
READERS = _env("READERS", "0")
#: Seconds after which the reading of one page is stopped and the page rejected as too slow.
READ_TIMEOUT = _env("READ_TIMEOUT", "15")
#: MiB of address space that one reader may use.
READ_MEMORY = _env("READ_MEMORY", "1024")
#: Pages fetched of one source in one run, at most; the rest waits for the next run.
SOURCE_BUDGET = _env("SOURCE_BUDGET", "300")
#: Pages fetched in one run, at most; 0 means no limit beyond the sources' own.
RUN_BUDGET = _env("RUN_BUDGET", "0")

#: Minutes after which an endpoint is polled again.
POLL_MINUTES = _env("POLL_MINUTES", "10")
#: Days back that a first crawl of an outlet reaches; older links are left out. `-a since=` goes further.
LOOKBACK_DAYS = _env("LOOKBACK_DAYS", "30")
#: Times after its first fetch at which an article on topic is looked at again; empty: never.
REVISIT = _env("REVISIT", "1h,6h,1d,3d,7d,30d")

# --- Scrapy: the parts of the project --------------------------------------------------------------
BOT_NAME = "marsad"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"
ITEM_PIPELINES = {"pipelines.steps.ReadStep": 100, "pipelines.steps.KeepStep": 200}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.robots.Rfc9309Middleware": 100,
}
HTTPERROR_ALLOW_ALL = True  # the spider counts every status

# --- Scrapy: politeness ------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = _env("DOWNLOAD_DELAY", "5")
DOWNLOAD_DELAY_JITTER = 0  # the default of one half would break "at least"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 32
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
RETRY_ENABLED = False  # the frontier tries again in a later run, after a wait

# --- Scrapy: limits; the defaults are 1 GiB, 180 s and 20 redirects -----------------------------------
DOWNLOAD_MAXSIZE = 5 * 1024**2
DOWNLOAD_WARNSIZE = 1024**2
DOWNLOAD_TIMEOUT = _env("DOWNLOAD_TIMEOUT", "30")
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False

# --- Scrapy: doors that stay shut --------------------------------------------------------------------
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

LOG_LEVEL = _env("LOG_LEVEL", "INFO")
