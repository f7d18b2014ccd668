"""Reports become stories, claims become happenings: copies, origins, grouping, side-by-side facts."""

from tocsin.stories.copies import copies
from tocsin.stories.edtf import Bounds, bounds
from tocsin.stories.figures import figures
from tocsin.stories.gather import Stories, gather
from tocsin.stories.numbers import Count, count, narrowed, relation
from tocsin.stories.origins import origins
from tocsin.stories.placing import Candidate, Placement, keys, place

__all__ = [
    "Bounds",
    "Candidate",
    "Count",
    "Placement",
    "Stories",
    "bounds",
    "copies",
    "count",
    "figures",
    "gather",
    "keys",
    "narrowed",
    "origins",
    "place",
    "relation",
]
