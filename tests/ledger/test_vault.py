"""The evidence vault: what is put in is what is got back, or nothing."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.ledger import EvidenceAltered, EvidenceMissing, LedgerUnwritable, Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "evidence")


def file_of(vault: Vault, digest: str) -> Path:
    return vault.folder / digest[:2] / digest


def test_bytes_are_got_back_by_their_digest(vault: Vault) -> None:
    digest = vault.put(b"a page")

    assert digest == hashlib.sha256(b"a page").hexdigest()
    assert vault.get(digest) == b"a page" and vault.holds(digest)
    assert list(vault) == [digest]


def test_bytes_put_twice_lie_there_once(vault: Vault) -> None:
    digest = vault.put(b"a page")
    before = file_of(vault, digest).stat().st_mtime_ns

    assert vault.put(b"a page", digest) == digest
    assert file_of(vault, digest).stat().st_mtime_ns == before


def test_bytes_of_another_digest_are_refused(vault: Vault) -> None:
    with pytest.raises(EvidenceAltered, match="these 6 bytes have the SHA-256"):
        vault.put(b"a page", "0" * 64)

    assert list(vault) == []


def test_bytes_that_were_altered_are_not_given_out_and_can_be_put_again(vault: Vault) -> None:
    digest = vault.put(b"a page")
    file_of(vault, digest).write_bytes(b"another page")

    assert not vault.holds(digest)
    with pytest.raises(EvidenceAltered, match="have the SHA-256"):
        vault.get(digest)
    vault.put(b"a page")
    assert vault.get(digest) == b"a page"


def test_what_is_not_there_is_said_to_be_missing(vault: Vault) -> None:
    assert not vault.holds("0" * 64)
    assert list(vault) == []
    with pytest.raises(EvidenceMissing, match="there is no 0000"):
        vault.get("0" * 64)


@given(st.text(max_size=70) | st.just("../../etc/passwd") | st.just("0" * 63 + "\n"))
def test_only_a_digest_names_evidence(name: str) -> None:
    with pytest.raises(EvidenceMissing, match="no SHA-256 in hex"):
        Vault(Path("evidence")).get(name)


def test_a_vault_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("")

    with pytest.raises(LedgerUnwritable, match="must be writable and have room for 6 bytes"):
        Vault(tmp_path / "evidence").put(b"a page")


def test_nothing_half_written_is_taken_for_evidence(vault: Vault) -> None:
    digest = vault.put(b"a page")
    (vault.folder / digest[:2] / f".{digest}-0123").write_bytes(b"a pa")

    assert list(vault) == [digest]


def test_what_is_removed_is_gone_and_twice_is_once(vault: Vault) -> None:
    digest = vault.put(b"a page")
    vault.remove(digest)
    vault.remove(digest)
    vault.remove("0" * 64)

    assert list(vault) == [] and not vault.holds(digest)
    (vault.folder / "00").mkdir()
    file_of(vault, "0" * 64).mkdir()
    with pytest.raises(LedgerUnwritable, match="cannot be removed"):
        vault.remove("0" * 64)
