"""Documents: the same bytes each time, the exercise on every page, no loaded word, refusal instead of boxes."""

import io
import re
import sys
import zlib
from datetime import UTC, datetime

import pytest
from docx import Document as open_docx
from msgspec.structs import replace

from tocsin.atlas import loaded_words
from tocsin.briefing.documents import KINDS, BadDocument, Document, Paragraph, written
from tocsin.briefing.documents.layout import laid, template

FORMS = ("html", "pdf", "docx", "text")
WORDS = {
    "en": "The members met on the twelfth.",
    "ar": "تجتمع الدول الأعضاء في 12 يوليو.",
    "ru": "Государства-члены собрались.",
}
NOTE = Document(
    kind="note",
    sender="Avaria",
    to="Brennia",
    reference="C-1",
    date=datetime(2031, 7, 16, 9, tzinfo=UTC),
    subject="Lights over the strait",
    paragraphs=(
        Paragraph("facts", "explain, begun by Avaria: open."),
        *(Paragraph("texts", w, "text-a, filed by Avaria", tag) for tag, w in WORDS.items()),
        Paragraph("enclosures", "text-a: SHA-256 00ff."),
    ),
    signature=("For Avaria",),
    exercise=True,
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_document_gives_the_same_bytes(kind, form):
    document = replace(NOTE, kind=kind)

    assert written(document, form) == written(document, form)


@pytest.mark.parametrize("kind", KINDS)
def test_no_template_has_a_loaded_word(kind):
    form = template(kind)
    words = [form.name, *(w for p in form.part for w in (p.text, p.heading, p.none) if w)]

    assert not [w for w in words if loaded_words(w)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_names_its_sender_and_its_subject_and_quotes_with_the_source(kind):
    text = " ".join(written(replace(NOTE, kind=kind), "text").decode().split())

    assert "Avaria" in text
    assert "“Lights over the strait”" in text
    if kind != "report":
        assert all(words in text for words in WORDS.values())
        assert text.count("— text-a, filed by Avaria") == 3


def marked_pages(document: Document) -> list[int]:
    """Of each page of the PDF, how often it is filled with the yellow of exercises."""
    pdf = written(document, "pdf")
    pages = re.findall(rb"/Type\s*/Page\b.*?/Contents (\d+) 0 R", pdf, re.S)
    found = []
    for number in pages:
        stream = re.search(rb"\b%b 0 obj.*?stream\r?\n(.*?)endstream" % number, pdf, re.S)
        assert stream
        found.append(len(re.findall(rb"\b1 0\.83\d* 0 scn?\b", zlib.decompress(stream[1]))))
    return found


def test_an_exercise_stands_on_every_page_and_only_where_it_is_one():
    long = replace(NOTE, paragraphs=tuple(Paragraph("facts", f"Line {n}.") for n in range(200)))

    assert len(marked_pages(long)) > 3
    assert all(marked_pages(long))
    assert not any(marked_pages(replace(long, exercise=False)))
    assert laid(long).top.startswith("EXERCISE EXERCISE EXERCISE")
    file = open_docx(io.BytesIO(written(long, "docx")))
    for section in file.sections:
        assert "EXERCISE EXERCISE EXERCISE" in section.header.paragraphs[0].text
        assert "EXERCISE EXERCISE EXERCISE" in section.footer.paragraphs[0].text
    html = written(long, "html").decode()
    assert html.count("EXERCISE EXERCISE EXERCISE") == 2
    assert "position: fixed" in html
    for form in ("html", "text"):
        assert b"EXERCISE" not in written(replace(long, exercise=False), form)


def test_a_pdf_is_an_archive_file_with_the_date_of_the_document():
    pdf = written(NOTE, "pdf")

    assert b"pdfaid:part" in pdf
    assert b"2031" in pdf


def test_a_word_file_holds_every_paragraph_and_runs_arabic_from_the_right():
    file = open_docx(io.BytesIO(written(NOTE, "docx")))

    said = {p.text: p for p in file.paragraphs}
    assert set(WORDS.values()) <= set(said)
    assert "w:bidi" in said[WORDS["ar"]]._p.xml
    assert "w:bidi" not in said[WORDS["ru"]]._p.xml


def test_html_gives_each_paragraph_its_direction_and_language_and_escapes_strangers_words():
    html = written(replace(NOTE, subject="<script>"), "html").decode()

    assert f'<blockquote dir="rtl" lang="ar">{WORDS["ar"]}' in html
    assert f'<blockquote dir="ltr" lang="ru">{WORDS["ru"]}' in html
    assert "<script>" not in html


def test_a_character_that_no_font_has_is_refused_by_its_script_and_the_folder_to_set():
    chinese = replace(NOTE, paragraphs=(Paragraph("texts", "成员国开会。", "text-a"),))

    with pytest.raises(BadDocument, match=r"'成' \(CJK\); set TOCSIN_FONTS"):
        written(chinese, "pdf")
    assert "成员国开会。" in written(chinese, "html").decode()
    assert "成员国开会。" in [
        p.text for p in open_docx(io.BytesIO(written(chinese, "docx"))).paragraphs
    ]


def test_without_python_docx_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "tocsin.briefing.documents.docx", raising=False)

    with pytest.raises(BadDocument, match=r"pip install tocsin\[docx\]"):
        written(NOTE, "docx")
