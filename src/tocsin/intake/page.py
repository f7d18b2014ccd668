"""The parts of a page that came as plain text: headline, writer, date, body, and what is to be passed over."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tocsin.intake import health
from tocsin.intake.credits import (
    Credits,
    byline,
    caption,
    names_itself,
    signed,
    staff,
    wire,
    writes,
)
from tocsin.intake.doubled import doubled
from tocsin.intake.furniture import pointers
from tocsin.intake.lines import Line, loose
from tocsin.intake.published import find
from tocsin.intake.sheet import PARAGRAPH, Sheet
from tocsin.records import Flag, How

Span = tuple[int, int]

OPENING, CLOSING = 3, 4
LONGEST_LIST = 8
TITLE_WORDS, TITLE_LENGTH = 3, 250
OPENING, CLOSING = 3, 4
LONGEST_LIST = 8
HANGING = 3  # lines that go on with the line before, from which a text counts as wrapped by hand
SWEEPS = frozenset(("section", "comments", "end"))
_UPDATED = re.compile(
    r"updated|modified|mis à jour|обновлен|изменен|تحديث|به‌روز|更新", re.IGNORECASE
)
_LABEL = re.compile(r"[^\W_]+(?:[ &’'-]+[^\W_]+)*")
_PLACE_FIRST = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’'. /-]+(?:,|\s[-–—]|:|\()")
_WORDS = re.compile(r"[^\W\d_]+")


class Page(NamedTuple):
    """What stands where on a page. Spans are characters of its text, sorted, apart from each other.

    `captions` are among the spans to skip: a picture often shows another day than the page is about.
    `dates` are lines of date as written, the likeliest first, each with "byline" or "text".
    """

    title: str | None
    credits: Credits
    dates: tuple[tuple[str, How], ...]
    skip: tuple[Span, ...]
    captions: tuple[Span, ...]
    flags: frozenset[Flag]


def page(text: str, title: str | None = None, *, writer: str | None = None) -> Page:
    """The parts of the page `text`, given its headline and writer if known from elsewhere."""
    sheet = Sheet(text)
    _drop_furniture(sheet)
    opening, closing = _opening(sheet), _closing(sheet)
    written = _credits(sheet, opening, closing)
    dates = _dates(sheet, opening, closing)
    title = title or _title(sheet)
    _drop_labels(sheet, title)
    _drop_repeats(sheet, title)
    captions, skip = _captions(sheet)
    skip += [(sheet.lines[i].start, sheet.lines[i].end) for i in sheet.dropped]
    for i in sheet.rest(sheet.paragraphs):
        skip += pointers(text, sheet.lines[i].start, sheet.lines[i].end)
    skip += _stump(sheet)
    return Page(
        title,
        written,
        tuple(dates),
        _merged(skip, text),
        captions,
        _flags(sheet, title, any((writer, *written))),
    )


def _drop_furniture(sheet: Sheet) -> None:
    last = sheet.paragraphs[-1] if sheet.paragraphs else len(sheet.lines)
    for i, kind in enumerate(sheet.kinds):
        if kind in ("paragraph", "line", "caption"):
            continue
        sheet.dropped[i] = "digest" if kind == "digest" else "menu"
        if kind == "section":
            sheet.dropped.update((j, "menu") for j in _listed(sheet, i + 1))
        after_all = i > last and kind in SWEEPS
        after_body = kind == "comments" and sum(p < i for p in sheet.paragraphs) >= OPENING
        if after_all or after_body:
            sheet.dropped.update((j, "menu") for j in range(i, len(sheet.lines)))
            sheet.paragraphs = [p for p in sheet.paragraphs if p < i]
            return


def _listed(sheet: Sheet, i: int) -> Iterator[int]:
    """The headlines from line `i` on that a box in the middle of an article lists under its heading."""
    for j in range(i, min(i + LONGEST_LIST, len(sheet.lines))):
        if sheet.kinds[j] != "line" or sheet.lines[j].stops or sheet.lines[j].weight < TITLE_WORDS:
            return
        yield j


def _opening(sheet: Sheet) -> list[int]:
    """The lines before the third paragraph: where a page says who wrote it and when."""
    end = sheet.paragraphs[OPENING - 1] if len(sheet.paragraphs) >= OPENING else len(sheet.lines)
    return [i for i in sheet.rest(range(min(end, 60))) if not sheet.hangs(i)]


def _closing(sheet: Sheet) -> list[int]:
    """The last lines that are not furniture."""
    return sheet.rest(range(max(0, len(sheet.lines) - 60), len(sheet.lines)))[-CLOSING:]


def _credits(sheet: Sheet, opening: Sequence[int], closing: Sequence[int]) -> Credits:
    found: list[Credits] = []
    for i in opening:
        credit = byline(sheet.lines[i]) if sheet.alone(i) else None
        if credit:
            found.append(credit)
            sheet.dropped[i] = "byline"
    for i in closing if sheet.paragraphs else ():
        credit = staff(sheet.lines[i])
        if credit or (i == closing[-1] and i > sheet.paragraphs[0] and writes(sheet.lines[i])):
            found.append(credit or Credits())
            sheet.dropped[i] = "byline"
    own = Credits(source=names_itself(sheet.text), agency=_agency(sheet, opening, closing))
    return _first(Credits(*parts) for parts in (*found, own))


def _first(credits: Iterable[tuple[str | None, str | None, str | None]]) -> Credits:
    columns = zip(*credits, strict=True)
    return Credits(*(next((value for value in column if value), None) for column in columns))


def _agency(sheet: Sheet, opening: Sequence[int], closing: Sequence[int]) -> str | None:
    first = sheet.paragraphs[0] if sheet.paragraphs else None
    for i in [x for x in opening if sheet.kinds[x] != "caption"]:
        if name := wire(sheet.lines[i].text):
            return name
    small = [i for i in opening if sheet.kinds[i] == "line" and (first is None or i < first)]
    for i in [*closing[::-1], *small]:
        if sheet.kinds[i] == "caption":
            continue
        sign = signed(sheet.lines[i].text)
        if sign and (len(sheet.lines) > 1 or sign[1]):
            if sign[1] == 0:
                sheet.dropped[i] = "byline"
            return sign[0]
    return None


def _dates(sheet: Sheet, opening: Sequence[int], closing: Sequence[int]) -> list[tuple[str, How]]:
    found: list[tuple[bool, str, How]] = []
    how: How
    for i in dict.fromkeys((*opening, *closing)):
        line = sheet.lines[i]
        if sheet.dropped.get(i) == "byline":
            how = "byline"
        elif sheet.kinds[i] in ("line", "paragraph") and _is_dateline(line) and sheet.alone(i):
            how = "text"
            if not _PLACE_FIRST.match(
                line.text
            ):  # "PORT LIMA, 3 May 2025" tells where the text was sent from
                sheet.dropped[i] = "date"
        else:
            continue
        if len(line.text) <= 200 and find(line.text):
            found.append((bool(_UPDATED.search(line.text)), line.text, how))
    return [(words, how) for _, words, how in sorted(found, key=lambda x: x[0])]


def _is_dateline(line: Line) -> bool:
    """A line that holds a date and next to nothing else: "Published: 3 May 2025, 17:40"."""
    if line.weight > PARAGRAPH + 4:
        return False
    moment = find(line.text)
    if moment is None:
        return False
    rest = len(_WORDS.findall(line.text[: moment.start] + " " + line.text[moment.end :]))
    return rest <= (2 if line.stops else 5)


def _title(sheet: Sheet) -> str | None:
    """The headline: among the lines above the first paragraph the one that comes again below, else the first."""
    if not sheet.paragraphs:
        return None
    above = [i for i in sheet.rest(range(sheet.paragraphs[0])) if _may_be_title(sheet, i)]
    keys = [line.key for line in sheet.lines]
    again = [i for i in above if keys[i] in keys[i + 1 :]]
    return next((sheet.lines[i].text for i in (*again, *above)), None)


def _may_be_title(sheet: Sheet, i: int) -> bool:
    line = sheet.lines[i]
    good = line.weight >= TITLE_WORDS and len(line.text) <= TITLE_LENGTH and not line.bullet
    ends = line.text[-1] in ".,;:،؛。，；：" and not line.text.endswith("...")
    first = not sheet.wrapped or i == 0
    return good and not ends and first and sheet.kinds[i] == "line" and sheet.alone(i)


def _drop_labels(sheet: Sheet, title: str | None) -> None:
    """Labels of one or two words above the first paragraph: the section, the kind of text."""
    if title is None or not sheet.paragraphs:
        return
    for i in sheet.rest(range(sheet.paragraphs[0])):
        line = sheet.lines[i]
        apart = sheet.alone(i) and line.text != title
        if line.weight < TITLE_WORDS and apart and _LABEL.fullmatch(line.text):
            sheet.dropped[i] = "label"


def _drop_repeats(sheet: Sheet, title: str | None) -> None:
    key = loose(title) if title else ""
    same = [i for i in sheet.rest(range(len(sheet.lines))) if key and sheet.lines[i].key == key]
    sheet.dropped.update((i, "repeat") for i in same[1:])
    paragraphs = {id(sheet.lines[i]): i for i in sheet.rest(sheet.paragraphs)}
    for line in doubled(sheet.lines[i] for i in paragraphs.values()):
        sheet.dropped[paragraphs[id(line)]] = "doubled"


def _captions(sheet: Sheet) -> tuple[tuple[Span, ...], list[Span]]:
    captions: list[Span] = []
    skip: list[Span] = []
    for i in sheet.rest(range(len(sheet.lines))):
        line = sheet.lines[i]
        at = caption(line) if sheet.kinds[i] == "caption" else None
        if at is None:
            continue
        words = line.text[:at].rstrip()
        skip.append((line.start + (at if words else 0), line.end))
        if words:
            captions.append((line.start, line.start + len(words)))
            skip.append(captions[-1])
    return tuple(captions), skip


def _stump(sheet: Sheet) -> list[Span]:
    read = sheet.rest(sheet.paragraphs)
    cut = health.stump(sheet.text, sheet.lines[read[-1]]) if read else None
    return [cut] if cut else []


def _merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans sorted and apart; two with nothing but space between them become one."""
    merged: list[Span] = []
    for start, end in sorted(x for x in spans if x[0] < x[1]):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _tells(sheet: Sheet, i: int) -> bool:
    """Is line `i` of the body: a paragraph, read or doubled, or a line long enough to be one that breaks off?"""
    running = sheet.kinds[i] == "paragraph" or (
        sheet.kinds[i] == "line" and sheet.lines[i].weight >= PARAGRAPH
    )
    return running and sheet.dropped.get(i, "doubled") == "doubled"


def _flags(sheet: Sheet, title: str | None, sourced: bool) -> frozenset[Flag]:
    why = list(sheet.dropped.values())
    body = [line for i, line in enumerate(sheet.lines) if _tells(sheet, i)]
    said: dict[Flag, bool] = {
        "doubled": "doubled" in why,
        "menu": "menu" in why,
        "cut-off": "paywall" in sheet.kinds or health.breaks_off(body),
        "aggregator": health.aggregated(sheet.lines, why.count("digest"), sourced),
        "live-blog": health.live(title, sheet.lines),
    }
    return frozenset(flag for flag, holds in said.items() if holds)
