"""The shelf, asked."""

from litestar import Response, get
from litestar.params import FromQuery

from tocsin.desk.shelving import kind_of
from tocsin.desk.web.house import found
from tocsin.desk.web.page import Asked, page
from tocsin.ledger.shelves import BadQuestion, question


@get("/search")
async def search(
    request: Asked, q: FromQuery[str] = "", after: FromQuery[int | None] = None
) -> Response[str]:
    """The shelf, asked."""
    try:
        answer, wrong = found(question(q), after), None
    except BadQuestion as err:
        answer, wrong = None, str(err)
    rows = [(item, kind_of(item)) for item in (answer.items if answer else ())]
    return page(request, "search.html", "search", q=q, answer=answer, rows=rows, wrong=wrong)


ROUTES = [search]
