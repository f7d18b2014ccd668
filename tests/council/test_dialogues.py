"""Each dialogue is a test: it comes out as it is written. Adding one is adding a file."""

from pathlib import Path

import pytest

from tocsin.council import read_dialogue, replay

DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("**/*.txt"))


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda p: p.stem)
def test_a_dialogue_comes_out_as_it_is_written(path):
    played = replay(read_dialogue(path.read_text("utf-8"), path.name))

    assert not played.failures, "\n".join(
        f"{path.name}:{f.line}: {f.said!r}; instead: {f.instead}" for f in played.failures
    )
