"""Which of its namesakes a name means: a vote of all the places that one text names."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tocsin.atlas import counties_named, divisions, lookup
from tocsin.reading.namesakes import Option
from tocsin.reading.placewords import cues
from tocsin.reading.toponyms import Toponym

ROUNDS = 3
NEAR_KM = 150.0
CAPITAL = 3.5
SURE = {"country": 3.0, "division": 3.0, "town": 0.0, "province": 0.0}
WEAK, ENOUGH_NEAR = 0.5, 2  # a doubtful name is a place if two towns of the text lie near it
# What speaks for a candidate, in powers of ten of people; chosen on one half of the development sets.
COUNTRY, DIVISION, NEIGHBOURS, FAMOUS = 2.0, 3.0, 2.0, 1.5
Votes = Mapping[object, float]


def distance(a: Option, b: Option) -> float:
    """Kilometres between two places, along the great circle."""
    lat1, lat2 = (math.radians(x.lat / 1e6) for x in (a, b))
    half = math.sin((lat2 - lat1) / 2) ** 2
    turn = math.radians((b.lon - a.lon) / 1e6) / 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(turn) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def resolved(found: Sequence[Toponym], text: str = "", language: str = "en") -> dict[str, Option]:
    """For each name the place it means in this text: one name, one place.

    Countries and regions named, "City, State", namesakes that lie near the other places and the number of people
    speak for a candidate; the sum decides, over a few rounds.
    """
    names: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in found:
        if toponym.options:
            names[toponym.name].append(toponym)
    chosen = {name: _first(said) for name, said in names.items()}
    context = counties_vote(found)
    for country, weight in _home_vote(text, language).items():
        context[country] += weight
    for _ in range(ROUNDS):
        votes = _votes(names, chosen, context)
        chosen = {name: _best(name, said, votes, chosen) for name, said in names.items()}
    return chosen


def _first(said: Sequence[Toponym]) -> Option:
    options = said[0].options
    inside = [o for t in said if t.within for o in options if _inside(o, t.within)]
    return max(inside or options, key=_prior)


def _inside(option: Option, within: tuple[str | None, str | None] | None) -> bool:
    if within is None:
        return False
    country, admin1 = within
    return option.country == country and (admin1 is None or option.admin1 == admin1)


def _prior(option: Option) -> float:
    crowd = math.log10(option.population + 100)
    if option.kind == "town" and _capital(option):
        return crowd + CAPITAL
    if option.kind == "town" and option.population >= 1_000_000:
        return crowd + FAMOUS
    return crowd + SURE.get(option.kind, 2.0) - (0.0 if option.exact else 1.5)


@lru_cache(4096)
def _capital(option: Option) -> bool:
    """Is it the capital of its country? Small capitals have namesakes as well."""
    if option.population < 50_000:
        return False
    return any(e.kind == "capital" and e.country == option.country for e in lookup(option.name))


def _votes(
    names: Mapping[str, Sequence[Toponym]], chosen: Mapping[str, Option], counties: Votes
) -> dict[object, float]:
    votes: dict[object, float] = defaultdict(float, counties)
    for name, said in names.items():
        option = chosen[name]
        # a name with many namesakes says little; one that stands often says somewhat more
        weight = (1 + math.log2(len(said))) / math.sqrt(min(len(said[0].options), 9))
        votes[option.country] += weight
        if option.admin1:
            votes[option.country, option.admin1] += weight
        for toponym in said:
            if toponym.within:
                votes[toponym.within[0]] += 1
                votes[toponym.within] += 1
    return votes


def _home_vote(text: str, language: str) -> dict[object, float]:
    """What institutions and moneys say about the country a report is at home in."""
    low = text.lower()
    votes: dict[object, float] = defaultdict(float)
    for word, country in cues(language).home.items():
        if word in low:
            votes[country] += 1.0
    return votes


def counties_vote(found: Sequence[Toponym]) -> dict[object, float]:
    """What the names of counties say about country and division: a county of one division says most."""
    votes: dict[object, float] = defaultdict(float)
    for name in {t.name for t in found if t.kind == "county"}:
        homes = counties_named(name)
        for country, admin1 in homes:
            votes[country] += 1.5 / len(homes)
            votes[country, admin1] += 2.0 / len(homes)
    return votes


def _best(name: str, said: Sequence[Toponym], votes: Votes, chosen: Mapping[str, Option]) -> Option:
    own = (1 + math.log2(len(said))) / math.sqrt(min(len(said[0].options), 9))
    mine = chosen[name]
    others = [o for n, o in chosen.items() if n != name and o.kind not in ("country", "division")]

    def score(option: Option) -> float:
        total = _prior(option)
        total += 8 * any(_inside(option, t.within) for t in said)
        country = votes.get(option.country, 0.0) - (own if option.country == mine.country else 0)
        total += COUNTRY * math.log1p(max(country, 0))
        if option.admin1:
            place = (option.country, option.admin1)
            same = place == (mine.country, mine.admin1)
            total += DIVISION * math.log1p(max(votes.get(place, 0.0) - (own if same else 0), 0))
        return total + NEIGHBOURS * math.log1p(_near(option, others))

    return max(said[0].options, key=score)


def _near(option: Option, others: Sequence[Option]) -> int:
    if option.kind != "town":
        return 0
    return sum(
        abs(o.lat - option.lat) < 1_500_000 and distance(o, option) < NEAR_KM for o in others[:40]
    )


def homeland(found: Sequence[Toponym], chosen: Mapping[str, Option]) -> list[Option]:
    """The towns a report is about, the most often named first: where a county without a centre of its own must lie."""
    said = Counter(t.name for t in found if t.name in chosen and chosen[t.name].kind == "town")
    return [chosen[name] for name, _ in said.most_common()]


def county_centre(name: str, towns: Sequence[Option], found: Sequence[Toponym]) -> Option | None:
    """About where a county lies: at the first of `towns` in its division, else at the division's centre."""
    homes = counties_named(name)
    for town in towns:
        if not homes or (town.country, town.admin1) in homes:
            return town
    votes = counties_vote(found)
    best = max(homes, key=lambda h: votes.get(h, 0.0), default=None)
    for d in divisions():
        if best == (d.country, d.admin1):
            return Option(d.name, d.lat, d.lon, d.country, d.admin1, 0, "county", "region", None)
    return None


def neighbours(
    found: Sequence[Toponym], kept: Sequence[Toponym], chosen: Mapping[str, Option]
) -> list[Toponym]:
    """Names with too little evidence of their own that have a namesake next to towns the text surely names."""
    towns = [o for o in chosen.values() if o.kind == "town"]
    taken = {id(t) for t in kept}
    weak = (t for t in found if id(t) not in taken and t.weight >= WEAK)
    return [t for t in weak if any(o.exact and _near(o, towns) >= ENOUGH_NEAR for o in t.options)]
