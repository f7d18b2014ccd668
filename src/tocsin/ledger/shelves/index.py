"""The full-text index beside the shelf, in SQLite (FTS5) and in PostgreSQL (tsvector): the same words, the same answers."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from tocsin.ledger.shelves.question import Question, Term

Answer = sa.TextClause | sa.Select[tuple[int]]
POSITIONS = 255  # of one word in one text, as PostgreSQL counts them


class Entry(NamedTuple):
    """What the index knows of an item: its key, the words of its text in order, and those it carries as a whole."""

    key: int
    words: Sequence[str]
    marks: Sequence[str]


class Sqlite:
    """FTS5 without content: the text stands on the shelf. Its own tokenizer only parts at spaces, the rest was done."""

    connect: ClassVar[dict[str, Any]] = {}

    def make(self, db: sa.Connection) -> None:
        """Make the index if it is not there."""
        db.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5("
            "held, marks, content='', columnsize=0, tokenize=\"ascii tokenchars ':._>-'\")"
        )

    def add(self, db: sa.Connection, entries: Iterable[Entry]) -> None:
        """Take in entries whose keys are new."""
        rows = [(e.key, " ".join(e.words), " ".join(e.marks)) for e in entries]
        db.exec_driver_sql("INSERT INTO words(rowid, held, marks) VALUES (?, ?, ?)", rows)

    def remove(self, db: sa.Connection, entries: Iterable[Entry]) -> None:
        """Take out entries, which must be given as they were added."""
        rows = [(e.key, " ".join(e.words), " ".join(e.marks)) for e in entries]
        db.exec_driver_sql(
            "INSERT INTO words(words, rowid, held, marks) VALUES ('delete', ?, ?, ?)", rows
        )

    def newest(self, asked: Question, between: tuple[int, int], most: int) -> Answer:
        """The keys of the newest items in [from, to) that hold all that is asked, at most so many."""
        held = [_fts(term) for term in asked.terms if not term.without]
        barred = [_fts(term) for term in asked.terms if term.without]
        match = " NOT ".join([" AND ".join(held), *barred])
        return sa.text(
            "SELECT rowid FROM words WHERE words MATCH :match AND rowid >= :first AND rowid < :last "
            "ORDER BY rowid DESC LIMIT :most"
        ).bindparams(match=match, first=between[0], last=between[1], most=most)


class Postgres:
    """A tsvector that we write ourselves, with a GIN index; no dictionary and no parser of the server's has a say.

    Whether the index or the newest rows are looked through is the planner's choice, and it chooses by how frequent a
    word is: so it counts many words, plans each question anew, and compiles none (that would take longer than the answer).
    It takes a phrase to be as frequent as its words; `key + 0` keeps it from looking through the newest rows for one.
    """

    connect: ClassVar[dict[str, Any]] = {
        "prepare_threshold": None,
        "options": "-c jit=off -c random_page_cost=1.1",
    }

    def make(self, db: sa.Connection) -> None:
        """Make the index if it is not there."""
        db.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS words (key bigint PRIMARY KEY, held tsvector NOT NULL)"
        )
        db.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS words_held ON words USING gin (held) WITH (fastupdate = off)"
        )
        db.exec_driver_sql("ALTER TABLE words ALTER COLUMN held SET STATISTICS 3000")

    def add(self, db: sa.Connection, entries: Iterable[Entry]) -> None:
        """Take in entries whose keys are new."""
        cursor: Any = db.connection.cursor()
        with cursor, cursor.copy("COPY words (key, held) FROM STDIN") as copy:
            for entry in entries:
                copy.write_row((entry.key, _tsvector(entry)))

    def remove(self, db: sa.Connection, entries: Iterable[Entry]) -> None:
        """Take out entries, which must be given as they were added."""
        keys = [entry.key for entry in entries]
        db.execute(sa.text("DELETE FROM words WHERE key = ANY(:keys)"), {"keys": keys})

    def newest(self, asked: Question, between: tuple[int, int], most: int) -> Answer:
        """The keys of the newest items in [from, to) that hold all that is asked, at most so many."""
        match = " & ".join(("!" if t.without else "") + _tsquery(t) for t in asked.terms)
        phrase = any(len(row) > 1 for term in asked.terms for row in term.rows)
        rows = sa.table("words", sa.column("key", sa.BigInteger), sa.column("held"))
        held = rows.c.held.op("@@")(sa.cast(match, TSQUERY))
        within = rows.c.key.between(between[0], between[1] - 1)
        order = rows.c.key + 0 if phrase else rows.c.key
        return sa.select(rows.c.key).where(held, within).order_by(order.desc()).limit(most)


def _fts(term: Term) -> str:
    star = " *" if term.begins else ""
    return "(" + " OR ".join(f'"{" ".join(row)}"{star}' for row in term.rows) + ")"


def _tsquery(term: Term) -> str:
    star = ":*" if term.begins else ""
    rows = (" <-> ".join(f"'{w}'" for w in row) + star for row in term.rows)
    return "(" + " | ".join(f"({row})" for row in rows) + ")"


def _tsvector(entry: Entry) -> str:
    places: dict[str, list[int]] = {}
    for n, word in enumerate(entry.words, 1):
        places.setdefault(word, []).append(n)
    held = [f"'{w}':{','.join(map(str, at[:POSITIONS]))}" for w, at in places.items()]
    return " ".join([*held, *(f"'{mark}'" for mark in entry.marks)])
