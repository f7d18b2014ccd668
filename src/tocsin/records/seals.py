"""Where records stand and who may see them: Seal, Checkpoint, Capture, Marking."""

from datetime import datetime
from typing import Literal

from tocsin.records.reports import Published
from tocsin.records.word import Integer, Offset, Word

Tlp = Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"]
State = Literal["ok", "fails", "unsigned", "unwitnessed", "unverifiable", "unchecked"]


class Capture(Word):
    """What is sealed of a report: the digests of its bytes and of its text, where it came from and when."""

    report: str
    digest: str
    text_digest: str
    size: Integer
    url: str | None = None
    source: str | None = None
    published: Published | None = None
    captured_at: datetime | None = None
    media_type: str | None = None


class Checkpoint(Word):
    """The head of a log: origin, size, root hash (hex), and the signed note (C2SP) that says so."""

    origin: str
    size: Offset
    root: str
    note: str | None = None


class Seal(Word):
    """Where a record stands: its index in the log, the checkpoint that covers it, cosignatures, time stamps."""

    record: str
    index: Offset
    checkpoint: Checkpoint
    cosignatures: tuple[str, ...] = ()
    timestamps: tuple[str, ...] = ()


class Marking(Word):
    """Who may see a record: TLP 2.0, compartments, an explicit release list, caveats.

    Sealed, it names the record it is `of` and the member it is `by`; one that takes the place of another says so and is
    signed (`sigs` as in Key): lowering is the originator's act.
    """

    tlp: Tlp
    compartments: tuple[str, ...] = ()
    release: tuple[str, ...] | None = None
    originator_control: bool = False
    no_attribution: bool = False
    exercise: bool = False
    embargo: datetime | None = None
    of: str | None = None
    by: str | None = None
    at: datetime | None = None
    supersedes: str | None = None
    sigs: tuple[str, ...] = ()
