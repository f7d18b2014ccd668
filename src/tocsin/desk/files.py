"""Files and folders become reports; what cannot be used is kept beside them, by name and place."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tocsin.desk.settings import Unusable
from tocsin.intake import Given, IntakeError, Limits, Skipped, reports
from tocsin.records import Report, name_of


class Taken(NamedTuple):
    """What came in: reports by name in the order of arrival, the file each came from, and what was left out."""

    reports: dict[str, Report]
    files: dict[str, Path]
    skipped: tuple[Skipped, ...]


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file named, and every file in every folder named, in the order of their names; hidden ones are left out.

    Raises Unusable for a path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            yield from (p for p in inside if not _hidden(p.relative_to(path)))
        elif path.exists():
            yield path
        else:
            raise Unusable(f"{path} does not exist; give files or folders of reports")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def take(paths: Sequence[Path], given: Given, form: str | None = None) -> Taken:
    """All reports of `paths`. A report that came twice is kept once, under its first file.

    Raises Unusable if there is no file at all.
    """
    found: dict[str, Report] = {}
    origin: dict[str, Path] = {}
    skipped: list[Skipped] = []
    empty = True
    for path in files(paths):
        empty = False
        for item in _reports_of(path, given, form):
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            name = name_of(item)
            found.setdefault(name, item)
            origin.setdefault(name, path)
    if empty:
        raise Unusable(f"there is no file in {', '.join(map(str, paths))}")
    return Taken(found, origin, tuple(skipped))


def _reports_of(path: Path, given: Given, form: str | None) -> Iterator[Report | Skipped]:
    try:
        data = path.read_bytes()
    except OSError as err:
        yield Skipped(path.name, None, f"cannot be read: {err.strerror or err}")
        return
    try:
        yield from reports(data, path.name, form=form, given=given, limits=Limits())
    except IntakeError as err:
        raise Unusable(str(err)) from err
