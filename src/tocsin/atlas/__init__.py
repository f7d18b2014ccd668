"""Actors, offices, places, actions, norms, memberships: tables with a source and dates for each fact."""

from tocsin.atlas.actions import (
    Category,
    Coding,
    Mode,
    Sector,
    cameo,
    cameo_of,
    categories,
    contexts,
    modes,
    sectors,
)
from tocsin.atlas.actor import RoleSpan, actor, roles_in
from tocsin.atlas.acts import Act, act, acts
from tocsin.atlas.contested import Contested, contested
from tocsin.atlas.countries import Country, UnknownCountry, countries, country_name, neighbours
from tocsin.atlas.dates import MONTHS, OPEN_YEAR, date_words
from tocsin.atlas.divisions import Division, counties_named, divisions, divisions_named
from tocsin.atlas.entries import Entry, fold, plain
from tocsin.atlas.families import Family, families, family
from tocsin.atlas.features import Feature, features, features_named
from tocsin.atlas.gazetteer import Candidate, Gazetteer, NoGazetteer, compile_gazetteer
from tocsin.atlas.inflection import cases
from tocsin.atlas.languages import languages
from tocsin.atlas.loaded import LoadedTitle, loaded_words, neutral
from tocsin.atlas.match import Match, joins, match
from tocsin.atlas.memberships import (
    Membership,
    UnknownOrganisation,
    members_on,
    memberships,
    standing_on,
    status_on,
)
from tocsin.atlas.names import cameo_actor, lookup, org_name, surfaces
from tocsin.atlas.norms import Norm, Term, norm, norms, terms
from tocsin.atlas.phrases import links
from tocsin.atlas.roles import Role, roles
from tocsin.atlas.scales import scales
from tocsin.atlas.tables import BadTable, Row, choice, rows
from tocsin.atlas.titles import (
    FORMS,
    STATUSES,
    Named,
    Titled,
    deed,
    has_title,
    headline,
    how_real,
    title,
    titled,
    weightiest,
    with_the,
)

__all__ = [
    "FORMS",
    "MONTHS",
    "OPEN_YEAR",
    "STATUSES",
    "Act",
    "BadTable",
    "Candidate",
    "Category",
    "Coding",
    "Contested",
    "Country",
    "Division",
    "Entry",
    "Family",
    "Feature",
    "Gazetteer",
    "LoadedTitle",
    "Match",
    "Membership",
    "Mode",
    "Named",
    "NoGazetteer",
    "Norm",
    "Role",
    "RoleSpan",
    "Row",
    "Sector",
    "Term",
    "Titled",
    "UnknownCountry",
    "UnknownOrganisation",
    "act",
    "actor",
    "acts",
    "cameo",
    "cameo_actor",
    "cameo_of",
    "cases",
    "categories",
    "choice",
    "compile_gazetteer",
    "contested",
    "contexts",
    "counties_named",
    "countries",
    "country_name",
    "date_words",
    "deed",
    "divisions",
    "divisions_named",
    "families",
    "family",
    "features",
    "features_named",
    "fold",
    "has_title",
    "headline",
    "how_real",
    "joins",
    "languages",
    "links",
    "loaded_words",
    "lookup",
    "match",
    "members_on",
    "memberships",
    "modes",
    "neighbours",
    "neutral",
    "norm",
    "norms",
    "org_name",
    "plain",
    "roles",
    "roles_in",
    "rows",
    "scales",
    "sectors",
    "standing_on",
    "status_on",
    "surfaces",
    "terms",
    "title",
    "titled",
    "weightiest",
    "with_the",
]
