"""Documents from a case: statement, note verbale, letter, request for clarification, notification, situation report."""

from importlib import import_module
from pathlib import Path
from typing import Literal, cast

from tocsin.briefing.documents import html, pdf, text
from tocsin.briefing.documents.paper import KINDS, BadDocument, Document, Kind, Paragraph, Part

Form = Literal["html", "pdf", "docx", "text"]


def written(document: Document, form: Form, fonts: Path | None = None) -> bytes:
    """The document in a form; the same document gives the same bytes.

    fonts  a folder with more fonts for PDF. Raises BadDocument where no font has a character, or python-docx is absent.
    """
    match form:
        case "html":
            return html.write(document)
        case "pdf":
            return pdf.write(document, fonts)
        case "docx":
            return cast(bytes, import_module("tocsin.briefing.documents.docx").write(document))
        case "text":
            return text.write(document)


__all__ = ["KINDS", "BadDocument", "Document", "Form", "Kind", "Paragraph", "Part", "written"]
