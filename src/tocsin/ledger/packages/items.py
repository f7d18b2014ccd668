"""What is packed, and what a check of a package finds."""

import hashlib
from datetime import datetime
from typing import NamedTuple


class Item(NamedTuple):
    """Captured bytes with what is known of them: where they came from, when they were captured, what they are."""

    data: bytes
    media_type: str
    at: datetime
    url: str | None = None
    title: str | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def target(self) -> str:
        """The address that stands for the item: its own, or a name made of its digest."""
        return self.url or f"urn:sha256:{self.digest}"


class Wrong(NamedTuple):
    """An item of a package that is not as it should be, and what is wrong with it."""

    item: str
    why: str
