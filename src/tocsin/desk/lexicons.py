"""The lexicons of acts at the desk: what is wrong in their lines, and what they cover."""

from collections.abc import Iterator

from tocsin.atlas import languages
from tocsin.desk.day import DONE
from tocsin.desk.settings import Unusable
from tocsin.desk.show import as_json, print_lines
from tocsin.reading import Audit, audit

DOES_NOT_HOLD = 1


def checked(language: str | None, *, json: bool) -> int:
    """Print the audit of one lexicon, or of every one there is; exit 1 if there is anything to mend.

    Raises Unusable for a language without a lexicon of acts.
    """
    every = {code: found for code in languages() if (found := audit(code)) is not None}
    if language is not None and language not in every:
        raise Unusable(f"there is no lexicon of acts for {language!r}; there is {', '.join(every)}")
    chosen = {language: every[language]} if language is not None else every
    for code, found in chosen.items():
        print_lines([as_json(_answer(code, found))] if json else _text(code, found))
    return DOES_NOT_HOLD if any(found.findings for found in chosen.values()) else DONE


def _answer(language: str, found: Audit) -> dict[str, object]:
    return {
        "language": language,
        "lines": found.lines,
        "findings": [f._asdict() for f in found.findings],
        "coverage": [{"category": c, "mode": m, "lines": n} for (c, m), n in _ordered(found)],
        "missing": [{"category": c, "mode": m} for c, m in found.missing],
    }


def _ordered(found: Audit) -> list[tuple[tuple[str, str | None], int]]:
    return sorted(found.coverage.items(), key=lambda kept: (kept[0][0], kept[0][1] or ""))


def _text(language: str, found: Audit) -> Iterator[str]:
    yield f"{language}: {found.lines} lines, {len(found.findings)} to mend"
    for f in found.findings:
        yield f"{f.place}: {f.kind}: {f.says}"
    by_category: dict[str, list[str]] = {}
    for (category, mode), lines in _ordered(found):
        by_category.setdefault(category, []).append(f"{mode or '–'} {lines}")
    for category, counted in by_category.items():
        yield f"  {category:<10} {', '.join(counted)}"
    if found.missing:
        lacking = ", ".join(f"{c} {m or ''}".strip() for c, m in found.missing)
        yield f"  without a line: {lacking}"
