"""Pages of our own making, in the markup of the press's content systems, Arabic first.

Each has the furniture that real ones have: menus, share bars, related stories, a newsletter box, comments,
a cookie notice, a "today" widget. Nothing in them was published anywhere.
"""

from __future__ import annotations

from datetime import UTC, datetime

from corpus.types import Link, Page, Source

FETCHED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

MOROCCO = Source(
    id="sabah-tanja",
    name="Sabah Tanja",
    name_ar="صباح طنجة",
    home="https://sabah-tanja.example/",
    country="MA",
    languages=("ar",),
    kind="pure player",
    time_zone="Africa/Casablanca",
)
TUNISIA = Source(
    id="courrier-sahel",
    name="Le Courrier du Sahel",
    name_ar="بريد الساحل",
    home="https://courrier-sahel.example/",
    country="TN",
    languages=("fr", "ar"),
    kind="newspaper",
    time_zone="Africa/Tunis",
)

ARABIC_LEAD = (
    "قضت المحكمة بإدانة ستة متهمين في ملف شبكة استدرجت شابات بعقود عمل وهمية وحجزت جوازات سفرهن في شقق بالمدينة."
)
ARABIC_BODY = (
    "أدانت غرفة الجنايات بطنجة، مساء الخميس، ستة أشخاص توبعوا من أجل الاتجار بالبشر والاستغلال الجنسي، بعدما استمعت "
    "إلى تسع ضحايا قدمن من مدن داخلية.",
    "وكشف التحقيق أن أفراد الشبكة كانوا ينشرون إعلانات عمل في مطاعم ومحلات للحلاقة، ثم يحتجزون وثائق الضحايا ويطالبونهن "
    "بسداد ديون لا أصل لها.",
    "وأوضح ممثل النيابة العامة أن خلية التكفل بالنساء والأطفال رافقت الضحايا منذ اليوم الأول، وأن جمعية محلية وفرت لهن الإيواء.",
    "ويرتقب أن تعرض القضية على غرفة الاستئناف خلال الأسابيع المقبلة، حسب ما أفاد به دفاع المتهمين للصحافة عقب النطق بالحكم.",
)
FRENCH_LEAD = (
    "Treize enfants contraints de mendier aux abords de la gare ont été confiés à un foyer, tandis que deux adultes "
    "étaient placés en garde à vue à Sousse."
)
FRENCH_BODY = (
    "La brigade des mineurs de Sousse a interpellé deux hommes soupçonnés d'avoir organisé pendant des mois la mendicité "
    "de treize enfants, dont le plus jeune n'a que six ans.",
    "Selon le procureur, les enfants étaient déposés chaque matin devant la gare et devaient rapporter une somme fixée "
    "d'avance, sous peine d'être privés de repas.",
    "L'Instance nationale de lutte contre la traite des personnes a désigné une équipe chargée d'écouter les victimes et de "
    "retrouver leurs familles dans trois gouvernorats du centre.",
    "Les deux suspects, âgés de 34 et 41 ans, seront présentés lundi au juge d'instruction du tribunal de première instance.",
)
ENGLISH_BODY = (
    "Coast guards in western Libya said on Tuesday they had freed forty-two people who were being held for ransom in a "
    "warehouse near the port, among them eleven women and four children.",
    "Survivors told aid workers that guards had beaten them while their relatives listened by telephone and that several "
    "people had been sold from one group to another since the summer.",
    "The public prosecutor ordered the detention of three men and asked for a medical examination of every survivor before "
    "any transfer to another centre.",
    "Two of those freed said they had answered an advertisement for work on a farm and had never meant to cross the sea.",
)


def paragraphs(lines: tuple[str, ...]) -> str:
    """The lines as HTML paragraphs."""
    return "\n".join(f"<p>{line}</p>" for line in lines)


ARABIC_TITLE = "طنجة: إدانة ستة متهمين بالاتجار بالبشر - تفاصيل الحكم"
FRENCH_TITLE = "Mendicité forcée : treize enfants mis à l'abri à Sousse"
ENGLISH_TITLE = "Libya: coast guards free forty-two held for ransom"

WORDPRESS_AR = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8">
<title>{ARABIC_TITLE} - صباح طنجة</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="صباح طنجة">
<meta property="og:title" content="{ARABIC_TITLE} | Sabah Tanja">
<meta property="article:published_time" content="2026-11-12T21:40:00+01:00">
<meta property="article:modified_time" content="2026-11-14T08:00:00+01:00">
<link rel="canonical" href="https://www.sabah-tanja.example/2026/11/12/hukm.html">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"WebSite","name":"صباح طنجة"}},
{{"@type":"NewsArticle","headline":"{ARABIC_TITLE}","datePublished":"2026-11-12T21:40:00+01:00",
"dateModified":"2026-11-14T08:00:00+01:00","author":[{{"@type":"Person","name":"سلمى العروسي"}}],}}]}}</script></head>
<body><header><nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/politics">سياسة</a></li><li><a href="/society">مجتمع</a></li></ul>
<div class="today-date">الجمعة 20 نونبر 2026</div></nav></header>
<main><article class="post"><h1 class="entry-title">{ARABIC_TITLE}</h1>
<div class="post-excerpt">{ARABIC_LEAD}</div>
<div class="entry-meta"><span class="author">بقلم: سلمى العروسي</span> <span class="date">الخميس 12 نونبر 2026 - 21:40</span></div>
<figure><img src="a.jpg"><figcaption>صورة من الأرشيف لقاعة المحكمة في الجزائر</figcaption></figure>
<div class="entry-content">{paragraphs(ARABIC_BODY[:2])}
<p><strong>اقرأ أيضا: </strong><a href="/x">توقيف شبكة للهجرة السرية في موريتانيا</a></p>
{paragraphs(ARABIC_BODY[2:])}
<div class="share-buttons"><a>فيسبوك</a><a>واتساب</a></div></div>
<div class="tags">الوسوم: <a>ليبيا</a> <a>محاكم</a></div></article>
<aside class="sidebar"><h3>الأكثر قراءة</h3><ul><li><a href="/1">خبر أول عن تونس</a> <time datetime="2026-11-19">19 نونبر 2026</time></li></ul></aside>
<section id="comments"><h3>التعليقات</h3><p>تعليق طويل لقارئ يتحدث عن أمور أخرى لا علاقة لها بالموضوع إطلاقا وعن السودان.</p></section>
</main><footer>جميع الحقوق محفوظة 2026</footer><div class="cookie-notice">نستخدم ملفات تعريف الارتباط</div></body></html>"""

SPIP_FR = f"""<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">
<title>{FRENCH_TITLE} - Le Courrier du Sahel</title>
<meta name="description" content="{FRENCH_LEAD}"><meta name="generator" content="SPIP 4.2"></head>
<body class="page_article"><div id="nav"><a href="/">Accueil</a> <a href="/rubrique1">Société</a></div>
<div class="contenu-principal"><h1 class="crayon article-titre-88">{FRENCH_TITLE}</h1>
<p class="info-publi">Publié le <abbr class="published" title="2026-11-09T17:05:00Z">lundi 9 novembre 2026 à 18h05</abbr>,
mis à jour le 10 novembre 2026 à 9h, par <span class="vcard author"><a class="url fn" href="/auteur3">Amel Ben Youssef</a></span></p>
<div class="chapo crayon article-chapo-88"><p>{FRENCH_LEAD}</p></div>
<div class="texte crayon article-texte-88">{paragraphs(FRENCH_BODY)}
<p>Lire aussi : En Algérie, un réseau de passeurs démantelé à Oran</p></div>
<div class="liste-articles related"><h2>Dans la même rubrique</h2><ul><li><a href="/a">Le port de Nouadhibou s'agrandit</a></li></ul></div>
</div><div id="pied">© Le Courrier du Sahel 2026</div></body></html>"""

DRUPAL_EN = f"""<!DOCTYPE html><html lang="en-US" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8">
<meta name="dcterms.date" content="2026-11-17T10:15Z"><meta property="og:title" content="{ENGLISH_TITLE}">
<title>{ENGLISH_TITLE} | Tripoli Bulletin</title><meta property="og:site_name" content="Tripoli Bulletin"></head>
<body class="node-type-article"><div id="header"><h1 id="site-name">Tripoli Bulletin</h1></div>
<div id="content"><h1 class="page-title">{ENGLISH_TITLE}</h1>
<div class="field field-name-field-byline">By Hanan Omar and Peter Lane, special to the Bulletin</div>
<div class="field field-name-body"><div class="field-item even">{paragraphs(ENGLISH_BODY)}</div></div>
<div class="block-newsletter"><p>Sign up for our newsletter and never miss a story from Sudan</p></div></div></body></html>"""

HANDMADE_AR = f"""<html dir=rtl><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256">
<title>صباح طنجة :: {ARABIC_TITLE}</title></head><body><table width=100%><tr><td class=menu><a href=/>الصفحة الأولى</a></td></tr>
<tr><td><center><font size=5><b class=maintitle>{ARABIC_TITLE}</b></font></center><br>
<font size=2 class=kateb>كتبت: سلمى العروسي</font><br><font size=2>نشر في: 23 شتنبر 2026 - الموافق 12 ربيع الآخر 1448</font><br>
{paragraphs(ARABIC_BODY)}</td></tr></table></body></html>"""


def page(
    markup: str | bytes,
    *,
    url: str = "https://www.sabah-tanja.example/2026/hukm.html",
    source: Source | None = None,
    link: Link | None = None,
    content_type: str = "text/html",
    fetched: datetime = FETCHED,
) -> Page:
    """A fetched page with this body."""
    body = markup.encode() if isinstance(markup, str) else markup
    return Page(url=url, final_url=url, body=body, fetched=fetched, source=source, link=link, content_type=content_type)
