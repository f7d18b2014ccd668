"""How many: numbers of people and things in a text, with what they count, how firmly, by whom and as of when."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol, TypeVar

from tocsin.reading.phrases import Found, Grammar, grammar
from tocsin.reading.sentences import Sentence, sentences
from tocsin.records import Dated, Quantity

Told = tuple[int, int, Quantity]  # characters [start, end), and how many


class Sources(NamedTuple):
    """How sentences of a language say who counted, and what begins the object of a verb."""

    objects: re.Pattern[str]
    according: re.Pattern[str]
    saying: re.Pattern[str]
    authority: re.Pattern[str]
    including: re.Pattern[str]
    as_of: str
    verbs: frozenset[str]


@cache
def _sources(words: Grammar) -> Sources:
    data: Mapping[str, Any] = words.data["source"]

    def any_of(name: str) -> str:
        return "|".join(re.escape(w) for w in sorted(data[name], key=len, reverse=True))

    the = f"(?:(?:{any_of('articles')}) )?"
    before = r"((?:[\w’'.-]+ ){0,6}?[\w’'.-]+)"
    return Sources(
        re.compile(rf"\s+(?:\d|(?:{any_of('objects')})\b)"),
        re.compile(rf"\b(?:{any_of('according')}) {the}([^,.;:“”\"]+)", re.IGNORECASE),
        re.compile(rf"(?:^|[,;”] ){the}{before} (?:{any_of('saying')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{any_of('authorities')})s?\b", re.IGNORECASE),
        re.compile(rf",? (?:{any_of('including')}) {the}(\w+)"),
        data["as_of"],
        frozenset(words.words["hurting"]) & frozenset(words.words["hurt"]),
    )


def quantities(
    text: str,
    within: Sequence[Sentence] | None = None,
    dates: Iterable[Dated] = (),
    language: str = "en",
) -> tuple[Told, ...]:
    """The quantities of `text` in order, none overlapping another; in a language without grammar none.

    Kinds: killed, injured, missing, arrested, displaced, abducted, people, drones and other weapons by name, share
    (thousandths), amount (whole units of `unit`). "At least 8" has low 8 alone; "up to 9" high 9 alone; "about 50" best
    50; "8" all three; "dozens" the least the grammar declares. `within` are the sentences to read, all if None.
    """
    words = grammar(language, "quantities")
    if words is None:
        return ()
    read = list(within) if within is not None else list(sentences(text))
    sources = _sources(words)
    known = sorted(dates, key=lambda d: d.start)
    moments = [d for d in known if d.type != "SET"]
    found = words.find_in(
        text,
        list(_stretches(text, read, known)),
        lambda f: _is_active(text, f, sources) or _in_one(moments, f.start) is not None,
    )
    told = [
        t for f in found if not _of_a_name(text, f) and (t := _told(text, f, words)) is not None
    ]
    return tuple(_with_source(text, told, read, known, sources))


def _of_a_name(text: str, found: Found) -> bool:
    """Whether the numeral belongs to a name: "Su-24M aircraft", "F-35 jets" count nothing."""
    at = found.start
    return at > 1 and text[at - 1] in "-‑–" and text[at - 2].isalpha()


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Spanned)


def _in_one(spans: Sequence[S], at: int) -> S | None:
    """The one of `spans`, in order and apart, that holds the character at `at`."""
    i = bisect_right(spans, at, key=lambda s: s.start) - 1
    return spans[i] if i >= 0 and at < spans[i].end else None


def _stretches(
    text: str, read: Iterable[Sentence], dates: Sequence[Dated]
) -> Iterator[tuple[int, int]]:
    """The sentences, cut after a day before a comma: "On June 12, 300 people" counts 300."""
    cuts = [d.end for d in dates if text[d.end - 1].isdigit() and text[d.end : d.end + 1] == ","]
    for s in read:
        start = s.start
        for cut in cuts[bisect_right(cuts, s.start) : bisect_left(cuts, s.end)]:
            yield start, cut
            start = cut
        yield start, s.end


def _told(text: str, found: Found, words: Grammar) -> Told | None:
    said = found.said
    if found.reading == "nothing":
        return None
    vague: Mapping[str, int] = words.data.get("vague", {})
    numbers = _numbers(said, vague, found.reading)
    if numbers is None:
        return None
    kind = {"share": "share", "amount": "amount", "plain": "people"}.get(found.reading) or (
        said.get("kind") or found.settings.get("kind")
    )
    if kind is None:
        return None
    including = _sources(words).including.match(text, found.end)
    hedge = said.get("about", ":").partition(":")[2] or said.get("vague")
    quantity = Quantity(
        kind=kind,
        low=numbers[0],
        best=numbers[1],
        high=numbers[2],
        qualifier=f"including {including[1]}" if including and not hedge else hedge or None,
        side=_side(said),
        unit=said.get("unit"),
    )
    return found.start, found.end, quantity


def _side(said: Mapping[str, str]) -> str | None:
    who = said.get("who")
    return None if who in (None, "people") else who


def _is_active(text: str, found: Found, sources: Sources) -> bool:
    """Is a bare participle the verb of those counted ("two gunmen killed five")?"""
    if found.reading != "people" or "aux" in found.said:
        return False
    last = text[found.start : found.end].rsplit(maxsplit=1)[-1].casefold()
    return last in sources.verbs and bool(sources.objects.match(text, found.end))


def _numbers(
    said: Mapping[str, str], vague: Mapping[str, int], reading: str
) -> tuple[int | None, int | None, int | None] | None:
    if "vague" in said:
        return vague.get(said["vague"]), None, None
    n = _number(said, share=reading == "share")
    if n is None:
        return None
    if reading == "sum":
        n += _further(said)
    elif "m" in said:
        return n, None, max(n, _further(said))
    how = said.get("about", "exact:").partition(":")[0]
    return {
        "least": (n, None, None),
        "most": (None, None, n),
        "near": (None, n, None),
    }.get(how, (n, n, n))


def _further(said: Mapping[str, str]) -> int:
    return int(said["m"]) if said["m"].isdecimal() else 0


def _number(said: Mapping[str, str], *, share: bool) -> int | None:
    scale = int(said.get("scale", 1))
    if "n" not in said:
        return scale if scale > 1 else None
    whole, part = said["n"].replace(",", "").replace(".", ""), said.get("tenth", "")
    if not whole.isdecimal() or len(whole) > 15:
        return None
    if "rest" in said:
        return int(whole + said["rest"])
    if share:
        return int(whole) * 10 + int((part or "0")[0])
    fraction = int(part) * scale // 10 ** len(part) if part else 0
    return int(whole) * scale + fraction


def _with_source(
    text: str,
    told: Sequence[Told],
    read: Sequence[Sentence],
    dates: Sequence[Dated],
    sources: Sources,
) -> Iterator[Told]:
    within: Sentence | None = None
    counters: list[tuple[int, int, str]] = []
    as_of: str | None = None
    for start, end, counted in told:
        sentence = _in_one(read, start)
        if sentence is not None and sentence != within:
            within = sentence
            counters = list(_counters(text, sentence, sources))
            as_of = _as_of(text, sentence, dates, sources)
        by = next((who for a, b, who in counters if not a <= start < b), None)
        fields = {"counted_by": by, "as_of": as_of}
        yield start, end, _changed(counted, {k: v for k, v in fields.items() if v is not None})


def _changed(quantity: Quantity, fields: Mapping[str, Any]) -> Quantity:
    if not fields:
        return quantity
    old = {f: getattr(quantity, f) for f in quantity.__struct_fields__}
    return Quantity(**{**old, **fields})


def _counters(text: str, sentence: Sentence, sources: Sources) -> Iterator[tuple[int, int, str]]:
    """Who gives numbers in a sentence: "according to ..." anywhere, then authorities that "said" it, with their spans."""
    if m := sources.according.search(text, sentence.start, sentence.end):
        yield sentence.start, sentence.start, " ".join(m[1].split()[:8])
    for m in sources.saying.finditer(text[sentence.start : sentence.end]):
        if sources.authority.search(m[1]):
            yield sentence.start + m.start(1), sentence.start + m.end(1), m[1]


def _as_of(text: str, sentence: Sentence, dates: Sequence[Dated], sources: Sources) -> str | None:
    first = bisect_left(dates, sentence.start, key=lambda d: d.start)
    for d in dates[first:]:
        if d.start >= sentence.end:
            return None
        if text[sentence.start : d.start].casefold().rstrip().endswith(sources.as_of):
            return d.edtf
    return None
