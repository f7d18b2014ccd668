"""Planted mistakes are found out, each by the case that is about it; without them, the cases hold."""

import pytest

from tests.council.mutants import MUTANTS, killed


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_the_case_holds_as_it_is_and_fails_with_the_mistake_planted(mutant):
    mutant.found_by()

    assert killed(mutant), f"{mutant.name} survives {mutant.found_by.__name__}"
