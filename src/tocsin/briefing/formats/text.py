"""The terminal's form: plain text that reads well at eighty columns, with no need of colour."""

from tocsin.briefing.credits import HEALTH
from tocsin.briefing.formats.parted import cell_words, gist, parted
from tocsin.briefing.formats.plain import columns, padded, plain, wrapped
from tocsin.briefing.sheet import (
    Brief,
    Cell,
    Credit,
    Digest,
    Group,
    Line,
    Mark,
    Section,
    Sentence,
    SideBySide,
)
from tocsin.briefing.spoken import moment

WIDTH = 88
NARROWEST = 32
SIGNS: dict[Mark, str] = {
    "agrees": "●",
    "differs": "◐",
    "contradicts": "✕",
    "silent": "○",
    "open": "?",
}
LEGEND = "● agrees  ◐ differs  ✕ contradicts  ○ silent  ? open"
_LABEL = 16
_COLUMN = 16


def write(sheet: Brief | Digest, width: int = WIDTH) -> str:
    """A brief or digest as text of at most `width` columns, ending with a line break."""
    width = max(width, NARROWEST)
    lines = _digest(sheet, width) if isinstance(sheet, Digest) else _brief(sheet, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _digest(digest: Digest, width: int) -> list[str]:
    lines = _mast("TOCSIN DIGEST", moment(digest.as_of), width)
    lines += _titled("Highlights", width)
    for number, sentence in enumerate(digest.highlights, 1):
        lines += _hung(f"{number}  ", sentence.text, width, "  ")
    if digest.moved:
        lines += _titled("What moved", width)
        lines += [line for s in digest.moved for line in _hung("–  ", s.text, width, "  ")]
    lines += _titled("Stories", width)
    for number, brief in enumerate(digest.briefs, 1):
        reach = " ".join(s.text for s in brief.standfirst)
        lines += _hung(f"{number}  ", brief.title.text, width, "  ")
        lines += [f"     {line}" for line in wrapped(reach, width - 5)]
        if not digest.whole:
            lines += [line for s in gist(brief) for line in _hung(_sign(s), s.text, width, "     ")]
            lines += [""] if number < len(digest.briefs) else []
    if digest.labels:
        lines += _titled("What it is called, and by whom", width)
        lines += _groups(digest.labels, width)
    for brief in digest.briefs if digest.whole else ():
        lines += ["", "", *_brief(brief, width)]
    return lines


def _sign(sentence: Sentence) -> str:
    return f"{SIGNS['contradicts']} " if sentence.template.startswith("question.") else "– "


def _brief(brief: Brief, width: int) -> list[str]:
    name = "TOCSIN BRIEF" if brief.kind == "story" else "TOCSIN REGISTER"
    lines = _mast(name, moment(brief.as_of), width)
    lines += ["", *wrapped(brief.title.text, width)]
    for sentence in brief.standfirst:
        lines += wrapped(sentence.text, width)
    for section in brief.sections:
        lines += _section(section, width)
    if brief.table is not None and brief.table.lines:
        lines += _titled("Side by side", width)
        lines += _table(brief.table, width)
    lines += _titled("Sources", width)
    for credit in brief.sources:
        lines += _credit(credit, width)
    return [
        *lines,
        "",
        *wrapped(f"Read by {brief.reader}. Numbers in brackets are sources.", width),
    ]


def _mast(name: str, right: str, width: int) -> list[str]:
    right = f"as of {right}"
    gap = width - columns(name) - columns(right)
    first = [name + " " * gap + right] if gap > 1 else [name, right]
    return [*first, "═" * width]


def _titled(title: str, width: int, right: str = "") -> list[str]:
    gap = width - columns(title) - 2 - (columns(right) + 1 if right else 0)
    if right and gap < 3:
        return [*_titled(title, width), *wrapped(right, width)]
    return ["", f"{title} {'─' * max(gap, 0)}{' ' + right if right else '─'}", ""]


def _section(section: Section, width: int) -> list[str]:
    marked = any(g.mark for g in section.groups)
    lines = _titled(section.title, width, LEGEND if marked else "")
    return lines + _groups(section.groups, width)


def _groups(groups: tuple[Group, ...], width: int) -> list[str]:
    lines: list[str] = []
    for number, group in enumerate(groups):
        lines += [""] if number and (group.head or groups[number - 1].head) else []
        lines += _group(group, width)
    return lines


def _group(group: Group, width: int) -> list[str]:
    sign = f"{SIGNS[group.mark]} " if group.mark else ""
    lines = _hung(sign, _noted(group.head), width, "  ") if group.head else []
    inset = "    " if group.head else "  "
    for sentence in group.sentences:
        lines += _sentence(sentence, width, inset)
    return lines


def _sentence(sentence: Sentence, width: int, inset: str) -> list[str]:
    quoted = parted(sentence)
    if quoted is None:
        return _hung("", _noted(sentence), width, inset)
    words = f"{quoted.before} {quoted.words}".lstrip()
    after = f"{quoted.after} {_notes(sentence)}".strip()
    whole = f"{words} — {after}"
    if after and columns(inset + whole) <= width:
        return [inset + plain(whole)]
    return _hung("", words, width, inset) + (
        _hung("— ", after, width, inset + "  ") if after else []
    )


def _noted(sentence: Sentence) -> str:
    return f"{sentence.text} {_notes(sentence)}".rstrip()


def _notes(sentence: Sentence) -> str:
    return f"[{','.join(map(str, sentence.notes))}]" if sentence.notes else ""


def _hung(mark: str, text: str, width: int, inset: str = "") -> list[str]:
    room = width - columns(inset) - columns(mark)
    first = inset + mark
    lines = wrapped(text, room)
    return [(first if not n else " " * columns(first)) + line for n, line in enumerate(lines)]


def _table(table: SideBySide, width: int) -> list[str]:
    count = len(table.columns)
    room = (width - _LABEL - 2 * count) // max(count, 1)
    return _across(table, room) if room >= _COLUMN else _down(table, width)


def _across(table: SideBySide, room: int) -> list[str]:
    heads = [f"[{c.note}] {c.outlet}" for c in table.columns]
    dates = [c.date or "no date" for c in table.columns]
    lines = _row("", heads, room) + _row("", dates, room)
    under: str | None = None
    for line in table.lines:
        lines += _under(line, under, _LABEL + (room + 2) * len(heads))
        under = _key(line)
        lines += _row(line.label, [_cell(cell) for cell in line.cells], room)
    return lines


def _key(line: Line) -> str:
    return line.under or ("How they name it" if line.kind == "wording" else "")


def _under(line: Line, before: str | None, width: int) -> list[str]:
    return [] if _key(line) == before else ["", *wrapped(_key(line), width)]


def _cell(cell: Cell) -> str:
    return f"{SIGNS[cell.mark]} {' / '.join(cell_words(cell))}".rstrip()


def _row(label: str, cells: list[str], room: int) -> list[str]:
    parts = [wrapped(label, _LABEL - 2), *(wrapped(cell, room) for cell in cells)]
    widths = [_LABEL - 2, *(room for _ in cells)]
    height = max(len(part) for part in parts)
    return [
        "  ".join(
            padded(part[n] if n < len(part) else "", wide)
            for part, wide in zip(parts, widths, strict=True)
        )
        for n in range(height)
    ]


def _down(table: SideBySide, width: int) -> list[str]:
    lines: list[str] = []
    under: str | None = None
    for line in table.lines:
        lines += _under(line, under, width)[0 if lines else 1 :]
        under = _key(line)
        lines += [f"  {plain(line.label)}"]
        for column, cell in zip(table.columns, line.cells, strict=True):
            if cell.mark != "silent":
                lines += _hung(
                    f"{SIGNS[cell.mark]} [{column.note}] ",
                    " / ".join(cell_words(cell)),
                    width,
                    "    ",
                )
        silent = [
            f"[{c.note}]"
            for c, cell in zip(table.columns, line.cells, strict=True)
            if cell.mark == "silent"
        ]
        lines += [f"    ○ {' '.join(silent)}"] if silent else []
    return lines


def _credit(credit: Credit, width: int) -> list[str]:
    parts = [credit.outlet, credit.date or "no date", f"sha256 {credit.digest[:16]}"]
    parts += [f"origin {credit.origin}"] if credit.origin is not None else []
    lines = _hung(f"[{credit.number}] ", " · ".join(parts), width)
    more = [f"“{credit.title}”"] if credit.title else []
    more += [HEALTH.get(flag, flag) for flag in credit.flags]
    return lines + (_hung("", " · ".join(more), width, "    ") if more else [])
