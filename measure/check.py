"""All that must hold beside the tests: form, lint, types, the walls of the house. Exit 1 if anything does not."""

import subprocess
import sys
from collections.abc import Sequence

STEPS = {
    "form": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "--quiet", "."),
    "types": ("mypy",),
    "house": ("importlinter",),
}


def main() -> int:
    """Run every step, say which do not hold."""
    failed = [name for name, words in STEPS.items() if not holds(name, words)]
    print(f"does not hold: {', '.join(failed)}" if failed else "all checks hold")
    return 1 if failed else 0


def holds(name: str, words: Sequence[str]) -> bool:
    """Whether one step finds nothing; what it finds is printed."""
    program = (
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
        if name == "house"
        else [sys.executable, "-m", *words]
    )
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"== {name}\n{done.stdout}{done.stderr}")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
