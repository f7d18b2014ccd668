"""A document as PDF/A: the same bytes for the same document on every machine."""

import re
import unicodedata
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
import typst

from tocsin.briefing.documents.layout import laid
from tocsin.briefing.documents.paper import BadDocument, Document

_HERE = files("tocsin.briefing.documents")


def write(document: Document, fonts: Path | None = None) -> bytes:
    """The document as PDF/A-2b, in fonts that ship with the house and those in the folder `fonts`.

    Shipped are Latin, Greek, Cyrillic (Libertinus, within typst) and Arabic letters (Noto Naskh). Raises BadDocument
    naming the script of a character that no font has.
    """
    with as_file(_HERE / "fonts") as shipped:
        return _compiled(document, [shipped, *([fonts] if fonts else [])])


def _compiled(document: Document, folders: list[Path]) -> bytes:
    known = typst.Fonts(include_system_fonts=False, font_paths=folders)
    ours = {
        "Libertinus Serif",
        "New Computer Modern",
        "New Computer Modern Math",
        "DejaVu Sans Mono",
    }
    families = [name for name in sorted(known.families()) if name not in ours]
    form = msgspec.to_builtins(laid(document)) | {"families": families}
    try:
        made = typst.compile(
            (_HERE / "page.typ").read_bytes(),
            font_paths=known,
            sys_inputs={"form": msgspec.json.encode(form).decode()},
            format="pdf",
            pdf_standards="a-2b",
            timestamp=document.date,
        )
    except typst.TypstError as err:
        raise BadDocument(_lacking(document, str(err))) from err
    if not isinstance(made, bytes):
        raise BadDocument("typst gave no file")
    return made


def _lacking(document: Document, said: str) -> str:
    """What no font has, in words: typst names the text that it could not display."""
    found = re.search(r'the text "?([^"]+?)"? could not', said) or re.search(r"`([^`]+)`", said)
    letter = next((c for c in (found[1] if found else "") if ord(c) > 127), "")
    script = unicodedata.name(letter, "unnamed").split()[0] if letter else ""
    if not script:
        return f"typst cannot write it: {said.splitlines()[0]}"
    return (
        f"no font at hand has {letter!r} ({script}); set TOCSIN_FONTS to a folder with a TTF or OTF font"
        f" of that script, or take --format html or docx"
    )
