"""What a page says of its article in JSON-LD, mended where the outlet's template broke it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

#: schema.org types of one article; `WebPage` and the like only where none of these is there.
ARTICLE = re.compile(r"(?:Article|BlogPosting|ReportageNewsArticle|LiveBlogPosting|Report|NewsItem)$")
PAGE = re.compile(r"^(?:WebPage|ItemPage|VideoObject|CreativeWork)$")
#: Fields that hold persons or organisations.
_NAMED = ("author", "creator", "contributor", "publisher")
#: Nodes looked at in one page: the graphs of honest pages hold dozens.
MAX_NODES = 2000

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*(?:;\s*)?$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_STRAY_SEMICOLON = re.compile(r";\s*$")
_FIELD = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|inLanguage|@type)"\s*:\s*"((?:[^"\\\n]|\\.)*)"'
    r'|"(author|creator)"\s*:\s*[\[{\s]*(?:"@type"\s*:\s*"(?:Person|Organization)"\s*,\s*)?(?:"name"\s*:\s*)?"((?:[^"\\\n]|\\.)*)"'
)


def article_node(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes the page's article; empty when there is none."""
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    for wanted in (ARTICLE, PAGE):
        fitting = [node for node in nodes if wanted.search(_type(node))]
        if fitting:
            return _resolved(max(fitting, key=_told), nodes)
    return {}


def _resolved(article: dict[str, Any], nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The article with its persons and publisher in place: Yoast's graphs name them by `@id` alone."""
    named = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    told = {key: _by_id(article[key], named) for key in _NAMED if key in article}
    return {**article, **told}


def _by_id(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_by_id(item, named) for item in value[:MAX_NODES]]
    if isinstance(value, dict) and "name" not in value:
        return named.get(str(value.get("@id")), value)
    return value


def names(value: Any, *, depth: int = 0) -> Iterator[str]:
    """The names in a JSON-LD person, organisation, string, or list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < 3:
        for item in value:
            yield from names(item, depth=depth + 1)
    elif isinstance(value, dict) and depth < 3:
        yield from names(value.get("name"), depth=depth + 1)


def text_of(value: Any) -> str:
    """A JSON-LD value as text; empty for anything but a string or a list that starts with one."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value")
    return value if isinstance(value, str) else ""


def _scripts(tree: HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield script.text


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """All objects of a script, outer before inner; mended by hand when it is not JSON."""
    try:
        data = _loads(script)
    except (ValueError, RecursionError):
        if broken := _rescued(script):
            yield broken
        return
    queue: list[Any] = [data]
    for item in queue:
        if len(queue) > MAX_NODES:
            return
        if isinstance(item, dict):
            yield item
            queue.extend(value for key, value in item.items() if key in ("@graph", "mainEntity", "mainEntityOfPage"))
        elif isinstance(item, list):
            queue.extend(item)


def _loads(script: str) -> Any:
    script = _STRAY_SEMICOLON.sub("", _WRAPPING.sub("", _WRAPPING.sub("", script)))
    try:
        return json.loads(script, strict=False)
    except ValueError:
        return json.loads(_TRAILING_COMMA.sub("", script), strict=False)


def _rescued(script: str) -> dict[str, Any]:
    """The few fields that we need, by their look; the first of each is the article's."""
    found: dict[str, Any] = {}
    for match in _FIELD.finditer(script):
        key, value = (match[1], match[2]) if match[1] else (match[3], match[4])
        found.setdefault(key, _unescaped(value))
    return found


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _type(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return next((str(item) for item in kind if ARTICLE.search(str(item))), "") if isinstance(kind, list) else str(kind)


def _told(node: dict[str, Any]) -> int:
    """How much a node tells: lists of related articles carry a headline and no more."""
    return sum(1 for key in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage") if node.get(key))
