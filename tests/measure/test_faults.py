"""A small sample of the faults and flips of which the whole is run by `run.py faults` and `run.py flips`."""

import os
import shutil

import pytest

from measure import faults, flips
from measure.works import WORKS


@pytest.fixture
def strace() -> None:
    if shutil.which("strace") is None:
        why = "strace is not here: apt-get install strace"
        if "strace" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail(f"{why}, and TOCSIN_REQUIRE asks for it")
        pytest.skip(why)


@pytest.mark.usefixtures("strace")
def test_t21_a_broken_file_call_leaves_the_old_state_or_the_new() -> None:
    outcomes = list(faults.run(sample=24))

    assert [one for one in outcomes if one.wrong] == []
    assert {one.work for one in outcomes} >= {"append", "batch"}
    assert {"killed", "named"} <= {one.ended for one in outcomes}
    assert f"{len(outcomes)} faults, 0 wrong" in faults.table(outcomes)
    assert faults.figures(outcomes)["mixed"] == faults.figures(outcomes)["lost"] == 0


@pytest.mark.usefixtures("strace")
def test_a_work_that_loses_what_it_acknowledged_is_found() -> None:
    forgetful = WORKS[0]._replace(do=lambda home, tell: tell(5))

    (first, *_) = faults.points_of(WORKS[0])
    assert faults.broken(forgetful, first).wrong == "lost: 5 were acknowledged, 0 are there"


def test_a_flipped_byte_of_an_export_is_accepted_by_neither_verifier() -> None:
    rows = list(flips.run(every=997))

    kinds = ["open folder", "private folder", "redacted folder", "open .zip", "private .zip"]
    assert [row.kind for row in rows] == kinds
    assert [(row.accepted, row.differ) for row in rows] == [((), ())] * 5
    assert sum(row.flips for row in rows) > 50
    assert all(row.size <= 20_000 for row in rows if row.kind.endswith("folder"))
