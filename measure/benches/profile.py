"""Where the milliseconds of one document go: each step of the reader timed, less what it calls of the others."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from measure.benches.texts import texts
from measure.tasks.tools import kit, report
from tocsin.intake import reports
from tocsin.reading import Kit
from tocsin.records import Report

DOCUMENTS = 30
DAY = "2026-05-05"
# Functions as the reader's own module names them, and the step each belongs to.
STEPS = {
    "restored": "sentences",
    "sentences": "sentences",
    "_parsed": "trees",
    "places": "places",
    "dates": "dates",
    "quantities": "quantities",
    "statements": "quotes, labels, norms",
    "events": "events",
    "place_of": "place, date and toll of an event",
    "date_of": "place, date and toll of an event",
    "effects_of": "place, date and toll of an event",
}


class Watch:
    """Seconds by step; a step that runs within another stops the other's clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = time.process_time()

    def _turn(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time within under `name`."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, counted under `name`; what it yields one by one is all made at once."""

        def watched(*args: Any, **named: Any) -> Any:
            with self.step(name):
                found = work(*args, **named)
                return list(found) if isinstance(found, Iterator) else found

        return watched


class Watched:
    """A thing of which one method is counted under a step."""

    def __init__(self, of: Any, method: str, step: str, watch: Watch) -> None:
        self._of = of
        setattr(self, method, watch.timed(step, getattr(of, method)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of, name)


def profile() -> Iterator[str]:
    """Rows of a Markdown table: step, milliseconds a document, share."""
    watch = Watch()
    found = [text.encode() for text in texts(DOCUMENTS)]
    read = import_module("tocsin.reading.read").read
    read(report(found[0].decode(), published=DAY), kit())  # warm
    with watching(watch) as tools:
        for data in found:
            with watch.step("intake"):
                made = [r for r in reports(data, "input", form="text") if isinstance(r, Report)]
            with watch.step("the rest"):
                read(report(made[0].text, published=DAY), tools)
    whole = sum(watch.seconds.values())
    for step, seconds in sorted(watch.seconds.items(), key=lambda s: -s[1]):
        yield f"| {step} | {1000 * seconds / len(found):.1f} | {100 * seconds / whole:.0f} % |"
    yield f"| whole document | {1000 * whole / len(found):.1f} | 100 % |"


@contextmanager
def watching(watch: Watch) -> Iterator[Kit]:
    """A kit whose gate and parser are counted, while the reader's steps are."""
    module: Any = import_module("tocsin.reading.read")
    kept = {name: getattr(module, name) for name in (*STEPS, "Cast")}
    gate: Any = Watched(kit().gate, "opens", "gate", watch)
    parser: Any = Watched(kit().parser, "parse", "parse", watch)
    for name, step in STEPS.items():
        setattr(module, name, watch.timed(step, kept[name]))
    module.Cast = Watched(kept["Cast"], "of", "actors", watch)
    try:
        yield kit()._replace(gate=gate, parser=parser)
    finally:
        for name, work in kept.items():
            setattr(module, name, work)
