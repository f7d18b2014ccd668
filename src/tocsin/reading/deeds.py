"""The harms of one report put together: one deed for each kind, everybody and everything in it once."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tocsin.atlas import match
from tocsin.reading.parts import sorts
from tocsin.reading.sentences import sentences
from tocsin.reading.vocabulary import words
from tocsin.records import Dated, Doer, Firmness, Harm, HarmKind, Part, Stage

DAYS = frozenset(["day", "time", "hour", "minute", "part-of-day"])
TOLD = frozenset(["actual", "alleged"])
FIRM: tuple[Firmness, ...] = ("told", "possible", "accused", "accused by authorities", "claimed")
_SHORT = re.compile(r"((?:[A-Z][\w'’-]+\s+(?:(?:of|the|for|and)\s+)*){2,7})\(([A-Z][A-Z-]+)\)")
_LONG = re.compile(r"\b([A-Z]{2,8})\s+\[([^\]]{8,60})\]")
_PLURALS = {"men": "man", "women": "woman", "people": "person", "gunmen": "gunman"}


class Named(NamedTuple):
    """Somebody or something in a deed, by the words that say most; `firmness` for one who is said to have done it."""

    name: str
    part: Part
    firmness: Firmness | None = None


class Deed(NamedTuple):
    """What a report says of one kind of harm."""

    kind: HarmKind
    stages: tuple[Stage, ...]
    victims: tuple[Named, ...]
    targets: tuple[Named, ...]
    means: tuple[Named, ...]


def gathered(harms: Sequence[Harm], text: str) -> tuple[Deed, ...]:
    """The deeds that the harms of a report make up, in the order in which their kinds come up."""
    kinds = dict.fromkeys(h.kind for h in harms)
    return tuple(_deed(kind, [h for h in harms if h.kind == kind], text) for kind in kinds)


def _deed(kind: HarmKind, harms: Sequence[Harm], text: str) -> Deed:
    return Deed(
        kind=kind,
        stages=tuple(dict.fromkeys(h.stage for h in harms)),
        victims=_persons((p for h in harms for p in h.victims), text),
        targets=things((p for h in harms for p in h.targets), text),
        means=things((p for h in harms for p in h.means), text),
    )


def happened(h: Harm) -> bool:
    """Whether a harm is told as done or tried, and not as thinkable, denied, to come, or long past."""
    if h.reality == "historical":
        return False
    return (
        h.reality in TOLD
        or h.stage == "threatened"
        or (h.stage == "attempted" and h.reality != "future")
    )


def is_news(harms: Sequence[Harm], text: str, dates: Sequence[Dated]) -> bool:
    """Whether harm is what a report is about: told in its first two sentences, with its day, or three times over.

    A single mention further down, without a day, is background, unless it names whom it struck outside of a quote.
    """
    split = list(sentences(text))
    lede = split[1].end if len(split) > 1 else len(text)
    if len(harms) > 2 or any(h.act.start < lede for h in harms):
        return True
    days = [d.start for d in dates if d.granularity in DAYS]
    for h in harms:
        s = next((s for s in split if s.start <= h.act.start < s.end), None)
        if s is None:
            continue
        if any(s.start <= d < s.end for d in days):
            return True
        if any(p.named for p in h.victims) and '"' not in text[max(0, s.start - 2) : s.end]:
            return True
    return False


def words_of(part: Part, text: str) -> str:
    """The words of a part, or the fullest name that the report gives, on one line."""
    at = part.whole if part.named and part.whole is not None else part
    return " ".join(text[at.start : at.end].split())


def head(phrase: str) -> str:
    """The word that a phrase is about, in the singular."""
    word = re.sub(r" (?:of|for|from|in) .*", "", phrase.lower()).split()[-1]
    return _PLURALS.get(word, word[:-1] if word.endswith("s") and not word.endswith("ss") else word)


def _persons(parts: Iterable[Part], text: str) -> tuple[Named, ...]:
    """Persons, each by the longest name; the unnamed by what they are."""
    found = [Named(words_of(p, text), p) for p in parts]
    found.sort(key=lambda n: -len(n.name))
    out: list[Named] = []
    for n in found:
        if not any(
            set(n.name.split()) <= set(o.name.split()) for o in out if o.part.named == n.part.named
        ):
            out.append(n)
    return tuple(sorted(out, key=lambda n: n.part.start))


def things(parts: Iterable[Part], text: str) -> tuple[Named, ...]:
    """Things and weapons, each once: of those with one head word the first."""
    out: dict[str, Named] = {}
    for p in parts:
        out.setdefault(head(words_of(p, text)), Named(words_of(p, text), p))
    return tuple(out.values())


def bodies(doers: Iterable[Doer], text: str) -> tuple[Named, ...]:
    """The bodies among those said to have done it, a body and its abbreviation once, as firmly as it is ever said."""
    short, out = abbreviations(text), dict[str, Named]()
    for d in doers:
        phrase = words_of(d.part, text)
        if d.part.sort == "body" and not _nameless(phrase):
            key = short.get(phrase.lower(), phrase.lower())
            known = out.get(key, Named(phrase, d.part, d.firmness))
            firm = max(known.firmness or "told", d.firmness, key=FIRM.index)
            out[key] = known._replace(firmness=firm)
    return tuple(out.values())


def _nameless(phrase: str) -> bool:
    """ "A guerrilla group", "the column": a body without a name is its people."""
    return phrase.islower() and head(phrase) in words("nameless")


def only_group(text: str) -> str | None:
    """The one armed group that a text names, by the words that it has for it; None if it names none or several."""
    found = {
        m.entries[0].name: text[m.start : m.end]
        for m in match(text)
        if m.entries[0].kind == "group"
    }
    return " ".join(next(iter(found.values())).split()) if len(found) == 1 else None


def persons(doers: Iterable[Doer], text: str) -> tuple[Named, ...]:
    """The persons among them: the named, and of the nameless each sort once, all who bear arms as one."""
    people = [d for d in doers if d.part.sort == "person" or _nameless(words_of(d.part, text))]
    named = _persons((d.part for d in people if d.part.named), text)
    armed, others = list[Named](), dict[str, Named]()
    for d in people:
        if not d.part.named:
            n = Named(words_of(d.part, text), d.part, d.firmness)
            if is_armed(n.name):
                armed.append(n)
            else:
                others.setdefault(head(n.name), n)
    return (*named, *others.values(), *armed[:1])


def is_armed(phrase: str, *, at_war: bool = False) -> bool:
    """Whether a phrase is about those who bear arms; unless `at_war`, also if about nobody in particular."""
    return head(phrase) in (
        sorts()["armed"] if at_war else sorts()["armed"] | words("nobody-known")
    )


def abbreviations(text: str) -> dict[str, str]:
    """The bodies that a text abbreviates, by full name, both in small letters."""
    out = {" ".join(m[1].lower().split()): m[2].lower() for m in _SHORT.finditer(text)}
    return out | {" ".join(m[2].lower().split()): m[1].lower() for m in _LONG.finditer(text)}
