"""The checklist of the Berkeley Protocol for one incident: which part of the house answers an item, and whether it is met."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from tocsin.atlas import BadTable, LoadedTitle, neutral
from tocsin.records import Assessment, Capture, Custody, Evidence, Incident, Report, Review
from tocsin.register.assessing import agreed
from tocsin.register.near import cited

Met = Literal["met", "not met", "for a person"]
CHAIN = ("collected", "hashed", "ingested")


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked, in which phase, what in the house answers it, and the test that says whether it is met."""

    id: str
    phase: str
    asks: str
    answers: str
    test: str | None = None


class Held(NamedTuple):
    """What is held of an incident: captures by report, custody by digest, what people judged, what the vault has."""

    incident: Incident
    reports: Mapping[str, Report]
    captures: Mapping[str, Capture]
    custody: Mapping[str, tuple[Custody, ...]]
    assessments: tuple[Assessment, ...] = ()
    reviews: tuple[Review, ...] = ()
    in_vault: frozenset[str] = frozenset()

    @property
    def items(self) -> tuple[Evidence, ...]:
        """The evidence of the incident."""
        return self.incident.evidence

    @property
    def told(self) -> list[Report]:
        """The reports that the incident cites and that are at hand."""
        return [self.reports[n] for n in cited(self.incident.happenings) if n in self.reports]

    def acts(self, digest: str) -> list[str]:
        """What was done with a piece of evidence, in order."""
        return [step.act for step in self.custody.get(digest, ())]


class Line(NamedTuple):
    """An item of the list, and whether this incident meets it."""

    item: Item
    met: Met


def checklist(held: Held) -> Iterator[Line]:
    """Every item of the list for one incident. Raises BadTable if the list names a test that there is not."""
    for item in items():
        if item.test is None:
            yield Line(item, "for a person")
        else:
            yield Line(item, "met" if TESTS[item.test](held) else "not met")


@cache
def items() -> tuple[Item, ...]:
    """The items of the list, in its order. Raises BadTable."""
    text = (files("tocsin.register") / "data" / "berkeley.toml").read_text("utf-8")
    found = msgspec.convert(tomllib.loads(text)["item"], tuple[Item, ...])
    for item in found:
        if item.test is not None and item.test not in TESTS:
            raise BadTable(
                f"berkeley.toml: {item.id} names the test {item.test!r}; there is {', '.join(TESTS)}"
            )
    return found


def _neutral(held: Held) -> bool:
    try:
        neutral(held.incident.title)
    except LoadedTitle:
        return False
    return True


def _every(ask: Callable[[Held, Evidence], bool]) -> Callable[[Held], bool]:
    """Of every piece of evidence, and there is one."""
    return lambda held: bool(held.items) and all(ask(held, item) for item in held.items)


def _each_report(ask: Callable[[Report], bool]) -> Callable[[Held], bool]:
    """Of every report that is cited; one that is not at hand meets nothing."""
    return lambda held: (
        len(held.told) == len(cited(held.incident.happenings)) > 0 and all(map(ask, held.told))
    )


def _unbroken(held: Held, item: Evidence) -> bool:
    done = [act for act in held.acts(item.digest) if act in CHAIN]
    return tuple(done[: len(CHAIN)]) == CHAIN


TESTS: Mapping[str, Callable[[Held], bool]] = {
    "titled": _neutral,
    "signed_off": lambda h: bool(h.incident.revised_by if h.incident.supersedes else h.incident.opened_by),
    "two_origins": lambda h: max(x.origins for x in h.incident.happenings) > 1,
    "cited": _every(lambda h, e: e.report in cited(h.incident.happenings)),
    "outlets_named": _each_report(lambda r: r.source is not None),
    "captured": lambda h: all(name in h.captures for name in cited(h.incident.happenings)),
    "addresses": _every(lambda h, e: e.url is not None),
    "whole_pages": _each_report(lambda r: not {"truncated", "cut-off"} & set(r.flags)),
    "dated": _each_report(lambda r: r.published is not None),
    "in_context": _each_report(lambda r: None not in (r.title, r.source, r.language)),
    "collected": _every(lambda h, e: "collected" in h.acts(e.digest)),
    "hashed": _every(lambda h, e: "hashed" in h.acts(e.digest)),
    "sealed": _every(lambda h, e: any(c.digest == e.digest for c in h.captures.values())),
    "in_vault": _every(lambda h, e: e.digest in h.in_vault),
    "named_once": lambda h: len({e.digest for e in h.items}) == len(h.items) > 0,
    "copied": _every(lambda h, e: bool({"copied", "exported", "transferred"} & set(h.acts(e.digest)))),
    "media_known": _every(lambda h, e: e.media_type != "application/octet-stream"),
    "languages_known": _each_report(lambda r: r.language is not None),
    "unbroken": _every(_unbroken),
    "evidentiary": _every(lambda h, e: bool(e.role)),
    "reviewed": lambda h: any(agreed(a, h.reviews) for a in h.assessments),
    "questions_asked": lambda h: {f.property for f in h.incident.facts if f.status == "contradict"}
    <= {q.property for q in h.incident.questions},
}  # fmt: skip
