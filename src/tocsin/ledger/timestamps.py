"""RFC 3161: what a time stamp authority says about when a checkpoint was there, kept beside it and checked offline.

A checkpoint covers every record up to it, so one stamp does for all of them. Stamped is the checkpoint's text (origin,
size, root). Kept are the request, the reply, and the certificates that were sent with it or named by the operator. A
reply holds if it was granted for that text and that request, by an authority whose certificate is for stamping time and
leads to a root that the checker trusts. The bytes of a reply are no identity: some of them nobody signs.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from tocsin.ledger.errors import LedgerError
from tocsin.ledger.notes import Body
from tocsin.records import Checkpoint

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from tocsin.ledger.log import Ledger

Send = Callable[[bytes], bytes]
"""Takes the DER of a request to an authority and gives that of its reply."""


class BadTimestamp(LedgerError):
    """A time stamp that does not hold, or that nobody here can check; the message says which and why."""


class Timestamp(msgspec.Struct, frozen=True):
    """A kept time stamp: over the checkpoint of how many leaves, by which authority, request and reply in DER, chain in PEM."""

    size: int
    authority: str
    request: bytes
    reply: bytes
    chain: str = ""


def stamp(
    ledger: "Ledger", authority: str, send: Send, roots: str, chain: str = ""
) -> tuple[Timestamp, datetime]:
    """A time stamp over the ledger's head, checked and kept, and the moment it states.

    authority    what it is called here
    roots        the certificates, in PEM, of those who vouch for authorities
    chain        certificates between the authority's and a root, in PEM, where the reply does not bring them
    raises       BadTimestamp if the reply does not hold; it is not kept then
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    head = ledger.head()
    build = TimestampRequestBuilder().data(text_of(head)).hash_algorithm(HashAlgorithm.SHA256)
    asked = build.cert_request(cert_request=True).build().as_bytes()
    made = Timestamp(head.size, authority, asked, send(asked), chain)
    moment = check_timestamp(made, text_of(head), roots)
    with ledger.store.writing() as tables:
        tables.keep_time(msgspec.structs.asdict(made))
    return made, moment


def timestamps(ledger: "Ledger", since: int = 0) -> list[Timestamp]:
    """The kept time stamps over checkpoints of at least `since` leaves, oldest first."""
    with ledger.store.reading() as tables:
        return [Timestamp(**row) for row in tables.times(since)]


def timestamp_files(ledger: "Ledger", since: int) -> Iterator[tuple[str, bytes]]:
    """What an export carries: each time stamp's request, reply and chain, beside the text that it is over."""
    for number, one in enumerate(timestamps(ledger, since)):
        place = f"log/timestamps/{one.size}-{number}"
        yield f"{place}.txt", text_of(ledger.head(one.size))
        yield f"{place}.tsq", one.request
        yield f"{place}.tsr", one.reply
        if one.chain:
            yield f"{place}.pem", one.chain.encode()


def text_of(checkpoint: Checkpoint) -> bytes:
    """What is stamped of a checkpoint."""
    said = Body(checkpoint.origin, checkpoint.size, bytes.fromhex(checkpoint.root))
    return str(said).encode()


def check_timestamp(of: Timestamp, text: bytes, roots: str) -> datetime:
    """The moment at which `text` was there, as the stamp says. Raises BadTimestamp if the stamp does not hold."""
    from cryptography.x509 import ExtensionNotFound
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response
    from rfc3161_client import _rust as der  # the door of that package reads replies only

    trusted, between = _certificates(roots), _certificates(of.chain)
    try:
        asked = VerifierBuilder.from_request(der.parse_timestamp_request(of.request))
        for certificate in trusted:
            asked = asked.add_root_certificate(certificate)
        for certificate in between:
            asked = asked.add_intermediate_certificate(certificate)
        reply = decode_timestamp_response(of.reply)
        asked.build().verify_message(reply, text)
    except (ValueError, TypeError, VerificationError, ExtensionNotFound) as err:
        raise BadTimestamp(
            f"the time stamp of {of.authority} over {of.size} records does not hold: {err}"
        ) from err
    return reply.tst_info.gen_time.replace(tzinfo=UTC)


def stated_time(of: Timestamp) -> datetime:
    """The moment that a kept stamp states, whoever vouches for it: it was checked when it was kept."""
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(of.reply).tst_info.gen_time.replace(tzinfo=UTC)


def _certificates(pem: str) -> "list[Certificate]":
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return list(dict.fromkeys(load_pem_x509_certificates(pem.encode()))) if pem else []
    except ValueError as err:
        raise BadTimestamp(f"these are no certificates in PEM: {err}") from err
