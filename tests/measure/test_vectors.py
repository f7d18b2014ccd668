"""The vectors of the log's formats come out as they say, and their table says so."""

import pytest

from measure.vectors import main, run
from tests.gold import folder, vectors


def test_every_vector_comes_out_as_it_says() -> None:
    vectors("ledger/roots")  # or a skip that says what is missing
    rows = {row.name: (row.cases, row.wrong) for row in run(folder() / "ledger")}

    assert rows == {
        "Merkle proofs, inclusion": (98, ()),
        "Merkle proofs, consistency": (98, ()),
        "roots": (31, ()),
        "signed notes": (16, ()),
        "cosigned checkpoints": (5, ()),
        "proof files (tlog-proof)": (12, ()),
        "cosignatures, ML-DSA-44": (6, ()),
        "tile paths": (27, ()),
        "tiles by size": (10, ()),
        "witness conversation, steps": (22, ()),
        "canonical JSON (RFC 8785)": (6, ()),
        "time stamp (RFC 3161)": (2, ()),
    }


def test_where_there_are_no_vectors_it_says_where_it_looked(
    tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
