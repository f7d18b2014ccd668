"""Plain text, mostly pages saved as text: the text of the report is the whole file, as it was decoded."""

import re
from collections.abc import Iterator

from tocsin.intake.assemble import Found, report
from tocsin.intake.decoding import NoText, captured, decode
from tocsin.intake.inputs import Input, Skipped
from tocsin.records import Report

SUFFIXES = (".txt", ".text", ".md")
_OLD_BREAK = re.compile(r"\r(?!\n)")


def read(data: bytes, asked: Input) -> Iterator[Report | Skipped]:
    """One report of a text file.

    Offsets are those of the decoded file. Only a lone carriage return, the line break of old systems, becomes
    a line feed; both are one character.
    """
    cut = data[: min(asked.limits.page, asked.limits.text)]
    try:
        decoded = decode(cut, asked.given.charset)
    except NoText as err:
        yield asked.skipped(str(err))
        return
    text = _OLD_BREAK.sub("\n", decoded.text)
    if not text.strip():
        yield asked.skipped("holds only blanks; a report has text")
        return
    flags = captured(decoded, cut=len(cut) < len(data))
    yield report(Found(data, text, flags=flags), asked)
