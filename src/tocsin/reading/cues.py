"""Words that give words to somebody: verbs, nouns and phrases of saying, asking, calling, and hedges ("reportedly")."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from tocsin.atlas import Row, choice, rows
from tocsin.reading.lemma import forms

KINDS = frozenset(
    ["say", "show", "ask", "label", "blame", "praise", "promise", "think", "hope", "deny", "order"]
)
FRAMES = frozenset(
    [
        "that",
        "quote",
        "np",
        "to",
        "wh",
        "as",
        "for",
        "on",
        "of",
        "about",
        "against",
        "at",
        "with",
        "bare",
    ]
)
PARTS = frozenset(
    {"verb", "noun", "phrase", "that", "light", "stop", "lead", "pronoun", "verbal", "joined"}
)
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff，。]")
COLUMNS = ("cue", "part", "class", "frames", "forms")


class Cue(NamedTuple):
    """A word of attribution: its base form, what kind of act it tells of, and where its content can stand."""

    word: str
    kind: str
    frames: frozenset[str]


class Cues(NamedTuple):
    """The cues of one language by the forms that stand in texts, in lower case.

    `hedges`, `speech` (cues beside quotation marks), `saying` (cues of a clause), `joins` (what joins the clause, "that",
    where the lexicon has it) and `according` ("according to") are patterns of whole words; `trailing` are auxiliaries and
    the like at the end of a run, `leading` words at its beginning that are no part of a speaker, `stops` those that come
    after one; `pronouns` stand for whoever spoke last. `bare` are cues whose clause may follow without a joining word; words with a
    `verbal` one in them are no speaker, and nobody before a cue that begins with a
    `joined` letter ("and said") speaks.
    """

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    phrases: Mapping[str, Cue]
    hedges: re.Pattern[str]
    speech: re.Pattern[str]
    saying: re.Pattern[str]
    joins: re.Pattern[str] | None
    according: re.Pattern[str]
    trailing: re.Pattern[str]
    leading: re.Pattern[str]
    stops: re.Pattern[str]
    pronouns: frozenset[str]
    bare: re.Pattern[str]
    verbal: re.Pattern[str]
    joined: tuple[str, ...]


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
        any_of(_hedges(folder / "hedges.tsv")),
        any_of(form for form, cue in found["verb"].items() if "quote" in cue.frames),
        any_of(form for form, cue in found["verb"].items() if _says(cue)),
        any_of(iter(found["that"])) if found["that"] else None,
        any_of(iter(found["phrase"])),
        re.compile(rf"\s*(?:{any_of(iter(found['light'])).pattern})\s*$", re.IGNORECASE),
        re.compile(rf"\s*(?:{any_of(iter(found['lead'])).pattern})\s*", re.IGNORECASE),
        any_of(iter(found["stop"])),
        frozenset(found["pronoun"]),
        any_of(form for form, cue in found["verb"].items() if "bare" in cue.frames),
        any_of(iter(found["verbal"])),
        tuple(found["joined"]),
    )


def _hedges(table: Traversable) -> Iterator[str]:
    for row in rows(table, ("hedge", "note")) if table.is_file() else ():
        yield row["hedge"]


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
        yield from (form.replace("_", " ") for form in row["forms"].split())
    elif language == "en" and row["part"] in ("verb", "noun"):
        yield from forms(row["cue"], "v" if row["part"] == "verb" else "n")


def any_of(phrases: Iterator[str]) -> re.Pattern[str]:
    """A pattern of any of the phrases as whole words, the longest first; in scripts without spaces, anywhere."""
    longest_first = sorted({*phrases}, key=len, reverse=True)
    joined = [p for p in longest_first if _NO_SPACES.search(p)]
    words = [p for p in longest_first if p not in joined and p[-1].isalnum()]
    elided = [p for p in longest_first if p not in joined and p not in words]  # qu'
    parts = (
        rf"(?<![\w\u200c])(?:{_or(words)})(?![\w\u200c])",
        rf"(?<!\w)(?:{_or(elided)})",
        _or(joined),
    )
    kept = [p for p, ws in zip(parts, (words, elided, joined), strict=True) if ws]
    return re.compile("|".join(kept) or r"(?!)", re.IGNORECASE)


def _or(phrases: list[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
