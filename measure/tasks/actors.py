"""Actor phrases: country, sector, name."""

from typing import Any

from tocsin.atlas import actor

Row = dict[str, Any]


def actors(row: Row) -> Row:
    """Who the phrase names; "" where it is said to be no country."""
    found = actor(row["text"], on=row.get("date"))
    if found is None:
        return {"id": row["id"], "country": "", "sector": ""}
    return {
        "id": row["id"],
        "country": found.country or "",
        "sector": found.sector or "",
        "name": found.name,
    }
