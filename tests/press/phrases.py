"""The furniture's words in three languages: what stands around an article and must not come out with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language's."""

    menu: tuple[str, ...]
    cookies: str
    accept: str
    read_also: str
    comments: str
    share: str
    most_read: str
    rights: str
    not_found: str
    consent: str
    newsletter: str
    search: str
    tags: str
    written_by: str  #: the box about who wrote it
    print_it: str
    reply: str


PHRASES: dict[str, Phrases] = {
    "ar": Phrases(
        menu=("الرئيسية", "سياسة", "مجتمع", "اقتصاد", "رياضة", "حوادث"),
        cookies="يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتكم على موقعنا.",
        accept="قبول",
        read_also="اقرأ أيضا",
        comments="تعليقات الزوار",
        share="شارك المقال",
        most_read="الأكثر قراءة",
        rights="جميع الحقوق محفوظة",
        not_found="عذرا، الصفحة التي تبحث عنها غير موجودة",
        consent="لمواصلة التصفح يرجى الموافقة على استخدام ملفات تعريف الارتباط من طرفنا ومن طرف شركائنا.",
        newsletter="اشترك في النشرة البريدية ليصلك جديد الأخبار كل صباح.",
        search="بحث في الموقع",
        tags="وسوم",
        written_by="صحفي في هيئة التحرير، يتابع شؤون المحاكم والمجتمع منذ سنوات.",
        print_it="نسخة للطباعة",
        reply="اترك تعليقا. لن يتم نشر عنوان بريدك الإلكتروني.",
    ),
    "fr": Phrases(
        menu=("Accueil", "Politique", "Société", "Économie", "Sport", "Faits divers"),
        cookies="Ce site utilise des cookies pour améliorer votre expérience de navigation.",
        accept="Tout accepter",
        read_also="Lire aussi",
        comments="Commentaires des lecteurs",
        share="Partager l'article",
        most_read="Les plus lus",
        rights="Tous droits réservés",
        not_found="Désolé, la page que vous cherchez est introuvable",
        consent="Pour continuer, veuillez accepter l'utilisation de cookies par nous et nos partenaires.",
        newsletter="Recevez chaque matin l'essentiel de l'actualité dans votre boîte aux lettres.",
        search="Rechercher sur le site",
        tags="Mots-clés",
        written_by="Journaliste à la rédaction, suit depuis des années les tribunaux et la société.",
        print_it="Version imprimable",
        reply="Laisser un commentaire. Votre adresse de messagerie ne sera pas publiée.",
    ),
    "en": Phrases(
        menu=("Home", "Politics", "Society", "Economy", "Sport", "Courts"),
        cookies="This website uses cookies to improve your browsing experience.",
        accept="Accept all",
        read_also="Read also",
        comments="Readers' comments",
        share="Share this article",
        most_read="Most read",
        rights="All rights reserved",
        not_found="Sorry, the page you are looking for cannot be found",
        consent="To continue, please accept the use of cookies by us and our partners.",
        newsletter="Get the morning's headlines in your inbox. Unsubscribe at any time.",
        search="Search this site",
        tags="Tags",
        written_by="A reporter on the desk who has followed courts and society for years.",
        print_it="Printer-friendly version",
        reply="Leave a reply. Your email address will not be published.",
    ),
}
