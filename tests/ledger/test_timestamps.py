"""RFC 3161 stamps over checkpoints, made by a throw-away authority of openssl and checked offline."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.gold import folder
from tests.ledger.made import KEY, Made, captures, register
from tests.ledger.test_export import both, states
from tocsin.ledger import BadTimestamp, Ledger, Timestamp, check_timestamp, stamp, timestamps
from tocsin.ledger.timestamps import text_of

CONFIG = """
[ tsa ]
default_tsa = stamps
[ stamps ]
dir = .
serial = $dir/serial
crypto_device = builtin
signer_cert = $dir/tsa.pem
signer_key = $dir/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
USAGE = """basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,{}
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""


class Authority:
    """A time stamp authority with a root of its own, in a folder."""

    def __init__(self, home: Path, usage: str = "timeStamping") -> None:
        self.home = home
        home.mkdir()
        (home / "serial").write_text("01\n")
        (home / "tsa.cnf").write_text(CONFIG)
        (home / "ext").write_text(USAGE.format(usage))
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"]
        self._run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Stamps of Port Selm",
                  "-addext", "keyUsage=critical,keyCertSign", "-addext", "basicConstraints=critical,CA:TRUE")  # fmt: skip
        self._run("req", *key[:-2], "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=tsa")
        self._run("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                  "-days", "30", "-extfile", "ext", "-out", "tsa.pem")  # fmt: skip
        self.roots = (home / "ca.pem").read_text()

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.home, check=True, capture_output=True)

    def __call__(self, request: bytes) -> bytes:
        (self.home / "q.tsq").write_bytes(request)
        self._run("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr")
        return (self.home / "r.tsr").read_bytes()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if shutil.which("openssl") is None:
        why = "no openssl here to make a time stamp authority of"
        (pytest.fail if "strace" in os.environ.get("TOCSIN_REQUIRE", "") else pytest.skip)(why)
    return Authority(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture(scope="module")
def stamped(authority: Authority) -> Iterator[tuple[Ledger, Timestamp, datetime]]:
    ledger = Ledger.in_memory(KEY)
    ledger.extend(captures(5))
    made, moment = stamp(ledger, "one", authority, authority.roots)
    yield ledger, made, moment


def test_a_checkpoint_is_stamped_and_the_stamp_is_kept_and_checked_again(
    authority: Authority, stamped: tuple[Ledger, Timestamp, datetime]
) -> None:
    ledger, made, moment = stamped

    assert timestamps(ledger) == [made] and timestamps(ledger, 6) == []
    assert moment.tzinfo == UTC and moment.year >= 2026
    assert check_timestamp(made, text_of(ledger.head(5)), authority.roots) == moment


def test_t15_a_stamp_is_not_one_of_another_checkpoint(
    authority: Authority, stamped: tuple[Ledger, Timestamp, datetime]
) -> None:
    ledger, made, _ = stamped
    ledger.extend(captures(7))

    with pytest.raises(BadTimestamp, match="Mismatch between messages"):
        check_timestamp(made, text_of(ledger.head(7)), authority.roots)


def test_t16_a_stamp_of_an_authority_that_nobody_trusts_does_not_hold(
    authority: Authority, stamped: tuple[Ledger, Timestamp, datetime], tmp_path: Path
) -> None:
    other = Authority(tmp_path / "other")
    ledger, made, _ = stamped

    with pytest.raises(BadTimestamp, match="of one over 5 records does not hold"):
        check_timestamp(made, text_of(ledger.head(5)), other.roots)
    with pytest.raises(BadTimestamp, match="does not hold"):
        stamp(ledger, "other", other, authority.roots)
    assert len(timestamps(ledger)) == 1


def test_a_reply_to_another_request_is_not_taken(
    authority: Authority, stamped: tuple[Ledger, Timestamp, datetime]
) -> None:
    ledger, made, _ = stamped
    ledger.extend(captures(9))
    again, _ = stamp(ledger, "one", authority, authority.roots)

    mixed = Timestamp(made.size, made.authority, again.request, made.reply)
    with pytest.raises(BadTimestamp, match="Nonce mismatch"):
        check_timestamp(mixed, text_of(ledger.head(5)), authority.roots)


def test_a_kept_stamp_of_another_maker_is_checked_too() -> None:
    place = folder() / "ledger" / "rfc3161"
    if not place.is_dir():
        pytest.skip(f"{place} is not there")
    made = Timestamp(1, "vector", *((place / name).read_bytes() for name in ("q.tsq", "r.tsr")))

    moment = check_timestamp(made, b"checkpoint root", (place / "ca.pem").read_text())
    assert moment.year >= 2025
    with pytest.raises(BadTimestamp):
        check_timestamp(made, b"checkpoint roof", (place / "ca.pem").read_text())


# In the version fields of the message and the name of the signature's algorithm: nobody signs them. They are why the
# bytes of a reply are never an identity.
FREE = 16


def test_t25_of_a_flipped_byte_only_what_nobody_signs_is_accepted(
    authority: Authority, stamped: tuple[Ledger, Timestamp, datetime]
) -> None:
    ledger, made, moment = stamped
    text, accepted = text_of(ledger.head(5)), list[int]()
    for place in range(len(made.reply)):
        spoilt = bytearray(made.reply)
        spoilt[place] ^= 1
        try:
            found = check_timestamp(
                Timestamp(5, "one", made.request, bytes(spoilt)), text, authority.roots
            )
        except BadTimestamp:
            continue
        accepted.append(place)
        assert found == moment  # what was accepted changes nothing that is said
    assert len(accepted) <= FREE


@given(st.binary(max_size=200), st.binary(max_size=60), st.text(max_size=40))
@example(b"", b"", "")
@settings(max_examples=60, deadline=None)
def test_strangers_replies_raise_only_bad_timestamp(reply: bytes, request: bytes, pem: str) -> None:
    for roots in (pem, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(BadTimestamp):
            check_timestamp(Timestamp(1, "x", request, reply), b"text", roots)


def test_an_export_carries_the_stamps_with_what_they_are_over(
    tmp_path: Path, authority: Authority
) -> None:
    made: Made = register(tmp_path)
    kept, moment = stamp(made.ledger, "one", authority, authority.roots, chain=authority.roots)
    made.export("folder")

    place = made.home / "folder" / "log" / "timestamps"
    text = (place / "11-0.txt").read_bytes()
    carried = Timestamp(
        11, "one", (place / "11-0.tsq").read_bytes(), (place / "11-0.tsr").read_bytes()
    )
    assert check_timestamp(carried, text, authority.roots) == moment
    assert (place / "11-0.pem").read_text() == kept.chain
    verdict = both(made.home / "folder", made.policy("quorum none"))
    assert verdict.state == "ok" and states(verdict)["log/timestamps/11-0.tsr"] == "ok"
    made.ledger.close()
