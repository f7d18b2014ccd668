"""The desk as an application, served to this machine only; no page asks any other."""

import asyncio
import webbrowser
from urllib.parse import urlsplit

import uvicorn
from litestar import Litestar, Response
from litestar.exceptions import HTTPException, PermissionDeniedException
from litestar.static_files import create_static_files_router

from tocsin.desk.settings import Unusable
from tocsin.desk.web.house import House
from tocsin.desk.web.page import HERE, Asked, page
from tocsin.desk.web.routes import ROUTES

LOCAL = {"127.0.0.1", "localhost", "::1"}


def wrong(request: Asked, err: HTTPException) -> Response[str]:
    """What could not be shown, in a page of the desk."""
    return _told(request, err.status_code, err.detail)


def refused(request: Asked, err: Unusable) -> Response[str]:
    """What could not be done, in a page of the desk."""
    return _told(request, 409, str(err))


def _told(request: Asked, code: int, why: str) -> Response[str]:
    answer = page(request, "wrong.html", "", code=code, why=why)
    answer.status_code = code
    return answer


def guard(request: Asked) -> None:
    """Refuse what another site's page asks for: a foreign host's name, or a form that was not shown by this desk.

    Browsers say where a request comes from (Sec-Fetch-Site, else Origin); programs that are no browsers say nothing.
    """
    host = request.headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOCAL:
        raise PermissionDeniedException(f"the desk is served to this machine only, not as {host!r}")
    if request.method in ("GET", "HEAD"):
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin") or (origin and urlsplit(origin).netloc != host):
        raise PermissionDeniedException("this form was not sent by a page of the desk")


def app(house: House) -> Litestar:
    """The desk over one house, as an application."""
    made = Litestar(
        route_handlers=[
            *ROUTES,
            create_static_files_router(path="/static", directories=[HERE / "static"]),
        ],
        before_request=guard,
        exception_handlers={HTTPException: wrong, Unusable: refused},
        openapi_config=None,
    )
    made.state.house = house
    return made


def serve(house: House, port: int, *, browser: bool) -> None:
    """Serve the desk on this machine until it is interrupted."""
    address = f"http://127.0.0.1:{port}/"
    print(f"The desk is at {address} (Ctrl-C ends it).", flush=True)
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(
        app(house), host="127.0.0.1", port=port, log_level="warning", access_log=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    asyncio.run(uvicorn.Server(config).serve())
