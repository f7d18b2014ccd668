"""Routes: each finds a record, asks a room, fills a template. Served to this machine only; no page asks any other."""

import asyncio
import re
import webbrowser
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
import uvicorn
from litestar import Litestar, MediaType, Request, Response, get
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.static_files import create_static_files_router

from tocsin import __version__
from tocsin.atlas import country_name, date_words
from tocsin.briefing import FORMATS, map_svg
from tocsin.desk.settings import now
from tocsin.desk.shelving import kind_of
from tocsin.desk.web.house import House, Row, entry, found, log, register, shelved
from tocsin.desk.web.marks import marked
from tocsin.ledger.shelves import BadQuestion, question

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)  # fmt: skip
PAGES.globals.update(country_name=country_name, version=__version__)
PAGES.filters["date_words"] = lambda value: date_words(value[:10]) if value else ""
PAGES.filters["by_under"] = lambda lines: [
    (under, list(group)) for under, group in groupby(lines, lambda line: line.under)
]
SORTS: dict[str, Callable[[Row], Any]] = {
    "movement": lambda row: row.moved or "",
    "outlets": lambda row: row.outlets,
    "contradictions": lambda row: row.accord["contradict"],
}


def page(template: str, here: str, **context: Any) -> Response[str]:
    """A page of the desk."""
    text = PAGES.get_template(template).render(here=here, moment=now(), **context)
    return Response(text, media_type=MediaType.HTML, headers=HEADERS)


@get("/")
async def watch(
    request: Request[Any, Any, Any],
    family: FromQuery[str] = "",
    language: FromQuery[str] = "",
    by: FromQuery[str] = "movement",
) -> Response[str]:
    """What moved: every story, filtered by act family and language, in the order asked for."""
    house: House = request.app.state.house
    rows = [
        row
        for row in house.rows
        if (not family or family in dict(row.families))
        and (not language or language in row.languages)
    ]
    rows.sort(key=SORTS.get(by, SORTS["movement"]), reverse=True)
    families = dict(pair for row in house.rows for pair in row.families)
    languages = sorted({code for row in house.rows for code in row.languages})
    spots = tuple(spot for row in rows[:20] for spot in house.brief(row.story.id).spots[:1])
    return page(
        "watch.html", "watch", rows=rows, families=families, languages=languages, family=family, language=language,
        by=by if by in SORTS else "movement", sorts=list(SORTS), map=map_svg(spots, style=False), size=len(house.reports),
    )  # fmt: skip


@get("/story/{name:str}")
async def story(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str]:
    """One story: outlets side by side, what was said, how they name it, its sources."""
    house: House = request.app.state.house
    if name not in house.stories:
        raise NotFoundException(f"there is no story {name}; the Watch lists those there are")
    sheet = house.brief(name)
    row = next(row for row in house.rows if row.story.id == name)
    return page("story.html", "watch", sheet=sheet, row=row, map=map_svg(sheet.spots, style=False))


@get("/story/{name:str}/brief")
async def brief(
    request: Request[Any, Any, Any], name: FromPath[str], form: FromQuery[str] = "html"
) -> Response[str]:
    """The brief of a story, as it leaves the house."""
    house: House = request.app.state.house
    if name not in house.stories or form not in FORMATS:
        raise NotFoundException(
            f"there is no brief of {name} as {form}; there is {', '.join(FORMATS)}"
        )
    return Response(FORMATS[form].write(house.brief(name), 92), media_type=FORMATS[form].media_type)


@get("/report/{name:str}")
async def report(
    request: Request[Any, Any, Any], name: FromPath[str], at: FromQuery[str] = ""
) -> Response[str]:
    """One report with its marks, and beside each what was read there; `at` is a passage START-END to show."""
    house: House = request.app.state.house
    held = (house.reports[name], house.reading(name)) if name in house.reports else shelved(name)
    if held is None:
        raise NotFoundException(f"there is no report {name} on the shelf")
    text, reading = held
    of = house.story_of.get(name)
    span = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at)
    asked = (int(span[1]), int(span[2])) if span else (0, 0)
    return page(
        "report.html", "watch", name=name, report=text, pairs=marked(text, reading, asked), asked=asked, story=house.stories.get(of or ""),
        beside=[(n, house.reports[n]) for n in (house.stories[of].reports if of else ())],
    )  # fmt: skip


@get("/register")
async def register_page() -> Response[str]:
    """The register: every incident, its newest version."""
    return page("register.html", "register", incidents=list(register().values()))


@get("/register/{number:str}")
async def incident(number: FromPath[str]) -> Response[str]:
    """One incident: facts, who calls it what, norms, members, evidence, history, and where it is sealed."""
    held = entry(number)
    if held is None:
        raise NotFoundException(
            f"there is no incident {number}; the register lists those there are"
        )
    return page("incident.html", "register", held=held, map=map_svg(held.sheet.spots, style=False))


@get("/search")
async def search(q: FromQuery[str] = "", after: FromQuery[int | None] = None) -> Response[str]:
    """The shelf, asked."""
    try:
        answer, wrong = found(question(q), after), None
    except BadQuestion as err:
        answer, wrong = None, str(err)
    rows = [(item, kind_of(item)) for item in (answer.items if answer else ())]
    return page("search.html", "search", q=q, answer=answer, rows=rows, wrong=wrong)


@get("/sources")
async def sources(request: Request[Any, Any, Any]) -> Response[str]:
    """Every outlet whose reports are at hand."""
    house: House = request.app.state.house
    by_source: dict[str, list[tuple[str, Any]]] = {}
    for name, one in house.reports.items():
        by_source.setdefault(one.source or "outlet not stated", []).append((name, one))
    return page("sources.html", "sources", outlets=sorted(by_source.items()))


@get("/log")
async def log_page() -> Response[str]:
    """Where the log stands, and its last records."""
    return page("log.html", "log", log=log())


def wrong(request: Request[Any, Any, Any], err: HTTPException) -> Response[str]:
    """What could not be shown, in a page of the desk."""
    answer = page("wrong.html", "", code=err.status_code, why=err.detail)
    answer.status_code = err.status_code
    return answer


def app(house: House) -> Litestar:
    """The desk over one house, as an application."""
    made = Litestar(
        route_handlers=[
            watch, story, brief, report, register_page, incident, search, sources, log_page,
            create_static_files_router(path="/static", directories=[HERE / "static"]),
        ],
        exception_handlers={HTTPException: wrong},
        openapi_config=None,
    )  # fmt: skip
    made.state.house = house
    return made


def serve(house: House, port: int, *, browser: bool) -> None:
    """Serve the desk on this machine until it is interrupted."""
    address = f"http://127.0.0.1:{port}/"
    print(f"The desk is at {address} (Ctrl-C ends it).")
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app(house), host="127.0.0.1", port=port, log_level="warning", access_log=False
    )
    asyncio.run(uvicorn.Server(config).serve())
