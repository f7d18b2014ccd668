"""The sentences of a story, each with what it speaks of in terms that are the same in every language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from tocsin.atlas import surfaces
from tocsin.records import Dated, Reading, Report
from tocsin.stories.concepts import Concept, Token, concepts, folded, tokens
from tocsin.stories.numerals import Number, numbers
from tocsin.stories.words import passed_over

END = re.compile(
    r"(?:(?<=[^\W_]{2})|(?<=[\d%)\]»”\"'’]))[.!?؟۔…]+[\"”»’)\]]*(?=\s)|[。！？]+[”」』’]*|\n+"
)
SPOKEN_OF = frozenset({"country", "demonym", "capital", "seat", "org", "body"})
LONGEST = 4  # words of a name
BONES = 3  # consonants by which a name is known in another script
DENYING = frozenset({"not", "deny"})
GRAMMAR = frozenset(  # meanings that tell nothing of what a line is about
    [
        "about",
        "at_least",
        "at_most",
        "count",
        "earlier",
        "later",
        "near",
        "not",
        "people",
        "rise",
        "say",
        "since",
    ]
)
SPELLINGS = (("dzh", "s"), ("tsch", "s"), ("shch", "s"), ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"),
             ("zh", "s"), ("kh", "k"), ("gh", "k"), ("th", "t"), ("dh", "t"), ("ph", ""), ("ck", "k"),
             ("x", "ks"), ("ts", "s"), ("tz", "s"))  # fmt: skip
SOUNDS = str.maketrans("pjczgqd", "bssskkt")  # v, w, f, y and vowels fall away
QUARTERS = frozenset({"00", "15", "30", "45"})
SILENT = re.compile(r"[^bsktmnrl]")
TWICE = re.compile(r"(.)\1+")


@dataclass(frozen=True, eq=False)
class Line:
    """A sentence at [start, end) of a report: its terms, and what of meanings, numbers and times stands in it.

    Terms are `c:` a meaning, `n:` a state or organisation, `g:` another place, `p:` the bones of a name, `#` a number,
    `d:` a day, `h:` an hour and minute, `m:` a minute that is no quarter, `w:` a word of its language.
    """

    report: str
    language: str
    start: int
    end: int
    terms: frozenset[str]
    concepts: tuple[Concept, ...]
    numbers: tuple[Number, ...]
    times: tuple[Dated, ...]
    named: tuple[tuple[int, int, str], ...]
    where: tuple[
        tuple[str, tuple[int, int]], ...
    ] = ()  # each term with the words that have it, where it first stands

    @property
    def denies(self) -> bool:
        """Whether something in it is said not to be."""
        return any(c.name in DENYING for c in self.concepts)


def lines(name: str, report: Report, reading: Reading | None) -> list[Line]:
    """The sentences of a report that are its own, in their order."""
    language = (report.language or "en")[:2]
    skip = passed_over(report)
    return [
        _line(name, report.text, language, start, end, reading)
        for start, end in sentences(report.text)
        if not any(a <= start < b for a, b in skip)
    ]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, in any of the languages; without the space around it."""
    at = 0
    for stop in [*(m.end() for m in END.finditer(text)), len(text)]:
        said = text[at:stop]
        start = at + len(said) - len(said.lstrip())
        if said.strip():
            yield start, start + len(said.strip())
        at = stop


def _line(
    name: str, text: str, language: str, start: int, end: int, reading: Reading | None
) -> Line:
    meant = tuple(concepts(text, language, start, end))
    times = tuple(d for d in (reading.dates if reading else ()) if start <= d.start < end)
    counted = tuple(n for n in numbers(text, language, start, end) if not _in(n, times))
    places = [p for p in (reading.places if reading else ()) if start <= p.start < end]
    named = [*_named(text, language, start, end)]
    named += [
        (p.start, p.end, f"n:{p.country}") for p in places if p.country and p.precision == "country"
    ]
    named += [
        (p.start, p.end, f"g:{p.geonameid or bones(p.name)}")
        for p in places
        if p.precision != "country"
    ]
    where = {f"c:{c.name}": (c.start, c.end) for c in reversed(meant) if c.name not in GRAMMAR}
    where |= {known: (a, b) for a, b, known in reversed(named)}
    where |= {f"#{n.value}": (n.start, n.end) for n in counted if n.value > 1}
    where |= {term: (d.start, d.end) for d in times for term in _when(d)}
    taken = [(c.start, c.end) for c in meant] + [(d.start, d.end) for d in times]
    taken += [(a, b) for a, b, _ in named]
    where |= dict(_words(text, language, start, end, taken))
    return Line(
        name,
        language,
        start,
        end,
        frozenset(where),
        meant,
        counted,
        times,
        tuple(named),
        tuple(where.items()),
    )


def _in(number: Number, times: Iterable[Dated]) -> bool:
    return any(d.start < number.end and number.start < d.end for d in times)


def _when(dated: Dated) -> Iterator[str]:
    if dated.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", dated.edtf[:10]):
        yield f"d:{dated.edtf[:10]}"
        if hour := re.search(r"T(\d\d:\d\d)", dated.edtf):
            yield f"h:{hour[1]}"
            if (minute := hour[1][3:]) not in QUARTERS:
                yield f"m:{minute}"  # the same on clocks of two zones


def _words(
    text: str, language: str, start: int, end: int, taken: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Words that no meaning and no name of the atlas has: by their bones if they may be names, else as words."""
    spans = list(taken)
    for token in tokens(text, start, end) if language != "zh" else ():
        if any(a < token.end and token.start < b for a, b in spans) or len(token.word) < 4:
            continue
        first = text[token.start]
        may_name = not first.isdecimal() and (first.isupper() or language in ("ar", "fa"))
        known = bones(_unwritten(token, language)) if may_name else ""
        if len(known) >= BONES:
            yield f"p:{known}", (token.start, token.end)
        if not first.isupper():
            yield f"w:{language}:{token.word[:7]}", (token.start, token.end)


def _unwritten(token: Token, language: str) -> str:
    word = token.word
    return word[1:] if language == "ar" and word[0] in "وبلف" and len(word) > 5 else word


@cache
def bones(name: str) -> str:
    """The consonants of a name as every script of the six languages has them: "Pistorius", "بيستوريوس" give bstrs."""
    roman = anyascii(name).casefold()
    for spelling, sound in SPELLINGS:
        roman = roman.replace(spelling, sound)
    roman = roman.translate(SOUNDS)
    return TWICE.sub(r"\1", SILENT.sub("", roman))


def _named(text: str, language: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """States and organisations that the atlas knows by the words in [start, end)."""
    if language == "zh":
        pattern, known = _han_names()
        yield from ((*m.span(), known[m.group()]) for m in pattern.finditer(text, start, end))
        return
    read, names, at = tokens(text, start, end), _names(language), 0
    while at < len(read):
        length, code = _longest(read, at, names, language)
        if code:
            yield read[at].start, read[at + length - 1].end, code
        at += length


def _longest(
    read: Sequence[Token], at: int, names: Mapping[str, str], language: str
) -> tuple[int, str | None]:
    for length in range(min(LONGEST, len(read) - at), 0, -1):
        said = " ".join(t.word for t in read[at : at + length])
        for form in (said, *_bare(said, language)):
            if form in names:
                return length, names[form]
    return 1, None


def _bare(said: str, language: str) -> Iterator[str]:
    """A name of Arabic without the conjunction or preposition that is written on to it, and without its article."""
    if language == "ar":
        short = re.sub(r"^[وف]?[بلک]?", "", said) if len(said) > 5 else said
        yield from (
            short,
            re.sub(r"^ل(?=ل)", "ا", said),
            re.sub(r"^(?:[وف]?[بک]?ال|[وف]?لل)", "", said),
        )


@cache
def _names(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for said, entries in surfaces(language).items():
        for entry in reversed(entries):
            known = entry.org or entry.country
            if known and entry.kind in SPOKEN_OF:
                key = " ".join(t.word for t in tokens(said)) if language != "zh" else folded(said)
                found[key] = f"n:{known}"
    return found


@cache
def _han_names() -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = _names("zh")
    longest = sorted(known, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest))), known
