"""The changes that tests must notice: what is said of those that make no difference is kept true."""

from measure.mutants import TESTS, alike, mutants_of


def test_every_change_that_is_said_to_make_no_difference_can_still_be_made() -> None:
    made = {one.change for module in TESTS for one in mutants_of(module)}

    assert alike().keys() <= made
    assert all(alike().values())
