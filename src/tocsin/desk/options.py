"""Options that several commands share."""

from dataclasses import dataclass
from typing import Literal

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True)
class Known:
    """What is known of the reports from outside, and which of their sentences are read."""

    language: str | None = None
    "Their language (BCP 47: en, pt-BR), where it is known; `tocsin doctor` lists those that are read."
    published: str | None = None
    "When they appeared (2024-05-03), where it is known."
    source: str | None = None
    "Who published them, where it is known."
    form: str | None = None
    "Their format (text, html, jsonl, feed, warc), if their names and bytes do not tell."
    gate: Literal["off", "default", "strict"] = "default"
    "Which sentences are parsed: all of them, those that may hold a claim, or fewer."
