"""A page becomes an article, field by field, or a rejection with its reason; nothing raises."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from corpus.types import Article, Link, Page, Rejected
from pipelines import load_rules, read_page
from pipelines.read import Text, read_text
from tests.reading_pages import (
    ARABIC_BODY,
    ARABIC_LEAD,
    ARABIC_TITLE,
    DRUPAL_EN,
    ENGLISH_BODY,
    ENGLISH_TITLE,
    FETCHED,
    FRENCH_BODY,
    FRENCH_LEAD,
    FRENCH_TITLE,
    HANDMADE_AR,
    MOROCCO,
    SPIP_FR,
    TUNISIA,
    WORDPRESS_AR,
    page,
    paragraphs,
)

RULES = load_rules()


def read(of: Page) -> Article:
    result = read_page(of, RULES)
    assert isinstance(result, Article), result
    return result


def test_arabic_wordpress_page_gives_every_field() -> None:
    article = read(page(WORDPRESS_AR, source=MOROCCO))
    assert article.title == ARABIC_TITLE
    assert article.text.split("\n") == [ARABIC_LEAD, *ARABIC_BODY]
    assert article.authors == ("سلمى العروسي",)
    assert article.published == datetime(2026, 11, 12, 20, 40, tzinfo=UTC)
    assert (article.published_precision, article.published_source) == ("second", "json-ld")
    assert article.language == "ar"
    assert article.url == "https://www.sabah-tanja.example/2026/11/12/hukm.html"
    assert (article.source, article.source_country) == ("sabah-tanja", "MA")
    assert article.encoding == "utf-8"


def test_other_stories_of_the_page_are_not_in_the_text() -> None:
    text = read(page(WORDPRESS_AR, source=MOROCCO)).text
    for foreign in ("موريتانيا", "تونس", "ليبيا", "السودان", "الجزائر"):
        assert foreign not in text


def test_handmade_arabic_site_in_windows_1256() -> None:
    article = read(page(HANDMADE_AR.encode("cp1256"), source=MOROCCO))
    assert article.encoding == "cp1256"
    assert article.title == ARABIC_TITLE
    assert all(line in article.text for line in ARABIC_BODY)
    assert article.authors == ("سلمى العروسي",)
    assert article.published == datetime(2026, 9, 23, tzinfo=UTC)
    assert article.published_precision == "day"
    assert article.published_raw == "23 شتنبر 2026"


def test_french_spip_page_keeps_its_chapo_once_and_the_first_date() -> None:
    article = read(page(SPIP_FR, url="https://courrier-sahel.example/article88", source=TUNISIA))
    assert article.title == FRENCH_TITLE
    assert article.text.split("\n") == [FRENCH_LEAD, *FRENCH_BODY]
    assert article.authors == ("Amel Ben Youssef",)
    assert article.published == datetime(2026, 11, 9, 17, 5, tzinfo=UTC)


def test_english_drupal_page_with_the_outlet_as_first_heading() -> None:
    article = read(page(DRUPAL_EN, url="https://bulletin.example/node/5"))
    assert article.title == ENGLISH_TITLE
    assert article.text.split("\n") == list(ENGLISH_BODY)
    assert article.authors == ("Hanan Omar", "Peter Lane")
    assert article.published == datetime(2026, 11, 17, 10, 15, tzinfo=UTC)
    assert article.language == "en"


DARIJA = (
    "دابا الدراري ديالنا ما بقاوش كيلقاو الخدمة، وحتى اللي كيخدمو كيديرو بزاف ديال السوايع بلا فلوس. واش هادشي معقول؟",
    "علاش كيقولو بلي كولشي مزيان؟ شوف الناس ديال الدوار كيفاش عايشين، ما كاين طريق. حنا بغينا غير الحق ديالنا.",
)


@pytest.mark.parametrize(
    ("title", "body", "language", "method", "title_language", "second_language"),
    [
        (ARABIC_TITLE, ARABIC_BODY, "ar", "langdetect", None, None),
        (ARABIC_TITLE, DARIJA, "ary", "words-dialect", None, None),
        ("Des jeunes sans travail dans les villages", DARIJA, "ary", "words-dialect", "fr", None),
        (FRENCH_TITLE, ARABIC_BODY, "ar", "langdetect", "fr", None),
        (ARABIC_TITLE, (*ARABIC_BODY, *FRENCH_BODY[:2]), "ar", "langdetect", None, "fr"),
        (ARABIC_TITLE, (*FRENCH_BODY, *ARABIC_BODY), "fr", "langdetect", "ar", "ar"),
        (FRENCH_TITLE, FRENCH_BODY, "fr", "langdetect", None, None),
        (FRENCH_TITLE, ENGLISH_BODY, "en", "langdetect", "fr", None),
    ],
)
def test_the_languages_of_body_and_title(
    title: str,
    body: tuple[str, ...],
    language: str,
    method: str,
    title_language: str | None,
    second_language: str | None,
) -> None:
    markup = f"<html><body><article><h1>{title}</h1>{paragraphs(body)}</article></body></html>"
    item = Text(url="https://a.example/1", title=title, text="\n".join(body), fetched=FETCHED)
    for article in (read(page(markup, source=MOROCCO)), read_text(item, RULES)):
        assert isinstance(article, Article)
        assert (article.language, article.language_method) == (language, method)
        assert (article.title_language, article.second_language) == (title_language, second_language)


def test_reading_is_repeatable() -> None:
    assert read(page(WORDPRESS_AR, source=MOROCCO)) == read(page(WORDPRESS_AR, source=MOROCCO))


@pytest.mark.parametrize(
    "reference", ["&#8;", "&#x1F;", "&#0;", "&#xD800;", "&#xFFFE;", "&#1114112;", "\x0c\x01", "\ufffe"]
)
@pytest.mark.parametrize("place", ["title", "body"])
def test_illegal_characters_lose_no_article(reference: str, place: str) -> None:
    there = ARABIC_TITLE if place == "title" else ARABIC_BODY[0]
    article = read(page(WORDPRESS_AR.replace(there, there[:20] + reference + there[20:]), source=MOROCCO))
    assert article.title == ARABIC_TITLE
    assert ARABIC_BODY[0] in article.text


@pytest.mark.parametrize("joiner", ["\u200c", "&zwnj;", "&#8204;", "&#x200C;"])
def test_zero_width_joiners_spell_words_and_stay(joiner: str) -> None:
    markup = WORDPRESS_AR.replace("وكشف التحقيق", f"می{joiner}خواهم وكشف التحقيق").replace(
        "طنجة: إدانة", f"طنجة: می{joiner}رود إدانة"
    )
    article = read(page(markup, source=MOROCCO))
    assert "می\u200cخواهم" in article.text
    assert "می\u200cرود" in article.title


def test_bidi_controls_and_invisible_letters_go() -> None:
    article = read(
        page(
            WORDPRESS_AR.replace(ARABIC_BODY[0], "\u202eأدانت\u200b \u2066غرفة\u2069 " + ARABIC_BODY[0]), source=MOROCCO
        )
    )
    assert not set(article.text + article.title) & set("\u202e\u200b\u2066\u2069\u200e\u200f\ufeff\u00ad")


def test_the_feed_fills_what_the_page_leaves_out() -> None:
    bare = f"<html><body><div>{''.join(f'<p>{line}</p>' for line in ARABIC_BODY)}</div></body></html>"
    link = Link(
        url="https://sabah-tanja.example/9",
        via="feed",
        found_in="https://sabah-tanja.example/feed",
        title=ARABIC_TITLE,
        authors=("سلمى العروسي",),
        published=datetime(2026, 11, 12, 20, 40, tzinfo=UTC),
    )
    article = read(page(bare, url=link.url, source=MOROCCO, link=link))
    assert (article.title, article.title_source) == (ARABIC_TITLE, "feed")
    assert (article.authors, article.authors_source) == (("سلمى العروسي",), "feed")
    assert (article.published, article.published_source) == (link.published, "feed")
    assert (article.via, article.found_in) == ("feed", "https://sabah-tanja.example/feed")


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty"),
        (b"  \n ", "", "empty"),
        (b"%PDF-1.7 ...", "text/html", "not-html"),
        (b'{"a": 1}', "application/json", "not-html"),
        (b"\x89PNG\r\n", "", "not-html"),
        ("كلمات بلا وسوم".encode(), "text/html", "not-html"),
        (b"<html><body></body></html>", "text/html", "no-text"),
        ("<html><body><h1>خبر عاجل</h1><p>توقيف ثلاثة أشخاص.</p></body></html>".encode(), "text/html", "too-short"),
    ],
)
def test_what_is_no_article_is_rejected_with_its_reason(body: bytes, content_type: str, reason: str) -> None:
    result = read_page(page(body, content_type=content_type), RULES)
    assert isinstance(result, Rejected)
    assert result.reason == reason


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        (
            "الصفحة غير موجودة",
            "عذرا، الصفحة التي تبحث عنها غير موجودة. يمكنك العودة إلى الرئيسية أو البحث.",
            "soft-404",
        ),
        (
            "Page introuvable",
            "La page que vous recherchez n'existe pas ou a été déplacée. Faites une recherche.",
            "soft-404",
        ),
        (
            "Page not found",
            "Sorry, the page you are looking for could not be found. Try the search box below.",
            "soft-404",
        ),
        (
            "لحظة من فضلك...",
            "يتم التحقق من المتصفح قبل الدخول إلى الموقع. ستستغرق هذه العملية بضع ثوان فقط.",
            "bot-wall",
        ),
        (
            "Just a moment...",
            "Verify you are human. This site needs to review the security of your connection.",
            "bot-wall",
        ),
        (
            "Un instant",
            "Nous vérifions votre navigateur. Merci d'activer JavaScript et les cookies pour continuer.",
            "bot-wall",
        ),
        (
            "Votre vie privée",
            "Nous et nos partenaires stockons et utilisons des cookies afin de mesurer l'audience.",
            "consent",
        ),
        ("قبل المتابعة", "نحن وشركاؤنا نستخدم ملفات تعريف الارتباط لقياس الجمهور وعرض محتوى مخصص لكم.", "consent"),
    ],
)
def test_walls_and_missing_pages_are_no_articles(title: str, text: str, reason: str) -> None:
    markup = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    result = read_page(page(markup), RULES)
    assert isinstance(result, Rejected)
    assert result.reason == reason


def test_an_article_about_a_missing_page_is_an_article() -> None:
    markup = SPIP_FR.replace(FRENCH_BODY[1], FRENCH_BODY[1] + " Page introuvable, répond le site du ministère." * 2)
    assert "Page introuvable" in read(page(markup, source=TUNISIA)).text


def test_home_page_is_a_listing() -> None:
    result = read_page(page(WORDPRESS_AR, url="https://www.sabah-tanja.example/"), RULES)
    assert isinstance(result, Rejected)
    assert result.reason == "listing"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://sabah-tanja.example/a", True),  # same site without www
        ("/2026/other-name.html", True),
        ("https://evil.example/2026/hukm.html", False),
        ("https://www.sabah-tanja.example/", False),
        ("javascript:alert(1)", False),
        ("https://[broken", False),
    ],
)
def test_canonical_address_is_believed_on_its_own_site_only(canonical: str, kept: bool) -> None:
    markup = WORDPRESS_AR.replace("https://www.sabah-tanja.example/2026/11/12/hukm.html", canonical)
    own = "https://www.sabah-tanja.example/2026/hukm.html"
    assert (read(page(markup, url=own)).url != own) is kept


def test_canonical_without_the_articles_number_is_not_believed() -> None:
    canonical, url = "https://sabah-tanja.example/news.php", "https://sabah-tanja.example/news.php?id=41"
    markup = WORDPRESS_AR.replace("https://www.sabah-tanja.example/2026/11/12/hukm.html", canonical)
    assert read(page(markup, url=url)).url == url
    assert read(page(markup, url=canonical + "?utm_source=rss")).url == canonical


def test_text_without_address_gets_a_stable_one() -> None:
    item = Text(url="", title=ARABIC_TITLE, text="\n".join(ARABIC_BODY), fetched=FETCHED, published="2024-07")
    one, two = read_text(item, RULES), read_text(replace(item, title="عنوان آخر"), RULES)
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert one.url.startswith("urn:sha256:")
    assert one.id != two.id
    assert one.text_hash == two.text_hash
    assert (one.published, one.published_precision) == (datetime(2024, 7, 1, tzinfo=UTC), "month")
    assert (one.title_source, one.via, one.encoding) == ("given", "ingest", None)


def test_empty_text_is_rejected() -> None:
    result = read_text(Text(url="", title=ARABIC_TITLE, text=" \n", fetched=FETCHED), RULES)
    assert result == Rejected(reason="no-text", detail="no article body found")


def test_evidence_points_into_the_text() -> None:
    article = read(page(WORDPRESS_AR, source=MOROCCO))
    fields = {"title": article.title, "text": article.text}
    for tag in article.tags:
        for span in tag.evidence:
            assert fields[span.field][span.start : span.end] == span.text


def test_importing_the_reader_loads_no_crawler_and_no_database() -> None:
    code = (
        "import sys; from pipelines import load_rules, read_page; import pipelines.read; "
        "print(sorted({'twisted', 'scrapy', 'sqlalchemy'} & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
