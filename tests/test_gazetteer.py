"""The gazetteer: every part of the six territories is known; common words, surnames and namesakes are not places."""

from __future__ import annotations

from collections import defaultdict

import pytest

from pipelines.inflect import demonym_forms, fixed_forms
from pipelines.judge import judge
from pipelines.lexicon_file import LexiconFile
from pipelines.rules import BUILT_IN, LANGUAGES, load_rules

_FIELDS = (*LANGUAGES, "country", "kind", "weight", "weak")

#: Arabic | French | English names of the parts that a country is divided into, with the word that stands before them.
DIVISIONS = {
    "DZ": (
        "في ولاية",
        "dans la wilaya de",
        "in the province of",
        """
        أدرار|Adrar|Adrar; الشلف|Chlef|Chlef; الأغواط|Laghouat|Laghouat; أم البواقي|Oum El Bouaghi|Oum El Bouaghi
        باتنة|Batna|Batna; بجاية|Béjaïa|Bejaia; بسكرة|Biskra|Biskra; بشار|Béchar|Bechar; البليدة|Blida|Blida
        البويرة|Bouira|Bouira; تمنراست|Tamanrasset|Tamanrasset; تبسة|Tébessa|Tebessa; تلمسان|Tlemcen|Tlemcen
        تيارت|Tiaret|Tiaret; تيزي وزو|Tizi Ouzou|Tizi Ouzou; الجزائر|Alger|Algiers; الجلفة|Djelfa|Djelfa
        جيجل|Jijel|Jijel; سطيف|Sétif|Setif; سعيدة|Saïda|Saida; سكيكدة|Skikda|Skikda
        سيدي بلعباس|Sidi Bel Abbès|Sidi Bel Abbes; عنابة|Annaba|Annaba; قالمة|Guelma|Guelma
        قسنطينة|Constantine|Constantine; المدية|Médéa|Medea; مستغانم|Mostaganem|Mostaganem; المسيلة|M'sila|M'Sila
        معسكر|Mascara|Mascara; ورقلة|Ouargla|Ouargla; وهران|Oran|Oran; البيض|El Bayadh|El Bayadh; إليزي|Illizi|Illizi
        برج بوعريريج|Bordj Bou Arréridj|Bordj Bou Arreridj; بومرداس|Boumerdès|Boumerdes; الطارف|El Tarf|El Tarf
        تندوف|Tindouf|Tindouf; تيسمسيلت|Tissemsilt|Tissemsilt; الوادي|El Oued|El Oued; خنشلة|Khenchela|Khenchela
        سوق أهراس|Souk Ahras|Souk Ahras; تيبازة|Tipaza|Tipaza; ميلة|Mila|Mila; عين الدفلى|Aïn Defla|Ain Defla
        النعامة|Naâma|Naama; عين تموشنت|Aïn Témouchent|Ain Temouchent; غرداية|Ghardaïa|Ghardaia
        غليزان|Relizane|Relizane; تيميمون|Timimoun|Timimoun
        برج باجي مختار|Bordj Badji Mokhtar|Bordj Badji Mokhtar; أولاد جلال|Ouled Djellal|Ouled Djellal
        بني عباس|Béni Abbès|Beni Abbes; عين صالح|In Salah|In Salah; عين قزام|In Guezzam|In Guezzam
        تقرت|Touggourt|Touggourt; جانت|Djanet|Djanet; المغير|El M'Ghair|El M'Ghair; المنيعة|El Meniaa|El Meniaa
        أفلو|Aflou|Aflou; الأبيض سيدي الشيخ|El Abiodh Sidi Cheikh|El Abiodh Sidi Cheikh; العريشة|El Aricha|El Aricha
        القنطرة|El Kantara|El Kantara; بريكة|Barika|Barika; بوسعادة|Bou Saâda|Bou Saada
        بئر العاتر|Bir El Ater|Bir El Ater; قصر البخاري|Ksar El Boukhari|Ksar El Boukhari
        قصر الشلالة|Ksar Chellala|Ksar Chellala; عين وسارة|Aïn Oussera|Ain Oussera; مسعد|Messaad|Messaad
        """,
    ),
    "MA": (
        "في إقليم",
        "dans la province de",
        "in the province of",
        """
        طنجة أصيلة|Tanger-Assilah|Tangier; المضيق الفنيدق|M'diq-Fnideq|M'diq-Fnideq; تطوان|Tétouan|Tetouan
        الفحص أنجرة|Fahs-Anjra|Fahs-Anjra; العرائش|Larache|Larache; الحسيمة|Al Hoceïma|Al Hoceima
        شفشاون|Chefchaouen|Chefchaouen; وزان|Ouazzane|Ouazzane; وجدة|Oujda|Oujda; الناظور|Nador|Nador
        الدريوش|Driouch|Driouch; جرادة|Jerada|Jerada; بركان|Berkane|Berkane; تاوريرت|Taourirt|Taourirt
        جرسيف|Guercif|Guercif; فكيك|Figuig|Figuig; فاس|Fès|Fez; مكناس|Meknès|Meknes; الحاجب|El Hajeb|El Hajeb
        إفران|Ifrane|Ifrane; مولاي يعقوب|Moulay Yacoub|Moulay Yacoub; صفرو|Sefrou|Sefrou
        بولمان|Boulemane|Boulemane; تاونات|Taounate|Taounate; تازة|Taza|Taza; الرباط|Rabat|Rabat; سلا|Salé|Sale
        الصخيرات|Skhirate|Skhirat; القنيطرة|Kénitra|Kenitra; الخميسات|Khémisset|Khemisset
        سيدي قاسم|Sidi Kacem|Sidi Kacem; سيدي سليمان|Sidi Slimane|Sidi Slimane; بني ملال|Béni Mellal|Beni Mellal
        أزيلال|Azilal|Azilal; الفقيه بن صالح|Fquih Ben Salah|Fquih Ben Salah; خنيفرة|Khénifra|Khenifra
        خريبكة|Khouribga|Khouribga; الدار البيضاء|Casablanca|Casablanca; المحمدية|Mohammédia|Mohammedia
        الجديدة|El Jadida|El Jadida; النواصر|Nouaceur|Nouaceur; مديونة|Médiouna|Mediouna
        بنسليمان|Benslimane|Benslimane; برشيد|Berrechid|Berrechid; سطات|Settat|Settat
        سيدي بنور|Sidi Bennour|Sidi Bennour; مراكش|Marrakech|Marrakesh; شيشاوة|Chichaoua|Chichaoua
        الحوز|Al Haouz|Al Haouz; قلعة السراغنة|Kelâa des Sraghna|Kelaa des Sraghna; الصويرة|Essaouira|Essaouira
        الرحامنة|Rehamna|Rehamna; آسفي|Safi|Safi; اليوسفية|Youssoufia|Youssoufia; الرشيدية|Errachidia|Errachidia
        ورزازات|Ouarzazate|Ouarzazate; ميدلت|Midelt|Midelt; تنغير|Tinghir|Tinghir; زاكورة|Zagora|Zagora
        أكادير|Agadir|Agadir; إنزكان|Inezgane|Inezgane; اشتوكة آيت باها|Chtouka-Aït Baha|Chtouka Ait Baha
        تارودانت|Taroudant|Taroudant; تيزنيت|Tiznit|Tiznit; طاطا|Tata|Tata; كلميم|Guelmim|Guelmim
        أسا الزاك|Assa-Zag|Assa-Zag; طانطان|Tan-Tan|Tan-Tan; سيدي إفني|Sidi Ifni|Sidi Ifni
        طرفاية|Tarfaya|Tarfaya; درعة تافيلالت|Drâa-Tafilalet|Draa-Tafilalet; سوس ماسة|Souss-Massa|Souss-Massa
        """,
    ),
    "EH": (
        "في إقليم",
        "dans la province de",
        "in the province of",
        """
        العيون|Laâyoune|Laayoune; بوجدور|Boujdour|Boujdour; السمارة|Es-Semara|Smara; أوسرد|Aousserd|Aousserd
        وادي الذهب|Oued Ed-Dahab|Oued Ed-Dahab; الداخلة|Dakhla|Dakhla; الكركرات|Guerguerat|Guerguerat
        فم الواد|Foum El Oued|Foum El Oued; بئر كندوز|Bir Gandouz|Bir Gandouz; تيفاريتي|Tifariti|Tifariti
        """,
    ),
    "TN": (
        "في ولاية",
        "dans le gouvernorat de",
        "in",
        """
        تونس|Tunis|Tunis; أريانة|Ariana|Ariana; بن عروس|Ben Arous|Ben Arous; منوبة|La Manouba|Manouba
        نابل|Nabeul|Nabeul; زغوان|Zaghouan|Zaghouan; بنزرت|Bizerte|Bizerte; باجة|Béja|Beja
        جندوبة|Jendouba|Jendouba; الكاف|Le Kef|Le Kef; سليانة|Siliana|Siliana; القيروان|Kairouan|Kairouan
        القصرين|Kasserine|Kasserine; سيدي بوزيد|Sidi Bouzid|Sidi Bouzid; سوسة|Sousse|Sousse
        المنستير|Monastir|Monastir; المهدية|Mahdia|Mahdia; صفاقس|Sfax|Sfax; قفصة|Gafsa|Gafsa; توزر|Tozeur|Tozeur
        قبلي|Kébili|Kebili; قابس|Gabès|Gabes; مدنين|Médenine|Medenine; تطاوين|Tataouine|Tataouine
        """,
    ),
    "LY": (
        "في مدينة",
        "dans la ville de",
        "in",
        """
        طرابلس|Tripoli|Tripoli; بنغازي|Benghazi|Benghazi; مصراتة|Misrata|Misrata; سبها|Sebha|Sabha
        الكفرة|Koufra|Kufra; طبرق|Tobrouk|Tobruk; درنة|Derna|Derna; البيضاء|El Beïda de Libye|Al Bayda
        المرج|Marj|Marj; سرت|Syrte|Sirte; أجدابيا|Ajdabiya|Ajdabiya; الزاوية|Zawiya|Zawiya
        زوارة|Zouara|Zuwara; صبراتة|Sabratha|Sabratha; غريان|Gharyan|Gharyan; نالوت|Nalout|Nalut; غات|Ghat|Ghat
        مرزق|Mourzouq|Murzuq; أوباري|Oubari|Ubari; الجفرة|Joufra|Jufra; الخمس|Al-Khoms|Khoms
        بني وليد|Bani Walid|Bani Walid; غدامس|Ghadamès|Ghadames; ترهونة|Tarhouna|Tarhuna; جنزور|Janzour|Janzour
        تازربو|Tazirbu|Tazirbu; القطرون|Qatroun|Qatrun; الشويرف|Shwayrif|Shwayrif
        """,
    ),
    "MR": (
        "في ولاية",
        "dans la ville de",
        "in",
        """
        الحوض الشرقي|Hodh Chargui|Hodh Chargui; الحوض الغربي|Hodh El Gharbi|Hodh el Gharbi; لعصابة|Assaba|Assaba
        كوركول|Gorgol|Gorgol; لبراكنة|Brakna|Brakna; اترارزة|Trarza|Trarza
        داخلة نواذيبو|Dakhlet Nouadhibou|Dakhlet Nouadhibou; تكانت|Tagant|Tagant
        كيدي ماغا|Guidimakha|Guidimagha; تيرس زمور|Tiris Zemmour|Tiris Zemmour; إينشيري|Inchiri|Inchiri
        نواكشوط الغربية|Nouakchott|Nouakchott; النعمة|Néma|Nema; كيفة|Kiffa|Kiffa; روصو|Rosso|Rosso
        كيهيدي|Kaédi|Kaedi; ألاك|Aleg|Aleg; أطار|Atar|Atar; ازويرات|Zouérate|Zouerat; سيلبابي|Sélibaby|Selibaby
        تجكجة|Tidjikja|Tidjikja; باسكنو|Bassikounou|Bassikounou; أكجوجت|Akjoujt|Akjoujt
        """,
    ),
}

#: What a text says, and the countries that it is about: those of the Maghreb, and the others if they are tested.
CASES: list[tuple[str, str]] = [
    # borders, quarters, prisons, courts
    ("وصل المهاجرون إلى تيمياوين بعد أيام في الصحراء", "DZ"),
    ("نقلوا إلى تينزاواتين قرب الحدود", "DZ"),
    ("أوقف الدرك أربعة مهربين في الدبداب والطالب العربي", "DZ"),
    ("أودع المتهم سجن الحراش بأمر من محكمة سيدي أمحمد", "DZ"),
    ("باشرت مصالح أمن دائرة عزابة التحقيق", "DZ"),
    ("قرر قاضي التحقيق إيداعه السجن المحلي عكاشة", "MA"),
    ("أحيل الموقوفون على الوكيل العام للملك لدى محكمة الاستئناف", "MA"),
    ("أوقفت عناصر ولاية أمن المدينة وسيطة تبيع الرضع مقابل 20 ألف درهم في شتنبر", "MA"),
    ("أحالته الشرطة العدلية على النيابة العمومية", "TN"),
    ("صدرت في شأنه بطاقة إيداع بالسجن من أجل تكوين وفاق", "TN"),
    ("غادر القارب من سواحل الشابة", "TN"),
    ("احتجز المهاجرون في مركز إيواء بئر الغنم", "LY"),
    ("قال جهاز مكافحة الهجرة غير الشرعية إنه رحل 120 مهاجرا", "LY"),
    ("أحيل الملف إلى محكمة الاسترقاق", "MR"),
    ("غرمته المحكمة مليون أوقية قديمة", "MR"),
    ("سكان مقاطعة الميناء يطالبون بفتح تحقيق", "MR"),
    ("Le réseau opérait entre Timiaouine et Tin Zaouatine", "DZ"),
    ("La sûreté de wilaya a présenté six suspects, 400 millions de DA ont été saisis", "DZ"),
    ("Le procureur du Roi a ordonné une enquête, dit le caïdat", "MA"),
    ("La brigade de la garde maritime a secouru 40 personnes", "TN"),
    ("Deux fillettes placées à Tevragh Zeina pour 20.000 MRU par mois", "MR"),
    ("Les migrants étaient détenus à Tariq al-Sikka", "LY"),
    ("They were held at the Abu Salim and Ain Zara centres", "LY"),
    ("A court in Nouadhibou's Dakhlet Nouadhibou region heard the case", "MR"),
    ("Police in Douar Hicher arrested a broker", "TN"),
    ("The Crown Prosecutor ordered the arrest", "MA"),
    # names that several countries share
    ("الدار البيضاء: توقيف وسيطة في عمالة أنفا", "MA"),
    ("محكمة الدار البيضاء بالجزائر العاصمة تدين شبكة في ولاية الجزائر", "DZ"),
    ("المهدية: إحباط اجتياز الحدود خلسة قالت النيابة العمومية التونسية", "TN"),
    ("المهدية: الدرك الملكي بالقنيطرة يوقف مرشحين للهجرة", "MA"),
    ("توقيف ثلاثة منظمين للهجرة في العيون", "EH"),
    ("العيون عاصمة الحوض الغربي في موريتانيا", "MR"),
    ("توقيف عصابة في مدينة نواذيبو عاصمة ولاية داخلة نواذيبو", "MR"),
    ("طرابلس: غرق قارب لبناني قبالة طرابلس شمال لبنان", ""),
    ("تحرير مهاجرين من مخزن في طرابلس", "LY"),
    ("عبر المهاجرون معبر رأس جدير نحو زوارة الليبية", "LY"),
    ("محكمة ولاية آدرار في موريتانيا تنظر في القضية", "MR"),
    ("Des migrants ont été interceptés à Dar El Beïda, près d'Alger", "DZ"),
    ("Tripoli, au Liban: une embarcation coule, dit l'armée libanaise", ""),
    ("Sidi Bouzid : la garde nationale tunisienne démantèle un réseau", "TN"),
    ("Adrar : la gendarmerie mauritanienne saisit un véhicule", "MR"),
    # Western Sahara
    ("الداخلة: شبكة تهريب المهاجرين أمام وكيل الملك بالداخلة", "EH"),
    ("الحكم ببوجدور على ثلاثة أشخاص من أجل تنظيم الهجرة", "EH"),
    ("جبهة البوليساريو تنفي تجنيد الأطفال", "EH"),
    ("قرار جديد بشأن بعثة المينورسو", "EH"),
    ("لاجئون صحراويون في مخيمات تندوف يشتكون من نقص المساعدات، وتقول الجزائر إنها تستضيفهم", "DZ EH"),
    ("Un réseau de passeurs de Dakhla devant la chambre criminelle", "EH"),
    ("Des réfugiés sahraouis des camps de Tindouf, au sud-ouest de l'Algérie, témoignent", "DZ EH"),
    ("La RASD et le Polisario rejettent ces accusations", "EH"),
    ("Police in Laayoune arrested five smugglers", "EH"),
    ("Sahrawi refugees near Tindouf in Algeria", "DZ EH"),
    # common words
    ("أطلقت الشرطة القنابل المسيلة للدموع", ""),
    ("عثر الجيران على الطفل فأخذوه إلى جده وجده مريضا", ""),
    ("قتلت الشابة على يد قريبها الشاب", ""),
    ("في إطار مكافحة الجريمة أوقفت الشرطة شخصين", ""),
    ("ضبط بحوزته فأس وسكين وفاس قديم", ""),
    ("قال مساعد الوزير إن مساكن الضحايا قديمة", ""),
    ("نادي التنس يستقبل فريق كرة التنس", ""),
    ("جرح في اليد اليمنى وفي مجرى الدم", ""),
    ("عقد مكتب قطري للمنظمة ندوة عن الدعم المالي وعون إداري ومالي", ""),
    ("افتتح معسكر تدريبي قبلي بقربه", ""),
    ("انتهت ولاية المدير بعد سنتين", ""),
    ("اشترت السيدة سلوان وخاتما من الماس والبيض والنعامة", ""),
    ("عقدت الدورة العادية وقال البرج إن مواليد البروج محظوظون", ""),
    ("L'eau potable et les eaux usées manquent au village", ""),
    ("Il a fait le pari de la gêne, les paris sportifs sont illégaux", ""),
    ("Un plat salé, la tata de l'enfant et du mascara", ""),
    ("Les rabatteurs attiraient les filles sous de fausses promesses", ""),
    ("The shop announced a sale; Gabe said the rim was broken", ""),
    ("Actress Medea Mila wore mascara and a fez-like hat", ""),
    ("Chad Smith and Ariana Brown spoke of their friend Georgia and Michael Jordan", ""),
    ("The protocol of Palermo was signed in 2000", ""),
    ("La victime, la sœur de Saïda Mila, a déposé plainte", ""),
]

#: Elsewhere: what is said, the other countries that are given, and those that are not.
WORLD: list[tuple[str, str, str]] = [
    ("عاملات منازل من الكوت ديفوار", "CI", ""),
    ("ضحايا من ساحل العاج وغينيا بيساو", "CI GW", "GN"),
    ("أطفال من غينيا الاستوائية", "GQ", "GN"),
    ("مواطنون من الكونغو الديمقراطية", "CD", "CG"),
    ("وصل من جنوب السودان", "SS", "SD"),
    ("محتجزون في بورما قرب مياوادي", "MM", ""),
    ("عاملات في سلطنة عمان ودبي والرياض بالسعودية", "OM AE SA", ""),
    ("مهاجرين ماليين وصلوا إلى غاو", "ML", ""),
    ("تحرير فتيات في أغاديز وزندر", "NE", "NG"),
    ("نقلت إلى مدينة بنين في نيجيريا", "NG", "BJ NE"),
    ("قالت رئيسة الوزراء جورجيا ميلوني في روما", "IT", "GE"),
    ("وصلوا إلى سبتة ومليلية ولاس بالماس", "ES", ""),
    ("كوريا الشمالية ترسل عمالا", "KP", "KR"),
    ("في الولايات المتحدة أصدرت أمريكا تقريرها", "US", ""),
    ("Des Birmans et des Ivoiriens détenus à Myawaddy et à Mae Sot", "MM CI TH", ""),
    ("Une Nigérienne de Zinder", "NE", "NG"),
    ("Une Nigériane de Benin City", "NG", "NE BJ"),
    ("Un réseau en Guinée-Bissau", "GW", "GN"),
    ("Des Équato-Guinéens en Guinée équatoriale", "GQ", "GN"),
    ("La RDC et Kinshasa", "CD", "CG"),
    ("Des Congolais de Brazzaville", "CG", "CD"),
    ("Des bonnes à Beyrouth, Riyad, Doha et Dubaï", "LB SA QA AE", ""),
    ("Ils sont arrivés à Lampedusa, Almería et Marseille", "IT ES FR", ""),
    ("Victims from Ivory Coast and Cape Verde", "CI CV", ""),
    ("He fled from Chad to Sudan", "TD SD", "SS"),
    ("South Sudanese refugees in South Sudan", "SS", "SD"),
    ("Scam centres in Sihanoukville and KK Park", "KH MM", ""),
    ("Women from Dominica", "DM", "DO"),
    ("Women from the Dominican Republic", "DO", "DM"),
    ("Maids sent to Jordan and Kuwait", "JO KW", ""),
]


def countries(text: str, kind: str = "country") -> set[str]:
    """The codes that a text is given."""
    return {tag.name for tag in judge("", text, "und", load_rules()).tags if tag.kind == kind}


def divisions() -> list[tuple[str, str]]:
    """A sentence for each division in each language, and its country."""
    found = []
    for country, (*before, rows) in DIVISIONS.items():
        for row in rows.replace("\n", ";").split(";"):
            if row.strip():
                names = row.strip().split("|")
                found += [(f"{word} {name}", country) for word, name in zip(before, names, strict=True)]
    return found


@pytest.mark.parametrize(("words", "country"), divisions())
def test_every_division_is_known_by_its_name(words: str, country: str) -> None:
    assert country in countries(f"— {words}.")


@pytest.mark.parametrize(("text", "given"), CASES)
def test_countries_of_a_sentence(text: str, given: str) -> None:
    assert countries(text) == set(given.split())


@pytest.mark.parametrize(("text", "given", "not_given"), WORLD)
def test_other_countries_of_a_sentence(text: str, given: str, not_given: str) -> None:
    found = countries(text, "other_country")
    assert set(given.split()) <= found
    assert not found & set(not_given.split())


def test_arabic_common_words_name_no_other_country() -> None:
    for text in (
        "جرح في اليد اليمنى",
        "مجرى التحقيق ومجريات القضية",
        "مكتب قطري للمنظمة",
        "عون إداري ومالي",
        "البنين والبنات",
    ):
        assert not countries(text, "other_country"), text


def test_no_form_is_two_entries_that_disagree() -> None:
    """Of two entries with one form the first would hide the other."""
    meant: dict[str, set[tuple[tuple[str, ...], bool]]] = defaultdict(set)
    for path in sorted((BUILT_IN / "places").glob("*.toml")):
        for table in LexiconFile.read(path).rows("place", _FIELDS):
            expand = demonym_forms if table.text("kind") == "demonym" else fixed_forms
            for word in (word for language in LANGUAGES for word in table.terms(language)):
                for form in expand(word):
                    meant[form].add((table.countries("country"), table.flag("weak")))
    twice = {form for form, entries in meant.items() if len(entries) > 1}
    assert not twice
