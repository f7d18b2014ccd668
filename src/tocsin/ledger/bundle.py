"""The form of an export: files by path, in a folder or in a .zip of which every byte is fixed."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tocsin.ledger.errors import LedgerError

LARGEST_FILE = 1 << 30
MOST_FILES = 100_000
PATH = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,3}")
_WRONG = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, KeyError)


class NoExport(LedgerError):
    """There is no export here that could be checked; the message says what is missing or odd."""


class Bundle:
    """The files of an export, and what was wrong with how they were packed: (item, why)."""

    def __init__(self, files: dict[str, bytes], wrong: list[tuple[str, str]]) -> None:
        self.files = files
        self.wrong = wrong

    @classmethod
    def read(cls, place: Path) -> "Bundle":
        """The export in a folder or a .zip. Raises NoExport."""
        if place.is_dir():
            return cls(_folder(place), [])
        if not place.is_file():
            raise NoExport(f"there is no {place}")
        return _zip(place.read_bytes())


def packed(files: Mapping[str, bytes]) -> bytes:
    """The .zip that holds `files`: stored, sorted, without dates. The same files always give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[path])
    return out.getvalue()


def _folder(folder: Path) -> dict[str, bytes]:
    files = dict[str, bytes]()
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if not PATH.fullmatch(path) or file.is_symlink() or not (file.is_file() or file.is_dir()):
            raise NoExport(f"there is {path[:60]!r}, which no export has")
        if file.is_dir():
            continue
        if file.stat().st_size > LARGEST_FILE or len(files) >= MOST_FILES:
            raise NoExport(
                f"{path} is too much; there are {MOST_FILES} files of {LARGEST_FILE} bytes"
            )
        files[path] = file.read_bytes()
    return files


def _zip(data: bytes) -> Bundle:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            bundle = _members(archive, len(data))
    except _WRONG as err:
        raise NoExport(f"it is no .zip that can be read: {err}") from err
    if packed(bundle.files) != data:
        bundle.wrong.append(("the .zip", "not packed as it was written; check it unpacked"))
    return bundle


def _members(archive: zipfile.ZipFile, size: int) -> Bundle:
    bundle = Bundle({}, [])
    for info in archive.infolist():
        path, odd = info.filename, info.compress_type or info.flag_bits & 1
        if odd or not PATH.fullmatch(path) or path in bundle.files or info.file_size > size:
            raise NoExport(f"the .zip holds {path[:60]!r} as no export of ours does")
        bundle.files[path] = archive.read(info)
    return bundle
