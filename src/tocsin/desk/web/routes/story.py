"""A story, and its brief as it leaves the house."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery

from tocsin.briefing import FORMATS, map_svg
from tocsin.desk.web.house import House
from tocsin.desk.web.page import Asked, page


@get("/story/{name:str}")
async def story(request: Asked, name: FromPath[str]) -> Response[str]:
    """One story: outlets side by side, what was said, how they name it, its sources."""
    house: House = request.app.state.house
    if name not in house.stories:
        raise NotFoundException(f"there is no story {name}; the Watch lists those there are")
    sheet = house.brief(name)
    row = next(row for row in house.rows if row.story.id == name)
    return page(
        request, "story.html", "watch", sheet=sheet, row=row, map=map_svg(sheet.spots, style=False)
    )


@get("/story/{name:str}/brief")
async def brief(
    request: Asked, name: FromPath[str], form: FromQuery[str] = "html"
) -> Response[str]:
    """The brief of a story, as it leaves the house."""
    house: House = request.app.state.house
    if name not in house.stories or form not in FORMATS:
        raise NotFoundException(
            f"there is no brief of {name} as {form}; there is {', '.join(FORMATS)}"
        )
    return Response(FORMATS[form].write(house.brief(name), 92), media_type=FORMATS[form].media_type)


ROUTES = [story, brief]
