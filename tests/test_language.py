"""Languages of bodies; and `und` or the hint where there is too little to judge."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language import Language, detect_language
from tests.reading_pages import ARABIC_BODY, ENGLISH_BODY, FRENCH_BODY


@pytest.mark.parametrize(
    ("text", "code", "method"),
    [
        (ARABIC_BODY[0], "ar", "langdetect"),
        ("واش كاين شي حاجة جديدة فهاد القضية ديال الدراري لي تقبضو البارح فطنجة ولا مازال", "ar", "langdetect"),
        (FRENCH_BODY[0], "fr", "langdetect"),
        (ENGLISH_BODY[0], "en", "langdetect"),
        ("La policía detuvo a tres hombres acusados de trata de personas en Melilla.", "es", "langdetect"),
        ("La polizia ha arrestato tre uomini accusati di tratta di esseri umani a Palermo.", "it", "langdetect"),
        ("پلیس سه مرد را به اتهام قاچاق انسان در مرز بازداشت کرد و آنها را به دادگاه سپرد", "fa", "script-persian"),
        ("پولیس نے انسانی سمگلنگ کے الزام میں تین افراد کو گرفتار کر لیا ہے اور تفتیش جاری ہے", "ur", "script-urdu"),
        ("wach kayn chi 7aja jdida 3la had l9adiya dyal drari li t9abdo lbare7 f tanja", "ar", "script-arabizi"),
        ("ⵜⴰⵎⵓⵔⵜ ⵏ ⵍⵎⵖⵔⵉⴱ ⵜⵙⵙⵓⴼⵖ ⵉⵏⵖⵎⵉⵙⵏ", "zgh", "script-tifinagh"),
        ("Imdanen akk ttlalen d ilelliyen, mi ara ilin ɣef yiwet n tezmert d yizerfan", "kab", "script-berber-latin"),
    ],
)
def test_languages_and_what_decided(text: str, code: str, method: str) -> None:
    found = detect_language(title="", text=text)
    assert (found.code, found.method) == (code, method)
    assert found.confidence >= 0.8


@pytest.mark.parametrize(
    ("text", "hint", "expected"),
    [
        ("", None, Language(code="und", confidence=0.0, method="too-short")),
        ("12/05/2024", "fr", Language(code="fr", confidence=0.5, method="hint-short")),
        ("Alger: trafic", "fr-DZ", Language(code="fr", confidence=0.5, method="hint-short")),
        ("توقيف شخصين", "en-US", Language(code="ar", confidence=0.6, method="script-arabic")),
        ("人身取引に関する報告書が発表されました。", None, Language(code="und", confidence=0.0, method="too-short")),
    ],
)
def test_too_little_to_judge(text: str, hint: str | None, expected: Language) -> None:
    assert detect_language(title="", text=text, hint=hint) == expected


@pytest.mark.parametrize(
    "phrase", ["En 2024 le G7 et la 5G, dit-il à 7h30 au 9e étage avec 3D et MP3, ont été évoqués."]
)
def test_figures_in_french_are_no_arabizi(phrase: str) -> None:
    assert detect_language(title="", text=phrase * 2).code == "fr"


def test_moroccan_letters_do_not_make_persian() -> None:
    assert (
        detect_language(title="", text="التقى گرسيف وأگادير في مباراة انتهت بالتعادل وسجل پول هدفا للفريق الضيف").code
        == "ar"
    )


def test_same_answer_in_threads_and_processes() -> None:
    texts = [ARABIC_BODY[0], FRENCH_BODY[0], ENGLISH_BODY[0], "Alger: trafic d'êtres humains, deux arrestations à Oran"]
    here = [detect_language(title="", text=text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: detect_language(title="", text=text), texts * 10)) == here * 10
    code = (
        "import json, sys; from pipelines.language import detect_language\n"
        "print(json.dumps([detect_language(title='', text=t).code for t in json.load(sys.stdin)]))"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], input=json.dumps(texts), capture_output=True, text=True, check=True
        )
        assert json.loads(done.stdout) == [language.code for language in here]


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    found = detect_language(title="", text=text, hint="ar")
    assert found.code
    assert 0 <= found.confidence <= 1
