"""The invented outlets: where each lives, and of what make its site is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Listing = Literal["rss", "atom", "json-feed", "news-sitemap", "section"]
Layout = Literal["wordpress", "arc", "drupal", "spip", "handmade"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One site. `encoding` is what its bytes are in, `declared` what its pages say of themselves and `header`
    what its server says of them (None: nothing); the three need not agree."""

    id: str
    name: str
    name_ar: str
    address: str  #: in 127.0.0.0/8, its host on the press
    country: str
    languages: tuple[str, ...]
    listing: Listing
    layout: Layout
    time_zone: str
    encoding: str = "utf-8"
    declared: str | None = "utf-8"
    header: str | None = "utf-8"
    validators: bool = True  #: honours conditional requests
    lying: bool = False  #: answers every conditional request by 304
    agency: bool = False


OUTLETS: tuple[Outlet, ...] = (
    Outlet(
        id="assada", name="Assada", name_ar="الصدى", address="127.0.0.11", country="MA", languages=("ar",),
        listing="rss", layout="wordpress", time_zone="Africa/Casablanca",
    ),
    Outlet(
        id="lettre-du-detroit", name="La Lettre du Détroit", name_ar="رسالة المضيق", address="127.0.0.12", country="MA",
        languages=("fr",), listing="news-sitemap", layout="arc", time_zone="Africa/Casablanca",
    ),
    Outlet(
        id="tell-atlas", name="Tell & Atlas", name_ar="التل والأطلس", address="127.0.0.13", country="MA",
        languages=("en",), listing="json-feed", layout="wordpress", time_zone="Africa/Casablanca",
    ),
    Outlet(
        id="el-wahat", name="El Wahat", name_ar="الواحات اليوم", address="127.0.0.14", country="DZ", languages=("ar",),
        listing="section", layout="handmade", time_zone="Africa/Algiers", encoding="windows-1256",
        declared="windows-1256", header="utf-8", validators=False,
    ),
    Outlet(
        id="courrier-des-hauts-plateaux", name="Le Courrier des Hauts Plateaux", name_ar="بريد الهضاب العليا",
        address="127.0.0.15", country="DZ", languages=("fr",), listing="rss", layout="spip",
        time_zone="Africa/Algiers", encoding="iso-8859-1", declared="iso-8859-1", header=None,
    ),
    Outlet(
        id="sahel-tounes", name="Sahel Tounes", name_ar="ساحل تونس", address="127.0.0.16", country="TN",
        languages=("ar",), listing="atom", layout="drupal", time_zone="Africa/Tunis",
    ),
    Outlet(
        id="la-feuille-de-carthage", name="La Feuille de Carthage", name_ar="ورقة قرطاج", address="127.0.0.17",
        country="TN", languages=("fr",), listing="rss", layout="wordpress", time_zone="Africa/Tunis",
    ),
    Outlet(
        id="libya-ledger", name="The Libya Ledger", name_ar="سجل ليبيا", address="127.0.0.18", country="LY",
        languages=("en",), listing="rss", layout="wordpress", time_zone="Africa/Tripoli",
    ),
    Outlet(
        id="sada-tarabulus", name="Sada Tarabulus", name_ar="صدى طرابلس", address="127.0.0.19", country="LY",
        languages=("ar",), listing="rss", layout="handmade", time_zone="Africa/Tripoli", encoding="windows-1256",
        declared=None, header=None, validators=False,
    ),
    Outlet(
        id="nouakchott-soir", name="Nouakchott Soir", name_ar="مساء نواكشوط", address="127.0.0.20", country="MR",
        languages=("fr",), listing="rss", layout="drupal", time_zone="Africa/Nouakchott",
    ),
    Outlet(
        id="al-mourabit", name="Al Mourabit", name_ar="المرابط", address="127.0.0.21", country="MR", languages=("ar",),
        listing="section", layout="drupal", time_zone="Africa/Nouakchott",
    ),
    Outlet(
        id="dune-and-tide", name="Dune and Tide", name_ar="الكثيب والمد", address="127.0.0.22", country="EH",
        languages=("en",), listing="atom", layout="arc", time_zone="Africa/El_Aaiun",
    ),
    Outlet(
        id="saguia-info", name="Saguia Info", name_ar="الساقية أنفو", address="127.0.0.23", country="EH",
        languages=("ar",), listing="rss", layout="wordpress", time_zone="Africa/El_Aaiun", lying=True,
    ),
    Outlet(
        id="maghreb-wire", name="Maghreb Wire", name_ar="برقية المغارب", address="127.0.0.24", country="FR",
        languages=("fr", "ar", "en"), listing="news-sitemap", layout="arc", time_zone="Europe/Paris", agency=True,
    ),
)  # fmt: skip
BY_ID = {outlet.id: outlet for outlet in OUTLETS}

#: An outlet that is down: nothing listens at its address and port.
DOWN = Outlet(
    id="closed-door", name="Closed Door", name_ar="الباب المغلق", address="127.0.0.31", country="DZ",
    languages=("fr",), listing="rss", layout="wordpress", time_zone="Africa/Algiers",
)  # fmt: skip
#: An outlet whose feed breaks off in its first item.
BROKEN = Outlet(
    id="broken-feed", name="Broken Feed", name_ar="الخلاصة المكسورة", address="127.0.0.32", country="LY",
    languages=("ar",), listing="rss", layout="wordpress", time_zone="Africa/Tripoli",
)  # fmt: skip
