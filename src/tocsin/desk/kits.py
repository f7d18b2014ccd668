"""The readers of this node: the gazetteer compiled once, a kit for each language, progress on long work."""

import sys
from functools import cache
from pathlib import Path

from tocsin.atlas import Gazetteer, NoGazetteer, compile_gazetteer
from tocsin.desk.settings import home, room_for
from tocsin.reading import GateName, Kit, kit, parser


def gazetteer_place() -> Path:
    """Where the gazetteer of this node lies, compiled or not."""
    return home() / "shelves" / "gazetteer.sqlite"


def gazetteer_file() -> Path:
    """The gazetteer of this node, compiled on first use (some seconds, said on stderr).

    Raises Unusable if the node's folder cannot be written to.
    """
    path = gazetteer_place()
    room_for(path.parent)
    try:
        Gazetteer(path)
    except NoGazetteer:
        print("Compiling the gazetteer of the world's towns (once) …", file=sys.stderr)
        compile_gazetteer(path)
    return path


@cache
def kit_for(language: str | None, gate: GateName = "default") -> Kit:
    """The kit for reports in `language` (None: what needs no language), with the parser if it is English."""
    return kit(
        language or "und",
        parser=parser() if language == "en" else None,
        gazetteer=Gazetteer(gazetteer_file()),
        gate=gate,
    )
