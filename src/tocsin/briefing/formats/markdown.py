"""The form for notes and repositories: Markdown with headings, quotations, and sources as footnotes."""

import re

from tocsin.briefing.credits import HEALTH
from tocsin.briefing.formats.parted import cell_words, gist, parted
from tocsin.briefing.formats.plain import plain
from tocsin.briefing.formats.text import LEGEND, SIGNS
from tocsin.briefing.sheet import Brief, Cell, Credit, Digest, Group, Line, Sentence, SideBySide
from tocsin.briefing.spoken import moment

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&$^])")
_LIST = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escaped(text: str) -> str:
    """Strangers' text as words that Markdown prints as they are: no markup, no HTML, no link, no list."""
    text = _SPECIAL.sub(r"\\\1", plain(text))
    text = _LIST.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)
    return re.sub(r"(?i)(https?|ftp|mailto|www)([:.])", r"\1\\\2", text)


def write(sheet: Brief | Digest, width: int = 0) -> str:
    """A brief or digest as Markdown with footnotes; `width` is for forms that have one."""
    blocks = _brief(sheet, 1, "") if isinstance(sheet, Brief) else _digest(sheet)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _digest(digest: Digest) -> list[str]:
    blocks = ["# Tocsin digest", f"*As of {moment(digest.as_of)}*", "## Highlights"]
    blocks.append("\n".join(f"{n}. {escaped(s.text)}" for n, s in enumerate(digest.highlights, 1)))
    if digest.moved:
        blocks += ["## What moved", "\n".join(f"- {escaped(s.text)}" for s in digest.moved)]
    for brief in () if digest.whole else digest.briefs:
        blocks += [f"## {escaped(brief.title.text)}"]
        blocks += [f"*{escaped(s.text)}*" for s in brief.standfirst]
        blocks.append("\n".join(f"- {escaped(s.text)}" for s in gist(brief)))
    if digest.labels:
        blocks += ["## What it is called, and by whom", *(_group(g, "") for g in digest.labels)]
    for number, brief in enumerate(digest.briefs if digest.whole else (), 1):
        blocks += _brief(brief, 2, f"{number}-")
    return blocks


def _brief(brief: Brief, level: int, prefix: str) -> list[str]:
    sharps = "#" * level
    blocks = [f"{sharps} {escaped(brief.title.text)}"]
    blocks += [f"*{escaped(s.text)}*" for s in brief.standfirst]
    blocks += [f"*As of {moment(brief.as_of)}. Read by {escaped(brief.reader)}.*"]
    for section in brief.sections:
        blocks.append(f"{sharps}# {escaped(section.title)}")
        blocks += [LEGEND] if any(g.mark for g in section.groups) else []
        blocks += [_group(group, prefix) for group in section.groups]
    if brief.table is not None and brief.table.lines:
        blocks += [f"{sharps}# Side by side", *_table(brief.table, prefix)]
    blocks.append(f"{sharps}# Sources")
    blocks.append("\n".join(_credit(c, prefix) for c in brief.sources))
    return blocks


def _group(group: Group, prefix: str) -> str:
    sign = f"{SIGNS[group.mark]} " if group.mark else ""
    head = (
        [f"**{sign}{escaped(group.head.text)}**{_notes(group.head, prefix)}"] if group.head else []
    )
    return "\n\n".join([*head, *_body(group, prefix)])


def _body(group: Group, prefix: str) -> list[str]:
    blocks: list[str] = []
    items: list[str] = []
    for sentence in group.sentences:
        quoted = parted(sentence)
        if quoted is None:
            items.append(f"- {escaped(sentence.text)}{_notes(sentence, prefix)}")
            continue
        if items:
            blocks.append("\n".join(items))
            items = []
        words = escaped(f"{quoted.before} {quoted.words}".strip())
        blocks.append(f"> {words}\n>\n> — {escaped(quoted.after)}{_notes(sentence, prefix)}")
    return [*blocks, "\n".join(items)] if items else blocks


def _notes(sentence: Sentence, prefix: str) -> str:
    return "".join(f"[^{prefix}{note}]" for note in sentence.notes)


def _table(table: SideBySide, prefix: str) -> list[str]:
    heads = [f"{escaped(c.outlet)}[^{prefix}{c.note}]" for c in table.columns]
    blocks: list[str] = []
    under: str | None = None
    for line in table.lines:
        key = line.under or "How they name it"
        if key != under:
            blocks.append(f"**{escaped(key)}**")
            rule = "| --- " * (len(heads) + 1) + "|"
            blocks.append(f"| | {' | '.join(heads)} |\n{rule}")
            under = key
        blocks[-1] += "\n" + _row(line)
    return blocks


def _row(line: Line) -> str:
    return f"| {escaped(line.label)} | {' | '.join(_cell(cell) for cell in line.cells)} |"


def _cell(cell: Cell) -> str:
    return f"{SIGNS[cell.mark]} {' / '.join(escaped(w) for w in cell_words(cell))}".rstrip()


def _credit(credit: Credit, prefix: str) -> str:
    parts = [escaped(credit.outlet), credit.date or "no date"]
    parts += [f"“{escaped(credit.title)}”"] if credit.title else []
    parts += [f"sha256 `{escaped(credit.digest[:16])}`"]
    parts += [f"origin {credit.origin}"] if credit.origin is not None else []
    parts += [HEALTH.get(flag, flag) for flag in credit.flags]
    return f"[^{prefix}{credit.number}]: {' · '.join(parts)}"
