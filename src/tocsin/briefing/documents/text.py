"""A document as plain text."""

import textwrap

from tocsin.briefing.documents.layout import laid
from tocsin.briefing.documents.paper import Document

_INDENT = {"heading": "", "frame": "", "body": "", "quote": "    ", "source": "    — "}


def write(document: Document) -> bytes:
    """The document as UTF-8 text, 80 columns wide, with its marks above and below."""
    form = laid(document)
    said = [form.top, form.title.upper()] if form.top else [form.title.upper()]
    said.append("\n".join(f"{label + ':':<11}{words}" for label, words in form.head))
    for block in form.blocks:
        text = block.text.upper() if block.style == "heading" else block.text
        indent = _INDENT[block.style]
        said.append(
            textwrap.fill(text, 80, initial_indent=indent, subsequent_indent=" " * len(indent))
        )
    said += ["\n".join(form.signature)] if form.signature else []
    said += [form.foot] if form.foot else []
    return ("\n\n".join(said) + "\n").encode()
