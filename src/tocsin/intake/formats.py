"""Which formats intake reads, how each is known, and the one way in."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from tocsin.atlas import languages
from tocsin.intake import feed, html, jsonl, text, warc
from tocsin.intake.inputs import Given, Input, IntakeError, Limits, Skipped
from tocsin.intake.unpack import TooMuch, Unpacked, beginning, unpacked
from tocsin.records import Report

LOOKED_AT = 4096


class Format(NamedTuple):
    """A format: how its files end, whether a file that begins so is one, and what reads it.

    A format that is not read as a `whole` takes its bytes still packed in gzip and unpacks as it goes.
    """

    suffixes: tuple[str, ...]
    looks: Callable[[str], bool]
    read: Callable[[bytes, Input], Iterator[Report | Skipped]]
    whole: bool = True


# In the order in which the bytes are looked at; plain text is what nothing else claims.
FORMATS: dict[str, Format] = {
    "warc": Format(warc.SUFFIXES, warc.looks, warc.read, whole=False),
    "feed": Format(feed.SUFFIXES, feed.looks, feed.read),
    "html": Format(html.SUFFIXES, html.looks, html.read),
    "jsonl": Format(jsonl.SUFFIXES, jsonl.looks, jsonl.read),
    "text": Format(text.SUFFIXES, lambda beginning: False, text.read),
}


def reports(
    data: bytes,
    name: str,
    *,
    form: str | None = None,
    given: Given = Given(),  # noqa: B008 - a frozen value
    limits: Limits = Limits(),  # noqa: B008
    languages: tuple[str, ...] = languages(),
) -> Iterator[Report | Skipped]:
    """The reports in `data`, in order, and what could not be used of it, each with the reason.

    `name` is what the input is called, such as a path; without `form` the bytes decide, then the name. One
    input may be packed in gzip. Raises IntakeError at once if there is no format `form`; bytes never raise.
    """
    if form is not None and form not in FORMATS:
        raise IntakeError(f"{name}: no format {form!r}; there is {', '.join(FORMATS)}")
    return _reports(data, form, Input(name, given, limits, languages))


def _reports(data: bytes, form: str | None, asked: Input) -> Iterator[Report | Skipped]:
    if not data:
        yield asked.skipped("is empty; a report has text")
        return
    form = form or recognise(data, asked.name)
    try:
        whole = unpacked(data, asked.limits) if FORMATS[form].whole else Unpacked(data)
    except TooMuch as err:
        yield asked.skipped(str(err))
        return
    if whole.data:
        found = FORMATS[form].read(whole.data, asked)
        yield from islice(found, asked.limits.records)
        if next(found, None) is not None:
            yield asked.skipped(
                f"holds more than {asked.limits.records} records; the rest is not read"
            )
    if whole.why or not whole.data:
        yield asked.skipped(whole.why or "is empty inside its gzip; a report has text")


def recognise(data: bytes, name: str) -> str:
    """The format of `data`: by its beginning, else by the end of `name`, else text."""
    head = _readable(beginning(data, LOOKED_AT))
    for form, kind in FORMATS.items():
        if kind.looks(head):
            return form
    plain = name.lower().removesuffix(".gz")
    return next((f for f, kind in FORMATS.items() if plain.endswith(kind.suffixes)), "text")


def _readable(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("latin-1").removeprefix("\xef\xbb\xbf")
