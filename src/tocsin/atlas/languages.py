"""The languages that the house reads: those the atlas has names in."""

from functools import cache

from tocsin.atlas.entries import DATA
from tocsin.atlas.names import HOME


@cache
def languages() -> tuple[str, ...]:
    """The languages that reports are read in, as BCP 47 codes: the atlas's own first, then each that has names.<language>.tsv."""
    tables = (f.name.split(".") for f in DATA.iterdir())
    named = sorted(p[1] for p in tables if len(p) == 3 and (p[0], p[2]) == ("names", "tsv"))
    return (HOME, *(language for language in named if language != HOME))
