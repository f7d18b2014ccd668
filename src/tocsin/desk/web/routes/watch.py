"""What moved: every story."""

from collections.abc import Callable
from typing import Any

from litestar import Response, get
from litestar.params import FromQuery

from tocsin.briefing import map_svg
from tocsin.desk.web.house import House, Row
from tocsin.desk.web.page import Asked, page

SORTS: dict[str, Callable[[Row], Any]] = {
    "movement": lambda row: row.moved or "",
    "outlets": lambda row: row.outlets,
    "contradictions": lambda row: row.accord["contradict"],
}


@get("/")
async def watch(
    request: Asked,
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
        request, "watch.html", "watch", rows=rows, families=families, languages=languages, family=family, language=language,
        by=by if by in SORTS else "movement", sorts=list(SORTS), map=map_svg(spots, style=False), size=len(house.reports),
    )  # fmt: skip


ROUTES = [watch]
