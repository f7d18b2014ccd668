"""What the tables hold: leaves and stamps."""

from typing import NamedTuple


class Leaf(NamedTuple):
    """A record about to be sealed, or sealed: its name, its kind, its bytes, its leaf hash."""

    name: str
    kind: str
    data: bytes
    leaf: bytes


class Stamp(NamedTuple):
    """A signed root: how many leaves, the root, the log's own signature line and those of witnesses."""

    size: int
    root: bytes
    line: str
    cosignatures: tuple[str, ...] = ()
