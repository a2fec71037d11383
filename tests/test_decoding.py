"""Bytes to text, when header and meta lie."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.decoding import decode
from tests.reading_pages import ARABIC_BODY, FRENCH_BODY, paragraphs

ARABIC = f"<html><body>{paragraphs(ARABIC_BODY)}</body></html>"
FRENCH = f"<html><body>{paragraphs(FRENCH_BODY)}<p>Où l’été s’achève : « déjà », œuvre à 5 €.</p></body></html>"
HEADERS = ("", "text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=nonsense")


@pytest.mark.parametrize("header", [*HEADERS, "text/html; charset=windows-1256"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso-8859-6"])
@pytest.mark.parametrize("languages", [(), ("ar",), ("fr", "ar")])
def test_arabic_bytes(encoding: str, header: str, languages: tuple[str, ...]) -> None:
    body = ARABIC.encode(encoding)
    assert decode(body, content_type=header, languages=languages).text == ARABIC


@pytest.mark.parametrize("header", [*HEADERS, "text/html; charset=windows-1252", "text/html; charset=windows-1256"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("languages", [(), ("fr",), ("ar", "fr")])
def test_french_bytes(encoding: str, header: str, languages: tuple[str, ...]) -> None:
    body = FRENCH.encode(encoding)
    assert decode(body, content_type=header, languages=languages).text == FRENCH


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
def test_byte_order_mark_beats_the_header(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + ARABIC.encode(encoding), content_type="text/html; charset=windows-1256")
    assert (decoded.text, decoded.encoding) == (ARABIC, encoding)


def test_one_bad_byte_does_not_change_the_encoding() -> None:
    body = bytearray(ARABIC.encode())
    body[200:201] = b"\xff"
    decoded = decode(bytes(body), content_type="text/html; charset=windows-1256", languages=("ar",))
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") <= 2


def test_declared_in_the_markup() -> None:
    turkish = (
        '<html><head><meta charset="windows-1254"></head><p>İnsan kaçakçılığı şüphelisi gözaltına alındı</p></html>'
    )
    assert decode(turkish.encode("cp1254")).text == turkish


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_decode(body: bytes, header: str) -> None:
    assert isinstance(decode(body, content_type=header, languages=("ar",)).text, str)
