"""What of a record leaves the house when words are to be withheld: a redacted copy, and how the manifest lists it."""

from collections.abc import Collection
from typing import Any

from tocsin.ledger.errors import ExportError
from tocsin.ledger.fields import NotRedactable, fields, redacted
from tocsin.ledger.leaves import Entry


class Withheld:
    """Words that no field may hold which leaves the house. Large and small letters are alike."""

    def __init__(self, words: Collection[str] = ()) -> None:
        self._words = tuple(word.casefold() for word in words)

    def hides(self, pointer: str, value: Any) -> bool:
        """Whether a field is withheld."""
        return isinstance(value, str) and any(word in value.casefold() for word in self._words)

    def touches(self, entry: Entry) -> bool:
        """Whether something of a record is withheld."""
        return bool(self._words) and any(
            self.hides(*field) for field in fields(entry.name, entry.kept.data)
        )

    def copy(self, entry: Entry) -> bytes:
        """The record's bytes, or those of a copy without what is withheld. Raises ExportError if that cannot be."""
        if not self.touches(entry):
            return entry.kept.data
        if entry.salt is None:
            raise ExportError(
                f"{entry.name} is sealed open for all to see; nothing of it can be withheld"
            )
        try:
            return redacted(entry.name, entry.kept.data, entry.salt, self.hides)
        except NotRedactable as err:
            raise ExportError(f"nothing can be withheld: {err}") from err

    def seal(self, entry: Entry) -> dict[str, Any]:
        """How the manifest lists a sealed record: name, index; cover if it is private, and salt if it is whole."""
        listed: dict[str, Any] = {"name": entry.name, "index": entry.index}
        if entry.cover is None or entry.salt is None:
            return listed
        listed["cover"] = entry.cover.decode("ascii")
        return listed if self.touches(entry) else {**listed, "salt": entry.salt.hex()}

    def cleaned(self, value: Any) -> Any:
        """Plain JSON without the texts that are withheld, and without the passages that hold them."""
        if isinstance(value, dict):
            kept = {key: inner for key, inner in value.items() if not self.hides("", inner)}
            return {key: self.cleaned(inner) for key, inner in kept.items()}
        if isinstance(value, list):
            return [self.cleaned(inner) for inner in value if not self._within(inner)]
        return value

    def _within(self, value: Any) -> bool:
        inner = value.values() if isinstance(value, dict) else [value]
        return any(self.hides("", one) for one in inner)


NOTHING = Withheld()
