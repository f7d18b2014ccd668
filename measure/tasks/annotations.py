"""Claims as people corrected them: what the reader finds in the same reports."""

from typing import Any

from measure.tasks.tools import kit, report
from tocsin.reading import cells, read

Row = dict[str, Any]


def annotations(row: Row) -> Row:
    """The claims of one report, each as its span and its cells."""
    asked = report(
        row["text"], title=row.get("title"), published=row.get("published"), language=row.get("lang", "en")
    )  # fmt: skip
    found = read(asked, kit(asked.language or "und")).claims
    claims = [{"start": c.passage.start, "end": c.passage.end, **cells(c)} for c in found]
    return {"id": row["id"], "claims": claims}
