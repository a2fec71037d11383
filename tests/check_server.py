"""One outlet's server, with an endpoint of each behaviour that `scrapy sources check` must tell apart."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

ROBOTS = "User-agent: *\nDisallow: /private\n"
#: Seconds that `/slow` takes: longer than the test's DOWNLOAD_TIMEOUT.
SLOW = 4


def feed(old: timedelta) -> str:
    """An Arabic feed whose newest article is that old."""
    item = "<item><title>{}</title><link>/خبر/{}</link><pubDate>{}</pubDate></item>"
    title = "إيقاف شبكة لتهريب المهاجرين والاتجار بالبشر في جنوب البلاد"
    newest = datetime.now(UTC) - old
    dates = [(newest - timedelta(hours=n)).strftime("%a, %d %b %Y %H:%M:%S GMT") for n in range(5)]
    items = "".join(item.format(title, n, date) for n, date in enumerate(dates))
    return f"<rss version='2.0'><channel><title>النهار</title>{items}</channel></rss>"


#: The newest article of the feed, in the markup of its outlet.
ARTICLE = """<!DOCTYPE html><html lang="ar"><body><article>
<h1 class="titre">إيقاف شبكة لتهريب المهاجرين والاتجار بالبشر في جنوب البلاد</h1>
<time class="publie" datetime="2026-11-24T09:00:00+01:00">24 نوفمبر 2026</time>
<div class="texte"><p>أوقفت فرقة الحرس الوطني سبعة أشخاص.</p><div class="pub">إعلان</div></div>
</article></body></html>"""


class Outlet(BaseHTTPRequestHandler):
    """Notes the path and the User-Agent of each request in the server's `asked`."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append((self.path, self.headers.get("User-Agent", "")))
        if self.path == "/slow":
            time.sleep(SLOW)
        if self.path in ("/moved", "/away"):
            self.send_response(301 if self.path == "/moved" else 302)
            self.send_header("Location", "/feed")
            self.end_headers()
            return
        status, body = ANSWERS.get(unquote(self.path), (404, "لا توجد"))
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body if isinstance(body, str) else feed(body)).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


ANSWERS: dict[str, tuple[int, str | timedelta]] = {
    "/robots.txt": (200, ROBOTS),
    "/feed": (200, timedelta(hours=3)),
    "/old": (200, timedelta(days=500)),
    "/private/feed": (200, timedelta(hours=3)),
    "/blocked": (403, "denied"),
    "/html": (200, "<!DOCTYPE html><html><body>مرحبا</body></html>"),
    "/slow": (200, timedelta(hours=3)),
    "/sitemap.xml": (200, "<sitemapindex><sitemap><loc>/post.xml</loc></sitemap></sitemapindex>"),
    "/خبر/0": (200, ARTICLE),
    "/section": (200, "<h2><a href='/archives/68571'>الحكم على شبكة للاتجار بالبشر</a></h2>"),
}


class Server(ThreadingHTTPServer):
    """Listens on a loopback address of its own."""

    def __init__(self, host: str = "127.0.0.3"):
        super().__init__((host, 0), Outlet)
        self.asked: list[tuple[str, str]] = []
        self.url = f"http://{host}:{self.server_port}"
