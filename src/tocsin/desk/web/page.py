"""A page of the desk: one template, filled in the reader's language, sent with the desk's headers."""

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
from litestar import MediaType, Request, Response

from tocsin import __version__
from tocsin.atlas import country_name, date_words
from tocsin.desk.settings import now
from tocsin.desk.web.tongues import LANGUAGES, catalogue, right_to_left

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
Asked = Request[Any, Any, Any]


@cache
def templates(language: str) -> jinja2.Environment:
    """The templates, their words in a language."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        country_name=country_name, version=__version__, language=language, languages=LANGUAGES,
        direction="rtl" if right_to_left(language) else "ltr",
    )  # fmt: skip
    made.filters["date_words"] = lambda value: date_words(value[:10]) if value else ""
    made.filters["by_under"] = lambda lines: [
        (under, list(group)) for under, group in groupby(lines, lambda line: line.under)
    ]
    return made


def language_of(request: Asked) -> str:
    """The language that the reader chose, else English."""
    chosen = request.cookies.get("language", "")
    return chosen if chosen in LANGUAGES else "en"


def page(request: Asked, template: str, here: str, **context: Any) -> Response[str]:
    """A page of the desk; `here` is the place of the masthead that it belongs to."""
    made = templates(language_of(request)).get_template(template)
    text = made.render(here=here, moment=now(), **context)
    return Response(text, media_type=MediaType.HTML, headers=HEADERS)
