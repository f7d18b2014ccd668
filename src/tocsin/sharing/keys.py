"""Which keys of which member count, as a pure function of the log: no clock decides, the order of the log does.

A member's root key stays offline; the members know each other's roots from their charter. It signs the keys of the
member's nodes and persons, of its log and its witness, the next root, and revocations. A key counts from the place of
its record in the log to that of its revocation: who steals an old key can sign, but not sign into the past.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tocsin.records import Key, Revocation, Word
from tocsin.sharing.signing import signers


class Span(NamedTuple):
    """A key with the indexes of the log between which it counts: [since, until), until None if it still does."""

    key: Key
    since: int
    until: int | None = None


class Unheeded(NamedTuple):
    """A record about keys that changes nothing, by its index, and why."""

    at: int
    why: str


class Keyring(NamedTuple):
    """The keys of all members by their hex digits, and the records that were not heeded."""

    spans: Mapping[str, Span]
    unheeded: tuple[Unheeded, ...]

    def standing(self, key: str, index: int) -> str | None:
        """Why a signature of `key` at `index` of the log is void; None if it counts."""
        span = self.spans.get(key)
        if span is None:
            return f"{key[:16]}… is no key of a member"
        of = f"{key[:16]}… of {span.key.member}"
        if index < span.since:
            return f"{of} counts from index {span.since} on; this stands at {index}"
        if span.until is not None and index >= span.until:
            return f"{of} was revoked at index {span.until}; this stands at {index}"
        return None

    def of(self, member: str, index: int) -> tuple[Key, ...]:
        """The keys of a member that count at an index of the log."""
        keys = [span.key for span in self.spans.values() if span.key.member == member]
        return tuple(key for key in keys if self.standing(key.key, index) is None)


def keyring(roots: Iterable[Key], records: Iterable[tuple[int, Word]]) -> Keyring:
    """The keyring as the log tells it.

    roots    the first root key of each member, known from outside the log (a charter, a meeting)
    records  (index, record) in the order of the log; those that are not about keys are passed over
    """
    spans = {root.key: Span(root, 0) for root in roots if root.role == "root"}
    unheeded = list[Unheeded]()
    for index, record in records:
        why = None
        if isinstance(record, Key):
            why = _added(spans, index, record)
        elif isinstance(record, Revocation):
            why = _revoked(spans, index, record)
        if why is not None:
            unheeded.append(Unheeded(index, why))
    return Keyring(spans, tuple(unheeded))


def _added(spans: dict[str, Span], index: int, key: Key) -> str | None:
    if key.key in spans:
        return f"{key.key[:16]}… is a key of {spans[key.key].key.member} already; once is enough"
    if not _by_root(spans, index, key):
        return f"{key.key[:16]}… is not signed by a root key of {key.member} that counts here"
    spans[key.key] = Span(key, index)
    return None


def _revoked(spans: dict[str, Span], index: int, record: Revocation) -> str | None:
    span = spans.get(record.key)
    if span is None or span.key.member != record.member:
        return f"{record.key[:16]}… is no key of {record.member}"
    if span.until is not None:
        return f"{record.key[:16]}… was revoked before, at index {span.until}"
    if not _by_root(spans, index, record):
        return f"the revocation of {record.key[:16]}… is not signed by a root key of {record.member} that counts here"
    spans[record.key] = span._replace(until=index)
    return None


def _by_root(spans: Mapping[str, Span], index: int, record: Key | Revocation) -> bool:
    """Whether a root key of the record's member that counts at `index` has signed it."""
    signed = (spans[signer] for signer in signers(record) if signer in spans)
    return any(
        span.key.role == "root"
        and span.key.member == record.member
        and span.since <= index
        and (span.until is None or index < span.until)
        for span in signed
    )
