"""`run.py flips [--every N]`: flip each byte of one export of each kind, and ask both verifiers.

None may say "ok", and they must agree. Kinds: a folder and a .zip of an open and of a private incident, and a redacted one;
of those that are larger than 20 kB each second byte, and so on.
Figures go to build/flips.json; exit 1 if a flip was accepted or the verifiers differ.
"""

import argparse
import functools
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from measure.accuracy import commit
from measure.works import KEY, records
from tocsin.ledger import (
    Ledger,
    NoExport,
    Policy,
    Vault,
    Verdict,
    export,
    policy,
    verify,
    verify_alone,
)

OUT = Path("build/flips.json")
AT = datetime(2031, 7, 16, 9, tzinfo=UTC)
LARGEST = 20_000  # bytes of which each one is flipped
TRUSTED = f"log {KEY.verifier}\nquorum none\n"


class Row(NamedTuple):
    """What became of the flips of one export: how many, how many were accepted, where the verifiers differ."""

    kind: str
    size: int
    flips: int
    accepted: tuple[str, ...]
    differ: tuple[str, ...]


def main(words: Sequence[str] | None = None) -> int:
    """Flip every byte, or every N-th; print one table; write build/flips.json."""
    asked = argparse.ArgumentParser(
        prog="run.py flips", description=(__doc__ or "").splitlines()[0]
    )
    asked.add_argument("--every", type=int, default=1, help="only each N-th byte")
    rows = []
    for row in run(asked.parse_args(words).every):
        rows.append(row)
        lost = f"{len(row.accepted):>4} accepted{len(row.differ):>4} differ"
        print(f"{row.kind:<20}{row.size:>8} bytes{row.flips:>8} flips{lost}", flush=True)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(
        json.dumps({"v": 1, "commit": commit(), "rows": [row._asdict() for row in rows]}, indent=1)
        + "\n"
    )
    return 1 if any(row.accepted or row.differ for row in rows) else 0


def run(every: int = 1) -> Iterator[Row]:
    """A row for each kind of export. The program that travels in each is left out of the count: it is 20 kB of text."""
    once = functools.cache(verify_alone.signed)  # the same question again and again
    verify_alone.signed, kept = once, verify_alone.signed
    try:
        with tempfile.TemporaryDirectory(prefix="tocsin-flips-") as folder:
            for kind, place in exports(Path(folder)):
                yield flipped(kind, place, every)
    finally:
        verify_alone.signed = kept


def exports(home: Path) -> Iterator[tuple[str, Path]]:
    """One export of each kind, small."""
    for name, private in (("open", False), ("private", True)):
        (home / name).mkdir()
        ledger, vault = Ledger(home / name / "ledger.db", key=KEY), Vault(home / name / "evidence")
        ledger.extend(records(vault.put(b"<html>a page</html>")), private=private)
        (incident,) = (entry.name for entry in ledger.scan("incident"))
        for form in ("export", "export.zip"):
            export(ledger, incident, home / name / form, by="AVA", at=AT, captures=vault)
        if private:
            export(ledger, incident, home / "redacted", by="AVA", at=AT, withhold=["Port Selm"])
        ledger.close()
    yield "open folder", home / "open" / "export"
    yield "private folder", home / "private" / "export"
    yield "redacted folder", home / "redacted"
    yield "open .zip", home / "open" / "export.zip"
    yield "private .zip", home / "private" / "export.zip"


def flipped(kind: str, place: Path, every: int) -> Row:
    """Every flip of one export: of each file of a folder but verify.py, or of the whole .zip."""
    files = (
        [f for f in sorted(place.rglob("*")) if f.is_file() and f.name != "verify.py"]
        if place.is_dir()
        else [place]
    )
    row = Row(kind, sum(f.stat().st_size for f in files), 0, (), ())
    step = every * -(-row.size // LARGEST)
    for file in files:
        data = file.read_bytes()
        for at in range(0, len(data), step):
            spoilt = bytearray(data)
            spoilt[at] ^= 1
            file.write_bytes(spoilt)
            ours, theirs = states(place)
            where = f"{file.name}:{at}"
            row = row._replace(
                flips=row.flips + 1,
                accepted=(*row.accepted, where) if "ok" in (ours[:2], theirs[:2]) else row.accepted,
                differ=(*row.differ, where) if ours != theirs else row.differ,
            )
        file.write_bytes(data)
    if states(place)[0][:2] != "ok":
        raise ValueError(f"{kind} does not hold before anything is flipped")
    return row


def states(place: Path) -> tuple[str, str]:
    """What both verifiers say of every item, as text that can be compared."""
    try:
        ours = told(verify(place, _policy()))
    except NoExport:
        ours = "no export"
    try:
        whole, *items = verify_alone.verify(place, verify_alone.Policy(TRUSTED))
        theirs = f"{whole[0]} {[(state, item) for state, item, _ in items]}"
    except verify_alone.NoExport:
        theirs = "no export"
    return ours, theirs


def told(verdict: Verdict) -> str:
    """A verdict as text."""
    return f"{verdict.state} {[(one.state, one.item) for one in verdict.items]}"


@functools.cache
def _policy() -> Policy:
    return policy(TRUSTED)


if __name__ == "__main__":
    sys.exit(main())
