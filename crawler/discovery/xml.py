"""XML as the press serves it: wrong encodings, bare ampersands, undeclared prefixes, HTML entities.

The tree is made by lxml in recovering mode; entities of the document are never resolved, nothing is
loaded, and names are compared without their namespace, which feeds declare in a dozen spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.entities import html5

from lxml import etree

from pipelines.cleaning import clean_html
from pipelines.decoding import decode

#: Characters before the first tag that are looked through for the start of the document.
JUNK = 8_192

_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]{0,500}(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_START = re.compile(r"<(?=[A-Za-z!?])")
_ENTITY = re.compile(r"&(?:(#x?[0-9A-Fa-f]{1,8};)|([A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


def xml_text(body: bytes, *, content_type: str = "", languages: Sequence[str] = ()) -> str:
    """The document as clean text without declaration, document type and HTML entities; "" if there is none."""
    text = decode(body, content_type=content_type, languages=languages).text
    start = _START.search(text, 0, JUNK)
    if start is None:
        return ""
    text = clean_html(text[start.start() :])
    head, rest = text[:JUNK], text[JUNK:]
    head = _DOCTYPE.sub("", _DECLARATION.sub("", head), count=1)
    return _ENTITY.sub(_character, head + rest)


def parse_xml(document: str, base: str) -> etree._Element | None:
    """The root element, or None where nothing can be made of it. `base` is the document's address.

    The parser forgives, stays off line, resolves no entities and keeps libxml2's own limits.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        return etree.fromstring(document.encode("utf-8", "replace"), parser, base_url=base)
    except etree.XMLSyntaxError:
        return None


def local_name(element: etree._Element) -> str:
    """The element's name in lower case without its namespace or undeclared prefix, "" for no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The direct children of these names, names in the order given."""
    for name in names:
        yield from (child for child in element if local_name(child) == name)


def text_of(element: etree._Element | None) -> str:
    """All text below the element, joiners restored by whoever cleans the line."""
    if element is None:
        return ""
    if not len(element):  # nearly always, and a tenth of the cost
        return (element.text or "").strip()
    return "".join(str(part) for part in element.itertext(tag="*")).strip()


def fields(element: etree._Element) -> dict[str, etree._Element]:
    """The direct children by name, the first of each: for records that are read by the ten thousand."""
    return {local_name(child): child for child in reversed(element)}


def child_text(element: etree._Element, *names: str) -> str:
    """The text of the first child of these names that has any."""
    return next((text for child in children(element, *names) if (text := text_of(child))), "")


def _character(match: re.Match[str]) -> str:
    reference, name = match[1], match[2]
    if reference or name in _OF_XML:
        return match[0]
    # a bare ampersand and an unknown name were not escaped by whoever wrote them
    return html5.get(f"{name};", f"&amp;{name};") if name else "&amp;"
