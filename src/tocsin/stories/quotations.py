"""What was said, as several reports quote it."""

import re
from collections.abc import Sequence

from tocsin.records import Actor, Claim, Fact, Quote
from tocsin.stories.answers import Given, fact
from tocsin.stories.mentions import TELLING
from tocsin.stories.persons import code, person
from tocsin.stories.stems import skeleton, stem
from tocsin.stories.told import Told
from tocsin.stories.words import plain_words

SAME = 600  # thousandths of the shorter quote's telling words: from here on, the same words
AKIN = 300  # from here on, the same statement in other words
COMMON = 3  # telling words that two quotes of one statement have in common at least
FEWEST = 4  # telling words; shorter quotes fit anything
OPENING = re.compile(
    r"(?:that|que|dass|что)\s+"
)  # the conjunction of reported speech is no word of the speaker
OPEN = re.compile(
    r"(?:whether|si|ob|se)\s", re.IGNORECASE
)  # what is asked, or left open, is not said

Quoted = tuple[Claim, str, frozenset[str]]


def said(told: Told) -> tuple[Fact, ...]:
    """One fact for each statement that more than one report quotes from one speaker: in the same words, or not.

    Who speaks is known by person, else by state, sector and name; other speakers' words are other statements.
    """
    groups: list[list[Quoted]] = []
    for quoted in _quoted(told):
        akin = [g for g in groups if all(_akin(quoted, other) for other in g)]
        if akin:
            max(akin, key=lambda g: min(_common(quoted, other) for other in g)).append(quoted)
        else:
            groups.append([quoted])
    return tuple(_fact(told, g) for g in groups if _several(told, g))


def _several(told: Told, group: Sequence[Quoted]) -> bool:
    """Whether more than one report quotes something, and they are not all copies of one text."""
    reports = {c.passage.report for c, _, _ in group}
    return len(reports) > 1 and len({told.origin.get(r, r) for r in reports}) > 1


def _quoted(told: Told) -> list[Quoted]:
    found = []
    for claim, quote in told.claims(Quote):
        text = told.report[claim.passage.report].text
        content = " … ".join(text[s.start : s.end] for s in quote.content)
        if OPEN.match(content):
            continue
        content = OPENING.sub("", content)
        words = frozenset(stem(w) for w in plain_words(content) if len(w) >= TELLING)
        if len(words) >= FEWEST:
            found.append((claim, " ".join(content.split()), words))
    return found


def _akin(a: Quoted, b: Quoted) -> bool:
    if len(a[2] & b[2]) < COMMON or not _can_be_one(a[0].speaker, b[0].speaker):
        return False
    return _common(a, b) >= (AKIN if a[0].speaker and b[0].speaker else SAME)


def _can_be_one(a: Actor | None, b: Actor | None) -> bool:
    """Whether two speakers can be the same: an unnamed one can be anybody, as long as the words are the same."""
    if a is None or b is None:
        return a is b
    one, other = person(a), person(b)
    if one and other:
        return one == other
    if code(a) != code(b) or (a.sector and b.sector and a.sector != b.sector):
        return False
    return skeleton(a.name.split()[-1]) == skeleton(b.name.split()[-1]) or bool(
        (one or other) and a.office and a.office == b.office
    )


def _common(a: Quoted, b: Quoted) -> int:
    return 1000 * len(a[2] & b[2]) // min(len(a[2]), len(b[2]))


def _fact(told: Told, group: Sequence[Quoted]) -> Fact:
    same = all(_common(a, b) >= SAME for a in group for b in group)
    speaker = max((c.speaker.name for c, _, _ in group if c.speaker), key=len, default=None)
    given = [Given(content, claim.passage, claim) for claim, content, _ in group]
    about = f"said by {speaker}" if speaker else "said"
    return fact(told, about, given, "agree" if same else "differ")
