"""What every record is made of: frozen structs, one byte form, names by content."""

import hashlib
import re
from typing import Annotated, Any, Self, dataclass_transform

import msgspec
from msgspec import Meta

LARGEST_INTEGER = 2**53 - 1

Integer = Annotated[int, Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
Offset = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]


class BadRecord(ValueError):
    """Bytes or values that are no record of ours; the message says where and what is allowed."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _WordMeta(msgspec.StructMeta):  # tells type checkers what the options of Word mean
    pass


class Word(
    msgspec.Struct,
    metaclass=_WordMeta,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="is",
    tag=str.lower,
):
    """A record of the house. None means "not said"; an empty tuple means "said to be empty" or "none found".

    Unknown fields of a newer node are ignored here and survive in `Kept.data`.
    """


class Kept(msgspec.Struct, frozen=True):
    """A record as it was received: the bytes are what counts, the word is how this node reads them."""

    data: bytes
    word: Word

    @property
    def name(self) -> str:
        """The name of these bytes, as `name_of` gives it."""
        return name_of_bytes(type(self.word), self.data)

    @classmethod
    def of(cls, word: Word) -> Self:
        """A record of our own making, in its canonical bytes."""
        return cls(canonical(word), word)


_encoder = msgspec.json.Encoder(order="sorted")


def canonical(word: Word) -> bytes:
    """The one byte form of a record: RFC 8785 (JSON Canonicalization Scheme) under a strict subset.

    The subset: no floats, integers within ±(2^53-1), ASCII keys, valid Unicode.
    Raises BadRecord if the record steps outside it.
    """
    try:
        data = _encoder.encode(word)
        plain = msgspec.to_builtins(word)  # not the decoded bytes: there a NaN has become null
    except (TypeError, ValueError, OverflowError, RecursionError) as err:
        raise BadRecord(f"{type(word).__name__} has no canonical form: {err}") from err
    refuse_what_is_outside(plain, type(word).__name__)
    return data


def refuse_what_is_outside(value: Any, where: str) -> None:
    """Nothing, if `value` (plain JSON) keeps to the subset of `canonical`; else BadRecord naming the place in it."""
    match value:
        case float():
            raise BadRecord(f"{where} holds a float ({value}); write thousandths or text")
        case bool() | None:
            pass
        case str() if not _has_utf8(value):
            raise BadRecord(f"{where} holds a lone surrogate; text is valid Unicode")
        case int() if abs(value) > LARGEST_INTEGER:
            raise BadRecord(f"{where} holds {value}; integers go to ±{LARGEST_INTEGER}")
        case dict():
            for key, inner in value.items():
                if not key.isascii():
                    raise BadRecord(f"{where} has the key {key!r}; keys are ASCII")
                refuse_what_is_outside(inner, f"{where}.{key}")
        case list() | tuple():
            for number, inner in enumerate(value):
                refuse_what_is_outside(inner, f"{where}[{number}]")


def _has_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def name_of(word: Word) -> str:
    """The name of a record: its kind, a dash, and the first 32 hex digits of the SHA-256 of its bytes."""
    return name_of_bytes(type(word), canonical(word))


def name_of_bytes(kind: type[Word], data: bytes) -> str:
    """The name that `data`, read as a `kind`, goes by."""
    return f"{kind.__name__.lower()}-{hashlib.sha256(data).hexdigest()[:32]}"


NAME = re.compile(r"[a-z]+-[0-9a-f]{32}")
