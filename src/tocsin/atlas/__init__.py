"""Actors, offices, places, actions, norms, memberships: tables with a source and dates for each fact."""

from tocsin.atlas.tables import BadTable, Row, choice, rows

__all__ = ["BadTable", "Row", "choice", "rows"]
