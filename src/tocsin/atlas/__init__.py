"""Actors, offices, places, actions, norms, memberships: tables with a source and dates for each fact."""

from tocsin.atlas.actor import RoleSpan, actor, roles_in
from tocsin.atlas.countries import Country, UnknownCountry, countries, country_name, neighbours
from tocsin.atlas.divisions import Division, divisions, divisions_named
from tocsin.atlas.entries import Entry, fold, lookup, plain, surfaces
from tocsin.atlas.features import Feature, features, features_named
from tocsin.atlas.gazetteer import Candidate, Gazetteer, NoGazetteer, compile_gazetteer
from tocsin.atlas.match import Match, match
from tocsin.atlas.roles import Role, roles
from tocsin.atlas.tables import BadTable, Row, choice, rows

__all__ = [
    "BadTable",
    "Candidate",
    "Country",
    "Division",
    "Entry",
    "Feature",
    "Gazetteer",
    "Match",
    "NoGazetteer",
    "Role",
    "RoleSpan",
    "Row",
    "UnknownCountry",
    "actor",
    "choice",
    "compile_gazetteer",
    "countries",
    "country_name",
    "divisions",
    "divisions_named",
    "features",
    "features_named",
    "fold",
    "lookup",
    "match",
    "neighbours",
    "plain",
    "roles",
    "roles_in",
    "rows",
    "surfaces",
]
