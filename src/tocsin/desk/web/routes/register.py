"""The register and its incidents."""

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from tocsin.briefing import map_svg
from tocsin.desk.web.house import entry
from tocsin.desk.web.house import register as incidents
from tocsin.desk.web.page import Asked, page


@get("/register")
async def register(request: Asked) -> Response[str]:
    """The register: every incident, its newest version."""
    return page(request, "register.html", "register", incidents=list(incidents().values()))


@get("/register/{number:str}")
async def incident(request: Asked, number: FromPath[str]) -> Response[str]:
    """One incident: facts, who calls it what, norms, members, evidence, history, and where it is sealed."""
    held = entry(number)
    if held is None:
        raise NotFoundException(
            f"there is no incident {number}; the register lists those there are"
        )
    return page(
        request, "incident.html", "register", held=held, map=map_svg(held.sheet.spots, style=False)
    )


ROUTES = [register, incident]
