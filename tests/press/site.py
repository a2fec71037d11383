"""Where everything is: the address of each article, the listings, and the pages that are not articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote

from tests.press import feeds
from tests.press.articles import Text, texts
from tests.press.furniture import printed
from tests.press.layouts import page, print_twin
from tests.press.outlets import BROKEN, BY_ID, OUTLETS, Layout, Outlet
from tests.press.phrases import PHRASES
from tests.press.server import Answer, Routes

#: Paths of the listings, by kind; the registry of the press names them.
LISTING_PATHS = {
    "rss": "/feed/",
    "atom": "/atom.xml",
    "json-feed": "/feed.json",
    "news-sitemap": "/sitemap_index.xml",
    "section": "/",
}
#: What a make adds to an article's address for the page that is printed on paper.
PRINT_TWINS: dict[Layout, str] = {"spip": "&imprimer=oui", "handmade": "&print=1"}
_XML, _JSON = "application/xml", "application/feed+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A listed address that must not become an article of its own, and what must become of it."""

    outlet: str
    path: str
    #: A rejected reason, a failure class; "alias": fetched, and found to be an article that is stored already;
    #: "known": another spelling of a listed address, never fetched.
    becomes: str
    answer: Answer
    robots: str = ""
    published: datetime = datetime(2026, 11, 20, 9, tzinfo=UTC)


def path_of(outlet: Outlet, text: Text) -> str:
    """The path of an article on an outlet's site, in the fashion of its make."""
    number = 68_500 + [one.id for one in texts()].index(text.id)
    slug = quote(text.title.replace(" ", "-").replace("/", "-"))
    return {
        "wordpress": f"/{slug}-{number}.html" if "ar" in outlet.languages else f"/2026/11/{text.id}/",
        "arc": f"/news/{text.id}-{number}/",
        "drupal": f"/article/{number}/{slug}",
        "spip": f"/spip.php?article{number}",
        "handmade": f"/post.php?lang={text.expect.language}&id={number}",
    }[outlet.layout]


def carried(outlet: Outlet) -> tuple[Text, ...]:
    """The articles of an outlet, newest first."""
    mine = (text for text in texts() if outlet.id in text.carried_by)
    return tuple(sorted(mine, key=lambda text: (text.published, text.id), reverse=True))


def routes(port: int, edited: datetime | None = None) -> Routes:
    """Every answer of the press; since `edited`, one story has its second text."""
    answers: Routes = {}
    for outlet in OUTLETS:
        base = f"http://{outlet.address}:{port}"
        answers |= {(outlet.address, path): answer for path, answer in _outlet(outlet, base, edited)}
    answers |= {(BY_ID[odd.outlet].address, odd.path): odd.answer for odd in odds(port)}
    answers[(BROKEN.address, "/feed/")] = Answer(feeds.cut_off(BROKEN).encode(), _XML)
    answers[(BROKEN.address, "/robots.txt")] = Answer(status=404)
    return answers


def _outlet(outlet: Outlet, base: str, edited: datetime | None) -> Iterator[tuple[str, Answer]]:
    port = int(base.rsplit(":", 1)[1])
    disallowed = "".join(f"Disallow: {odd.robots}\n" for odd in odds(port) if odd.robots and odd.outlet == outlet.id)
    yield "/robots.txt", Answer(f"User-agent: *\n{disallowed or 'Disallow:'}\n".encode(), "text/plain")
    listed = []
    for text in carried(outlet):
        path = path_of(outlet, text)
        url = base + path
        edition = 2 if edited else 1
        yield path, _page(outlet, page(outlet, text, url, edition=edition))
        if outlet.layout in PRINT_TWINS:
            yield path + PRINT_TWINS[outlet.layout], _page(outlet, print_twin(outlet, text, edition))
        listed.append(feeds.item(url, text, edited=edited if text.edition2 else None))
    strange = [_odd_item(outlet, base, odd) for odd in odds(port) if odd.outlet == outlet.id]
    yield from _listings(outlet, base, [*listed, *strange])


def _odd_item(outlet: Outlet, base: str, odd: Odd) -> feeds.Item:
    title = {"ar": "عنوان صفحة لا تصلح مقالا في هذا الموقع", "fr": "Une page qui ne donne pas d'article"}
    language = outlet.languages[0]
    return feeds.Item(base + odd.path, title.get(language, "A page that gives no article"), "", odd.published, language)


def _listings(outlet: Outlet, base: str, items: Sequence[feeds.Item]) -> Iterator[tuple[str, Answer]]:
    write: dict[str, Callable[[Outlet, Sequence[feeds.Item]], str]] = {
        "rss": feeds.rss,
        "atom": feeds.atom,
        "json-feed": feeds.json_feed,
        "news-sitemap": feeds.news_sitemap,
        "section": feeds.section,
    }
    body = _bytes(outlet, write[outlet.listing](outlet, items))
    changed = max(one.updated for one in items).timestamp()
    kind = {"json-feed": _JSON, "section": _content_type(outlet)}.get(outlet.listing, _XML)
    path = LISTING_PATHS[outlet.listing]
    if outlet.listing == "news-sitemap":
        index = feeds.sitemap_index([f"{base}/news-sitemap.xml"])
        yield path, Answer(index.encode(), _XML, validators=outlet.validators, modified=changed)
        path = "/news-sitemap.xml"
    yield path, Answer(body, kind, validators=outlet.validators, lying=outlet.lying, modified=changed)
    if outlet.id == "libya-ledger":
        yield "/feed", Answer(status=301, headers=(("Location", f"{base}/feed/"),))


def _bytes(outlet: Outlet, content: str) -> bytes:
    return content.encode(outlet.encoding, "xmlcharrefreplace")


def _content_type(outlet: Outlet) -> str:
    return f"text/html; charset={outlet.header}" if outlet.header else "text/html"


def _page(outlet: Outlet, html: str) -> Answer:
    """WordPress also hands out a cookie, which an honest crawler does not bring back."""
    cookie = (("Set-Cookie", "visitor=1; Path=/"),) if outlet.layout == "wordpress" else ()
    return Answer(_bytes(outlet, html), _content_type(outlet), headers=cookie)


def odds(port: int) -> tuple[Odd, ...]:
    """The addresses that the outlets list beside their articles."""
    strait, carthage, soir = BY_ID["lettre-du-detroit"], BY_ID["la-feuille-de-carthage"], BY_ID["nouakchott-soir"]
    ledger, wire, wahat = BY_ID["libya-ledger"], BY_ID["maghreb-wire"], BY_ID["el-wahat"]
    twin, told, moved, paper, shared = (carried(one)[0] for one in (strait, soir, ledger, wahat, carthage))
    soir_url = f"http://{soir.address}:{port}{path_of(soir, told)}"
    moved_url = f"http://{ledger.address}:{port}{path_of(ledger, moved)}"
    amp = path_of(strait, twin) + "amp/"
    amp_page = page(strait, twin, f"http://{strait.address}:{port}{path_of(strait, twin)}")
    return (
        Odd(outlet="assada", path="/archives/60001", becomes="not-found", answer=Answer(status=404)),
        Odd(outlet="tell-atlas", path="/2026/11/members-only/", becomes="refused", answer=Answer(status=403)),
        Odd(
            outlet=carthage.id,
            path="/prive/note-interne/",
            becomes="robots",
            answer=Answer(b"<p>never fetched</p>"),
            robots="/prive/",
        ),
        Odd(outlet="dune-and-tide", path="/news/withdrawn-68400/", becomes="gone", answer=Answer(status=410)),
        Odd(
            outlet=wahat.id,
            path=path_of(wahat, paper) + PRINT_TWINS["handmade"],
            becomes="known",
            published=paper.published,
            answer=_page(wahat, print_twin(wahat, paper)),
        ),
        Odd(
            outlet=carthage.id,
            path=path_of(carthage, shared) + "?utm_source=rss&utm_medium=rss&utm_campaign=feed",
            becomes="known",
            published=shared.published,
            answer=_page(carthage, page(carthage, shared, path_of(carthage, shared))),
        ),
        Odd(outlet=soir.id, path="/article/1/disparu", becomes="soft-404", answer=Answer(_message(soir, "not_found"))),
        Odd(outlet=wire.id, path="/news/consent-1/", becomes="consent", answer=Answer(_message(wire, "consent"))),
        Odd(outlet=strait.id, path=amp, becomes="known", published=twin.published, answer=Answer(amp_page.encode())),
        Odd(
            outlet=soir.id,
            path="/court/12",
            becomes="alias",
            published=told.published,
            answer=Answer(page(soir, told, soir_url).encode()),
        ),
        Odd(
            outlet=ledger.id,
            path="/2025/old-address/",
            becomes="alias",
            published=moved.published,
            answer=Answer(status=301, headers=(("Location", moved_url),)),
        ),
    )


def _message(outlet: Outlet, name: str) -> bytes:
    sentence = getattr(PHRASES[outlet.languages[0]], name)
    body = f"<main><h1>{escape(sentence)}</h1><p>{escape(sentence)}</p></main>"
    return printed(outlet, sentence, "", body, outlet.languages[0]).encode()
