"""Actor phrases: country, sector, name."""

from typing import Any

from tocsin.atlas import Entry, actor, cameo_actor

Row = dict[str, Any]
BLOCS = {"IGOUNO": "UNO", "IGOEUR": "EUR"}  # what NGEC writes in place of a country; else IGO


def actors(row: Row) -> Row:
    """Who the phrase names; "" where it is said to be no country."""
    found = actor(row["text"], on=row.get("date"))
    if found is None:
        return {"id": row["id"], "country": "", "sector": ""}
    return {
        "id": row["id"],
        "country": _country(found),
        "sector": found.sector or "",
        "name": found.name,
    }


def _country(entry: Entry) -> str:
    code = cameo_actor(entry.org) if entry.org else None
    return BLOCS.get((code or "")[:6], entry.country or "")
