"""A document as one HTML file that fetches nothing."""

from functools import cache
from importlib.resources import files

import jinja2

from tocsin.briefing.documents.layout import laid
from tocsin.briefing.documents.paper import Document


def write(document: Document) -> bytes:
    """The document for a browser and for paper; its marks stand on each page."""
    return _template().render(form=laid(document)).encode()


@cache
def _template() -> jinja2.Template:
    page = (files("tocsin.briefing.documents") / "page.html").read_text("utf-8")
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(page)
