"""The key under which an address is known: equal for the spellings of one page, apart for two pages.

Two pages under one key lose an article for ever; one page under two keys costs a fetch and is found
again as an exact duplicate. So whatever might name a page stays in the key.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

import idna
import tldextract

_RULES = tomllib.loads(files(__package__).joinpath("spellings.toml").read_text(encoding="utf-8"))
_HOSTS = tuple(f"{label}." for label in _RULES["hosts"])
_INDEXES = frozenset(_RULES["indexes"])
_TRACKING = frozenset(_RULES["tracking"])
_SESSIONS = frozenset(_RULES["sessions"])
_VALUED = {name: frozenset(values) for name, values in _RULES["valued"].items()}

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
#: What RFC 3986 lets stand for itself in a path segment or a query, in addition to the unreserved.
_PLAIN = _UNRESERVED | frozenset("!$&'()*+,;=:@/?")
#: What is the same bare and encoded: beyond the RFC's unreserved, the marks that no server splits at
#: and that browsers spell in both ways (`l'argent`, `l%27argent`).
_SAME = _UNRESERVED | frozenset("!'()*,:@")
_TOKEN = re.compile(rf"%([0-9A-Fa-f]{{2}})|%|[^%{re.escape(''.join(sorted(_PLAIN)))}]+")
_BYTES = tuple(f"%{byte:02X}" for byte in range(256))
_SESSION_VALUE = re.compile(r"[0-9A-Za-z,-]{22,}")
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_DEFAULT_PORTS = (None, 80, 443)


def url_key(url: str) -> str:
    """The address in the normal form of RFC 3986 (section 6), reduced to what tells pages apart.

    Gone are the scheme, `www.` and mobile hosts, default ports, the final slash, AMP and print twins,
    tracking parameters, session ids and the fragment (save `#!…`); parameters are sorted, Arabic is
    percent-encoded, an Arabic host is in punycode. What is no http(s) address comes back unchanged.
    Never raises; `url_key("http://" + key) == key`.
    """
    parts = _split(url)
    if parts is None:
        return url
    query = _query(parts.query)
    fragment = f"#{_encoded(parts.fragment)}" if parts.fragment.startswith("!") else ""
    return f"{_authority(parts)}{_path(parts.path)}{'?' if query else ''}{query}{fragment}"


def is_web_address(url: str) -> bool:
    """Whether this is an absolute http(s) address that a request could be made of."""
    return _split(url) is not None


def article_id(key: str) -> str:
    """16 hex digits (64 bits) that name the article of this URL key in every database."""
    return sha256(key.encode()).hexdigest()[:16]


def same_site(a: str, b: str) -> bool:
    """Whether two http(s) addresses belong to one registrable domain, whatever the subdomain.

    Blogs on a shared host (`a.blogspot.com`, `b.blogspot.com`) are two sites; IP addresses must be equal.
    """
    first, second = site_of(a), site_of(b)
    return first is not None and first == second


def site_of(url: str) -> str | None:
    """The registrable domain of an http(s) address (`hespress.com`), else its host; None for other addresses."""
    parts = _split(url)
    return _registrable(_host(parts)) if parts else None


@lru_cache(maxsize=1_000)  # a new address is looked at three times: is it one, whose is it, what is its key
def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _host(parts) or port == 0:
        return None
    return parts


def _host(parts: SplitResult) -> str:
    return _normal_host(parts.hostname or "")


@lru_cache(maxsize=10_000)
def _normal_host(name: str) -> str:
    """The host in lower case and punycode, "" where it is none that a server could have."""
    host = unquote(name, errors="replace").rstrip(".").lower()
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            return ""
    return "" if re.search(r"[^0-9a-z._:-]", host) else host


def _authority(parts: SplitResult) -> str:
    host = _host(parts)
    while host.startswith(_HOSTS) and "." in host.partition(".")[2]:
        host = host.partition(".")[2]
    if ":" in host:
        host = f"[{host}]"
    return host if parts.port in _DEFAULT_PORTS else f"{host}:{parts.port}"


def _encoded(text: str) -> str:
    """Percent-encoding in its one normal form: bare where it makes no difference, hex digits upper case."""

    def one(match: re.Match[str]) -> str:
        if match[1]:
            char = chr(int(match[1], 16))
            return char if char in _SAME else f"%{match[1].upper()}"
        return "".join(_BYTES[byte] for byte in match[0].encode("utf-8", "surrogatepass"))

    return _TOKEN.sub(one, text)


_RENDERINGS = frozenset(_encoded(name).lower() for name in _RULES["renderings"])


def _path(path: str) -> str:
    segments: list[str] = []
    for segment in _SESSION_PATH.sub("", _encoded(path)).split("/"):
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    if segments and segments[-1].lower() in _INDEXES:
        segments.pop()
    while len(segments) > 1 and segments[-1].lower() in _RENDERINGS:
        segments.pop()
    while len(segments) > 1 and segments[0].lower() in _RENDERINGS:
        segments.pop(0)
    return "".join(f"/{segment}" for segment in segments)


def _query(query: str) -> str:
    kept = {_parameter(piece) for piece in query.split("&") if not _is_noise(piece)}
    return "&".join(sorted(kept))


def _parameter(piece: str) -> str:
    # `+` and `%20` are two spellings of a blank; a name with an empty value is the name
    name, equals, value = piece.replace("+", "%20").partition("=")
    return _encoded(f"{name}{equals}{value}" if value else name)


def _is_noise(piece: str) -> bool:
    name, equals, value = (unquote(part, errors="replace") for part in piece.partition("="))
    name, value = name.lower(), value.lower()
    if name in _TRACKING or value in _VALUED.get(name, ()):
        return True
    if name in _SESSIONS and _SESSION_VALUE.fullmatch(value):
        return True
    # `?cat=` asks for nothing; `spip.php?article123` and `?article123=` name an article
    return not value and bool(equals or not name) and not re.search(r"\d", name)


@lru_cache(maxsize=10_000)
def _registrable(host: str) -> str:
    try:
        return ip_address(host).compressed
    except ValueError:
        found = _suffixes().extract_str(host)
    # under a suffix that the list does not know, the standard's default rule `*` holds
    return found.top_domain_under_public_suffix or (host if found.suffix else ".".join(host.split(".")[-2:]))


@cache
def _suffixes() -> tldextract.TLDExtract:
    """The public suffix list that the package carries: no download, no cache on disk."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
