"""The command that writes a document of a case."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter


def document(
    case: str,
    kind: Literal["statement", "note", "letter", "request", "notification", "report"],
    *,
    format: Literal["html", "pdf", "docx", "text"] = "text",
    member: Annotated[str | None, Parameter(name="--as", help="The member that sends it.")] = None,
    out: Path | None = None,
) -> int:
    """Write a document of a case, or of a dialogue's .txt file: statement, note verbale, letter, request, notification, report.

    The frame is in English; filed texts stand in their own languages. TOCSIN_FONTS names a folder of more fonts for PDF.
    """
    from tocsin.desk import documents

    return documents.issued(case, kind, format, member, out)
