"""What people say of what a reader found: a second layer beside the machine's reading, which is never edited."""

from datetime import datetime
from typing import Literal

from tocsin.records.claims import Claim
from tocsin.records.word import Word

Verdict = Literal["confirmed", "changed", "refused", "added"]


class Correction(Word):
    """Somebody's verdict on a claim: it stands as `read` (confirmed), as `stands` (changed), or not at all (refused).

    `added` is a claim that the reader missed: there is no `read`. `by` is who says so, `at` when they handed it in.
    """

    verdict: Verdict
    by: str
    at: datetime
    read: Claim | None = None
    stands: Claim | None = None
    note: str | None = None
