"""Reports become stories: copies found, origins counted, outlets laid side by side."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tocsin.records import Copy, Join, Reading, Story
from tocsin.stories.copies import Named, copies
from tocsin.stories.counting import with_counts
from tocsin.stories.features import Vector, features, weighed
from tocsin.stories.grouping import groups
from tocsin.stories.happenings import happenings
from tocsin.stories.origins import origins
from tocsin.stories.placing import join
from tocsin.stories.rarity import rarity_of
from tocsin.stories.titles import title
from tocsin.stories.told import Told, in_order
from tocsin.stories.wording import wording

NO_READINGS: Mapping[str, Reading] = MappingProxyType({})


class Stories(NamedTuple):
    """What a pile of reports comes to: its stories, the largest first, and every copy found."""

    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def gather(reports: Iterable[Named], readings: Mapping[str, Reading] = NO_READINGS) -> Stories:
    """The stories that reports tell, with joins, origins, happenings and wording; and the copies among them.

    Reports come with their names, readings by the name of their report; a report without a reading is still grouped,
    by its words and names. The order of the reports makes no difference, and a report given twice counts once.
    """
    named = sorted(dict(reports).items())
    found = copies(named)
    vectors = _vectors(named, readings)
    stories = [
        _story([vectors[i] for i in g], [named[i] for i in g], readings, found)
        for g in groups(vectors)
    ]
    return Stories(
        tuple(sorted(stories, key=lambda s: (-len(s.reports), s.first or "~", s.id))), found
    )


def _vectors(named: Sequence[Named], read: Mapping[str, Reading]) -> list[Vector]:
    given = [features(name, report, read.get(name)) for name, report in named]
    words, names = rarity_of(f.words for f in given), rarity_of(f.names for f in given)
    return [weighed(f, words, names) for f in given]


def _story(
    vectors: Sequence[Vector],
    named: Sequence[Named],
    read: Mapping[str, Reading],
    found: Sequence[Copy],
) -> Story:
    order = in_order(named)
    counted = {n: with_counts(n, r, read[n]) for n, r in order if n in read}
    told = Told(order, counted, origins(order, found, read))
    happened = happenings(told)
    days = sorted(r.published.value for _, r in order if r.published)
    return Story(
        id=f"story-{hashlib.sha256(order[0][0].encode()).hexdigest()[:32]}",
        title=title(told, happened),
        reports=tuple(name for name, _ in order),
        origins=told.origins,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        joins=_joins(vectors, [name for name, _ in order]),
        happenings=happened,
        wording=wording(told),
    )


def _joins(vectors: Sequence[Vector], order: Sequence[str]) -> tuple[Join, ...]:
    """Each report after the first, with the likest of those before it."""
    by_name = {v.of.report: v for v in vectors}
    ordered = [by_name[name] for name in order]
    return tuple(join(new, ordered[:place]) for place, new in enumerate(ordered) if place)
