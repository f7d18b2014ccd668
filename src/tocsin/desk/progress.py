"""Progress of long work, on stderr, where a person is watching."""

import sys
from collections.abc import Collection, Iterator
from typing import TypeVar

T = TypeVar("T")
LONG = 20


def following(what: str, things: Collection[T]) -> Iterator[T]:
    """`things` one by one, with a bar on stderr if there are many and stderr is a terminal."""
    if len(things) < LONG or not sys.stderr.isatty():
        yield from things
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(things, description=what, console=Console(stderr=True), transient=True)
