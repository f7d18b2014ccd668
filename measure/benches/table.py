"""Every bench by name, one module a room: the table that `run.py bench` goes through."""

from measure.benches import council, intake, ledger, reading, stories, whole
from measure.benches.bench import Bench

BENCHES: dict[str, Bench] = {
    b.name: b
    for b in (
        *intake.BENCHES,
        *reading.BENCHES,
        *stories.BENCHES,
        *ledger.BENCHES,
        *council.BENCHES,
        *whole.BENCHES,
    )
}
