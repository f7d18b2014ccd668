"""What all predictors share: one reader a process, and a row's text as a report."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import tocsin.reading
from measure.tasks import sha256_of
from tocsin.atlas import Gazetteer
from tocsin.desk.kits import gazetteer_file, kit_for
from tocsin.reading import Kit
from tocsin.records import Published, Reading, Report


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this node, compiled if it is not there yet."""
    return Gazetteer(gazetteer_file())


@cache
def kit(language: str = "en") -> Kit:
    """The reader of one language, as the desk uses it."""
    return kit_for(language)


def report(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    language: str = "en",
    source: str | None = None,
) -> Report:
    """A report that holds just this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    when = Published(value=published, precision="day", how="given") if published else None
    return Report(
        title=title,
        text=text,
        language=language,
        digest=digest,
        text_digest=digest,
        source=source,
        published=when,
    )


def reading(of: Report) -> Reading:
    """All that the reader finds in a report."""
    return tocsin.reading.read(of, kit(of.language or "en"))


def lexicon_digest() -> str:
    """One digest over every file of the lexicons."""
    folder = Path(tocsin.reading.__file__).parent / "lexicons"
    return sha256_of(sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"))


def model_digest() -> str | None:
    """One digest over the files of the parser's model, or None if there is none."""
    for name in tocsin.reading.MODELS:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            folder = Path(spec.origin).parent
            return sha256_of(
                sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")
            )
    return None
