"""The log's door: its static files (C2SP tlog-tiles) and the witness (tlog-witness), for partners' nodes."""

import time
from collections.abc import Iterable

from litestar import Litestar, Request, Response, get, post
from litestar.params import FromPath

from tocsin.desk.node import Node
from tocsin.desk.settings import home
from tocsin.ledger import BadPath, NotInLedger, Verifier, Witness, tile_of, tiling, witness_key_in
from tocsin.ledger.witness import LARGEST_REQUEST, Answer

TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"


def door(here: Node, logs: Iterable[Verifier]) -> Litestar:
    """The application: the files of this node's log, and its witness over `logs`."""
    ledger = here.ledger
    witness = Witness(ledger.store, witness_key_in(home(), ledger.origin), logs)

    @get("/checkpoint", sync_to_thread=True)
    def checkpoint() -> Response[str]:
        """The signed head."""
        return Response(str(ledger.head().note), media_type=TEXT)

    @get("/tile/{rest:path}", sync_to_thread=True)
    def tile(rest: FromPath[str]) -> Response[bytes]:
        """A tile, full or as wide as it is asked for; 404 for every other path."""
        try:
            return Response(tile_of(ledger, tiling(f"tile{rest}"), len(ledger)), media_type=BYTES)
        except (BadPath, NotInLedger) as err:
            return Response(f"{err}\n".encode(), status_code=404, media_type=TEXT)

    @get("/{hashed:str}/checkpoint", sync_to_thread=True)
    def seen(hashed: FromPath[str]) -> Response[str]:
        """What the witness saw last of a log, by the SHA-256 of its origin."""
        return _answer(witness.checkpoint(hashed))

    @post("/add-checkpoint", status_code=200, request_max_body_size=LARGEST_REQUEST)
    async def add(request: Request) -> Response[str]:  # type: ignore[type-arg]
        """A checkpoint to cosign."""
        return _answer(witness.add_checkpoint(await request.body(), int(time.time())))

    return Litestar([checkpoint, tile, seen, add], openapi_config=None)


def _answer(said: Answer) -> Response[str]:
    return Response(said.body, status_code=said.status, media_type=said.media)
