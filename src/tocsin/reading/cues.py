"""Words that give words to somebody: verbs, nouns and phrases of saying, asking, calling, and hedges ("reportedly")."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas import Row, choice, rows
from tocsin.reading.lemma import forms

KINDS = frozenset(
    ["say", "show", "ask", "label", "blame", "praise", "promise", "think", "hope", "deny", "order"]
)
FRAMES = frozenset(
    ["that", "quote", "np", "to", "wh", "as", "for", "on", "of", "about", "against", "at", "with"]
)
PARTS = frozenset({"verb", "noun", "phrase"})
COLUMNS = ("cue", "part", "class", "frames", "forms")


class Cue(NamedTuple):
    """A word of attribution: its base form, what kind of act it tells of, and where its content can stand."""

    word: str
    kind: str
    frames: frozenset[str]


class Cues(NamedTuple):
    """The cues of one language by the forms that stand in texts, in lower case.

    `hedges`, `speech` (cues beside quotation marks) and `saying` (cues of a clause) are patterns of whole words.
    """

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    phrases: Mapping[str, Cue]
    hedges: re.Pattern[str]
    speech: re.Pattern[str]
    saying: re.Pattern[str]


@cache
def cues(language: str = "en") -> Cues | None:
    """The cues of a language from lexicons/<language>/cues.tsv and hedges.tsv; None if it has none.

    Raises BadTable for a line that cannot be used.
    """
    folder = files("tocsin.reading") / "lexicons" / language
    if not (folder / "cues.tsv").is_file():
        return None
    found: dict[str, dict[str, Cue]] = {part: {} for part in PARTS}
    for row in rows(folder / "cues.tsv", COLUMNS):
        cue = Cue(row["cue"], choice(row, "class", KINDS), frozenset(_frames(row)))
        for form in _forms(row, language):
            found[choice(row, "part", PARTS)].setdefault(form, cue)
    return Cues(
        found["verb"],
        found["noun"],
        found["phrase"],
        _any_of(row["hedge"] for row in rows(folder / "hedges.tsv", ("hedge", "note"))),
        _any_of(form for form, cue in found["verb"].items() if "quote" in cue.frames),
        _any_of(form for form, cue in found["verb"].items() if _says(cue)),
    )


def _says(cue: Cue) -> bool:
    return cue.kind == "say" and "that" in cue.frames


def _frames(row: Row) -> Iterator[str]:
    for frame in row["frames"].split():
        if frame not in FRAMES:
            raise row.bad(f"frames has {frame!r}; there is {', '.join(sorted(FRAMES))}")
        yield frame


def _forms(row: Row, language: str) -> Iterator[str]:
    yield row["cue"]
    if row["forms"]:
        yield from row["forms"].split()
    elif language == "en" and row["part"] != "phrase":
        yield from forms(row["cue"], "v" if row["part"] == "verb" else "n")


def _any_of(phrases: Iterator[str]) -> re.Pattern[str]:
    longest_first = sorted({*phrases}, key=len, reverse=True)
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)", re.IGNORECASE)
