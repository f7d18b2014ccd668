"""`run.py deep`: the invariants of the fold on 10,000 plays each, and the table of planted mistakes that were found out."""

import os
import subprocess
import sys

EXAMPLES = "10000"
PLAYS = ["tests/council/test_invariants.py", "tests/council/test_mutants.py"]


def main(words: list[str]) -> int:
    """Run the invariants at length, then plant each mistake; exit 1 if an invariant fails or a mistake survives."""
    env = os.environ | {"TOCSIN_DEEP": EXAMPLES}
    tests = [sys.executable, "-m", "pytest", "-q", "-n", "2", *PLAYS, *words]
    code = subprocess.call(tests, env=env)
    return code or survivors()


def survivors() -> int:
    """Plant each mistake and print whether it was found out, and by what; how many were not."""
    from tests.council.mutants import MUTANTS, killed

    left = 0
    for mutant in MUTANTS:
        found = killed(mutant)
        left += not found
        print(f"{'killed' if found else 'SURVIVES':<10}{mutant.name:<36}{mutant.found_by.__name__}")
    return left


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
