"""A document for a word processor (DOCX); python-docx is an extra of the package."""

import io
import zipfile

from tocsin.briefing.documents.layout import Block, Laid, laid
from tocsin.briefing.documents.paper import BadDocument, Document

try:
    import docx
    from docx.document import Document as File
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.text.paragraph import Paragraph
except ModuleNotFoundError as err:  # the extra is not installed
    raise BadDocument(
        "python-docx is not installed; `pip install tocsin[docx]` brings it, or take --format html or pdf"
    ) from err

_STYLES = {
    "heading": "Heading 2",
    "frame": "Normal",
    "body": "Normal",
    "quote": "Quote",
    "source": "Normal",
}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(document: Document) -> bytes:
    """The document as DOCX, its marks in the header and footer of each page; the same bytes each time."""
    form, file = laid(document), docx.Document()
    said = file.core_properties
    said.title, said.author, said.comments = form.title, document.sender, form.top
    said.created = said.modified = document.date.replace(tzinfo=None)
    said.last_modified_by = document.sender
    _written(file, form)
    made = io.BytesIO()
    file.save(made)
    return _dated(made.getvalue())


def _written(file: File, form: Laid) -> None:
    for edge, words in ((file.sections[0].header, form.top), (file.sections[0].footer, form.foot)):
        edge.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        edge.paragraphs[0].add_run(words).bold = True
    file.add_heading(form.title, 1)
    table = file.add_table(0, 2)
    for label, words in form.head:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, words
    for block in form.blocks:
        _directed(file.add_paragraph("", _STYLES[block.style]), block)
    if form.signature:
        file.add_paragraph("\n" + "\n".join(form.signature))


def _directed(paragraph: Paragraph, block: Block) -> None:
    run = paragraph.add_run(f"— {block.text}" if block.style == "source" else block.text)
    if block.rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True


def _dated(data: bytes) -> bytes:
    """The same archive with one date for all its files, so that it depends on nothing but them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
