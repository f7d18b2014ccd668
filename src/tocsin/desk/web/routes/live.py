"""What makes an open page follow the log, and what makes it speak another language."""

import asyncio
from collections.abc import AsyncIterator

from litestar import get
from litestar.params import FromQuery
from litestar.response import Redirect, ServerSentEvent

from tocsin.desk.web.house import log
from tocsin.desk.web.tongues import LANGUAGES

EVERY = 1.0  # seconds between two looks at the log


@get("/live")
async def live() -> ServerSentEvent:
    """The size of the log whenever it has grown, as server-sent events named `grew`."""
    return ServerSentEvent(_sizes(), event_type="grew")


async def _sizes() -> AsyncIterator[str]:
    told = None
    while True:
        size = (await asyncio.to_thread(log)).size
        if size != told:
            told = size
            yield str(size)
        await asyncio.sleep(EVERY)


@get("/language", sync_to_thread=False)
def language(to: FromQuery[str], back: FromQuery[str] = "/") -> Redirect:
    """Keep the reader's language in a cookie, and go back to the page."""
    answer = Redirect(back if back.startswith("/") and not back.startswith("//") else "/")
    if to in LANGUAGES:
        answer.set_cookie("language", to, max_age=365 * 86400, httponly=True, samesite="strict")
    return answer


ROUTES = [live, language]
