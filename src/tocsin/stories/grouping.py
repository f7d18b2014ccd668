"""Which reports tell one story: average likeness, the closest first, whatever the order they came in.

Reports that share keys are compared. The two closest groups are joined, again and again, as long as the average over
all their pairs reaches the bar: one bridge between two stories is not enough to chain them. Pairs without a common
key count as nothing alike. The result depends on the set of reports alone.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from tocsin.stories.features import Vector, strongest
from tocsin.stories.likeness import JOINED, alike

COMMON_KEY = 300  # reports: a key that more have tells nothing, and comparing all of them would take too long
SHARED = 2  # keys that two reports have in common at least to be compared; across languages, where only names are, one
FAINT = 30  # thousandths: less alike is not alike
WINDOW = 14  # days: reports further apart are never alike enough

Pairs = dict[int, dict[int, float]]


def groups(vectors: Sequence[Vector]) -> list[list[int]]:
    """Places in `vectors` by story; both the stories and the places in each are in order."""
    return _joined(len(vectors), _pairs(vectors))


def _pairs(vectors: Sequence[Vector]) -> Pairs:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for key in strongest(vector):
            holders[key].append(place)
    pairs: Pairs = defaultdict(dict)
    for place, vector in enumerate(vectors):
        for other, shared in _candidates(place, strongest(vector), holders):
            if shared < SHARED and vector.of.language == vectors[other].of.language:
                continue
            near = alike(vector, vectors[other]) if _near(vector, vectors[other]) else 0.0
            if abs(near) >= FAINT / 1000:
                pairs[place][other] = pairs[other][place] = near
    return pairs


def _candidates(
    place: int, keys: Iterable[str], holders: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Later reports that share keys that are not too common, each with how many."""
    shared = (holders[key] for key in keys if len(holders[key]) <= COMMON_KEY)
    common = Counter(chain.from_iterable(shared))
    return ((other, many) for other, many in common.items() if other > place)


def _near(a: Vector, b: Vector) -> bool:
    if a.of.day is None or b.of.day is None or abs(a.of.day - b.of.day) <= WINDOW:
        return True
    later, first = (a.of, b.of.day) if a.of.day > b.of.day else (b.of, a.of.day)
    return any(abs(day - first) <= WINDOW for day in later.told)


def _joined(count: int, pairs: Pairs) -> list[list[int]]:
    members = {place: [place] for place in range(count)}
    sums: Pairs = {place: dict(pairs.get(place, {})) for place in range(count)}
    age = [0] * count
    queue = [
        (-s, i, j, 0, 0) for i in sums for j, s in sums[i].items() if i < j and s >= JOINED / 1000
    ]
    heapq.heapify(queue)
    while queue:
        _, i, j, age_i, age_j = heapq.heappop(queue)
        if i not in members or j not in members or (age[i], age[j]) != (age_i, age_j):
            continue  # one of the two has grown or gone since
        _merge(sums, i, j)
        members[i] += members.pop(j)
        age[i] += 1
        for k, total in sums[i].items():
            average = total / (len(members[i]) * len(members[k]))
            if average >= JOINED / 1000:
                low, high = min(i, k), max(i, k)
                heapq.heappush(queue, (-average, low, high, age[low], age[high]))
    return sorted(sorted(group) for group in members.values())


def _merge(sums: Pairs, i: int, j: int) -> None:
    """Add what `j` has in common with others to `i`, and forget `j`."""
    for k, total in sums.pop(j).items():
        del sums[k][j]
        if k != i:
            sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + total
