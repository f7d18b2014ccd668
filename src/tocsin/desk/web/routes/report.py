"""Reports with their marks, and the outlets they come from."""

import re
from typing import Any

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from tocsin.desk.web.house import House, shelved
from tocsin.desk.web.marks import marked
from tocsin.desk.web.page import Asked, page


@get("/report/{name:str}")
async def report(request: Asked, name: FromPath[str], at: FromQuery[str] = "") -> Response[str]:
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
        request, "report.html", "watch", name=name, report=text, pairs=marked(text, reading, asked), asked=asked, story=house.stories.get(of or ""),
        beside=[(n, house.reports[n]) for n in (house.stories[of].reports if of else ())],
    )  # fmt: skip


@get("/sources")
async def sources(request: Asked) -> Response[str]:
    """Every outlet whose reports are at hand."""
    house: House = request.app.state.house
    by_source: dict[str, list[tuple[str, Any]]] = {}
    for name, one in house.reports.items():
        by_source.setdefault(one.source or "outlet not stated", []).append((name, one))
    return page(request, "sources.html", "sources", outlets=sorted(by_source.items()))


ROUTES = [report, sources]
