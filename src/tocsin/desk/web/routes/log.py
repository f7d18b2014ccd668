"""Evidence and log."""

from litestar import Response, get

from tocsin.desk.web.house import log as head
from tocsin.desk.web.page import Asked, page


@get("/log")
async def log(request: Asked) -> Response[str]:
    """Where the log stands, and its last records."""
    return page(request, "log.html", "log", log=head())


ROUTES = [log]
