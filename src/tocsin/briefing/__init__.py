"""What leaves the house: briefs, digests, tables, maps and feeds, in which every sentence leads to its passages."""

from tocsin.briefing.brief import brief
from tocsin.briefing.dossier import Dossier, Norm
from tocsin.briefing.entry import incident
from tocsin.briefing.events import EVENT_FORMATS, events
from tocsin.briefing.formats import FORMATS, BadSheet, Format, load, schema
from tocsin.briefing.front import briefs, digest
from tocsin.briefing.geojson import geojson
from tocsin.briefing.held import Fault, held, sentences_of
from tocsin.briefing.map import map_svg
from tocsin.briefing.sheet import (
    Brief,
    Cell,
    Column,
    Credit,
    Digest,
    Group,
    Item,
    Line,
    Moment,
    Section,
    Sentence,
    SideBySide,
    Slot,
    Spot,
)
from tocsin.briefing.table import table
from tocsin.briefing.timeline import timeline_svg

__all__ = [
    "EVENT_FORMATS",
    "FORMATS",
    "BadSheet",
    "Brief",
    "Cell",
    "Column",
    "Credit",
    "Digest",
    "Dossier",
    "Fault",
    "Format",
    "Group",
    "Item",
    "Line",
    "Moment",
    "Norm",
    "Section",
    "Sentence",
    "SideBySide",
    "Slot",
    "Spot",
    "brief",
    "briefs",
    "digest",
    "events",
    "geojson",
    "held",
    "incident",
    "load",
    "map_svg",
    "schema",
    "sentences_of",
    "table",
    "timeline_svg",
]
