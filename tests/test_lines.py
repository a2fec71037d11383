"""Lines that are furniture by their words, and paragraphs that only begin like them."""

from __future__ import annotations

import pytest

from pipelines.lines import is_junk, without_junk
from tests.reading_pages import ARABIC_BODY, ARABIC_TITLE, FRENCH_BODY


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: توقيف شبكة في الجزائر",
        "إقرأ أيضاً",
        "شاهد أيضا : فيديو المحاكمة",
        "👈 طالع أيضا: ميناء جديد في الجنوب",
        "مواضيع ذات صلة",
        "الوسوم: ليبيا، المغرب",
        "تابعونا على فيسبوك",
        "جميع الحقوق محفوظة",
        "إعلان",
        "الفجر 06:04 الظهر 12:49 العصر 15:40 المغرب 18:05 العشاء 19:27",
        "نواكشوط 19:21 - النعمة 18:49 - انواذيبو 19:26",
        "التقييم: 1",
        "بتاريخ الأربعاء ٥ غشت ٢٠٢٦ | عدد المشاهدات ٣٤١٨",
        "أرسلت في الجمعة 06 فيفري 2026 بواسطة admin (1873 قراءة)",
        "أفضل عرض بدقة 800x600 - جميع الحقوق محفوظة 2003-2025",
        "تبرعك يغطي تكاليف السفر والتوثيق",
        "الآراء الواردة أدناه لا تعبر عن رأي الموقع، بل تعكس وجهات نظر أصحابها فقط.",
        "بقية التحقيق مخصصة للمشتركين",
        "* بقية المقال مع الحوار الكامل في النسخة الورقية الصادرة غدا الخميس",
        "لديك حساب؟ سجّل الدخول",
        "Lire aussi : Tunisie, deux arrestations",
        "À lire également",
        ">> Lire : le procès d'Alger",
        "Partager sur Facebook",
        "Il vous reste 77 % de cet article à lire",
        "Restez informé sur WhatsApp : rejoignez la chaîne du journal",
        "Version imprimable",
        "Se connecter ou s’inscrire pour publier un commentaire",
        "Sans engagement. Se désabonner est possible à tout moment.",
        "À ne pas manquer : le palmarès des huiles",
        "Affichages : 1423",
        "Read also: Libya frees migrants",
        "Sign up for our newsletter",
        "Never miss the latest news",
        "This is a summary. Read the full review, with an interview, in our print edition.",
        "Advertisement",
        "***",
    ],
)
def test_furniture(line: str) -> None:
    assert is_junk(line)


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا في هذا الملف كيف استدرجت الشبكة ضحاياها: " + ARABIC_BODY[0] * 2,
        "تابع المتهمون دراستهم في طنجة قبل توقيفهم",
        "شارك في الحملة عشرون شرطيا",
        "تبرع عشرون محسنا ببناء دار لإيواء الضحايا في الناظور.",
        "قيمة الفدية بين خمسة آلاف وعشرة آلاف دينار عن كل محتجز.",
        "وقال إن النسخة الورقية من الجريدة ستتوقف في نهاية السنة لقلة المشتركين.",
        "انطلقت القافلة عند الساعة 06:30 ووصلت في 18:45.",
        "بقية الموقوفين في حالة سراح.",
        "Photo de classe, passeport, contrat : tout était faux.",
        "Lire et écrire, voilà ce que demandent ces enfants.",
        "Voir aussi loin que possible, telle est la devise du foyer.",
        "Les abonnés du quotidien ont appris sa fermeture par courrier, et la version papier disparaît.",
        "Restez chez vous, leur disait le passeur, la route est longue.",
        "Les commentaires du procureur ont surpris la salle.",
        "Le bus part de Gabès à 06:30, arrive à Sfax à 08:45 et repart aussitôt.",
        "Share prices fell after the raid.",
        "Follow the money, said the prosecutor.",
        "Donated clothes filled the hall.",
        "This is a summary offence, the judge said, and the fine is small.",
        "Tags were sewn into the workers' clothes.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert without_junk([line], title=ARABIC_TITLE) == [line]


def test_the_title_repeated_at_the_top_is_no_text() -> None:
    assert without_junk([ARABIC_TITLE, *ARABIC_BODY], title=ARABIC_TITLE) == list(ARABIC_BODY)


def test_headlines_under_the_heading_of_a_list_go_with_it() -> None:
    listed = ["مواضيع ذات صلة", "| ديوان المحاسبة ينشر تقريره السنوي |", "- مؤسسة النفط ترفع الإنتاج"]
    assert without_junk([ARABIC_BODY[0], *listed, *ARABIC_BODY[1:]], title="") == list(ARABIC_BODY)
    french = ["Sur le même sujet", "Un réseau jugé à Oran", FRENCH_BODY[0]]
    assert without_junk(french, title="") == [FRENCH_BODY[0]]


def test_after_the_text_comments_go_with_their_rules() -> None:
    comments = ["التعليقات مملوكة لأصحابها، ولسنا مسؤولين عن محتواها.", "متى يطبق القانون؟ المال قبل الأرواح."]
    assert without_junk([*ARABIC_BODY, *comments], title="") == list(ARABIC_BODY)


def test_comments_above_the_text_end_nothing() -> None:
    assert without_junk(["Commentaires (3)", *FRENCH_BODY], title="") == list(FRENCH_BODY)


def test_a_row_alone_is_no_table() -> None:
    boxes = "| في هذا العدد موسم الصيد يبدأ | بريد القراء |"
    assert without_junk([f"| {ARABIC_BODY[0]} | |", *ARABIC_BODY[1:], boxes], title="") == list(ARABIC_BODY)
    table = ["| السنة | القضايا |", "| 2024 | 131 |", "| 2025 | 140 |"]
    assert without_junk([*ARABIC_BODY, *table], title="") == [*ARABIC_BODY, *table]
