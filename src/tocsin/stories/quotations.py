"""What was said, as several reports quote it."""

from collections.abc import Sequence

from tocsin.records import Claim, Fact, Quote
from tocsin.stories.answers import Given, fact
from tocsin.stories.mentions import TELLING
from tocsin.stories.stems import skeleton, stem
from tocsin.stories.told import Told
from tocsin.stories.words import plain_words

SAME = 600  # thousandths of the shorter quote's telling words: from here on, the same words
AKIN = 300  # from here on, the same statement in other words
COMMON = 3  # telling words that two quotes of one statement have in common at least
FEWEST = 4  # telling words; shorter quotes fit anything

Quoted = tuple[Claim, str, frozenset[str]]


def said(told: Told) -> tuple[Fact, ...]:
    """One fact for each statement that more than one report quotes from one speaker: in the same words, or not."""
    groups: list[list[Quoted]] = []
    for quoted in _quoted(told):
        akin = [g for g in groups if all(_akin(quoted, other) for other in g)]
        if akin:
            max(akin, key=lambda g: min(_common(quoted, other) for other in g)).append(quoted)
        else:
            groups.append([quoted])
    return tuple(_fact(told, g) for g in groups if len({c.passage.report for c, _, _ in g}) > 1)


def _quoted(told: Told) -> list[Quoted]:
    found = []
    for claim, quote in told.claims(Quote):
        text = told.report[claim.passage.report].text
        content = " … ".join(text[s.start : s.end] for s in quote.content)
        words = frozenset(stem(w) for w in plain_words(content) if len(w) >= TELLING)
        if len(words) >= FEWEST:
            found.append((claim, " ".join(content.split()), words))
    return found


def _akin(a: Quoted, b: Quoted) -> bool:
    if len(a[2] & b[2]) < COMMON:
        return False
    return _common(a, b) >= (AKIN if _same_speaker(a[0], b[0]) else SAME)


def _same_speaker(a: Claim, b: Claim) -> bool:
    if not a.speaker or not b.speaker:
        return False
    one, other = a.speaker.name.split() or [""], b.speaker.name.split() or [""]
    return skeleton(one[-1]) == skeleton(other[-1])


def _common(a: Quoted, b: Quoted) -> int:
    return 1000 * len(a[2] & b[2]) // min(len(a[2]), len(b[2]))


def _fact(told: Told, group: Sequence[Quoted]) -> Fact:
    same = all(_common(a, b) >= SAME for a in group for b in group)
    speaker = next((c.speaker.name for c, _, _ in group if c.speaker), None)
    given = [Given(content, claim.passage, claim) for claim, content, _ in group]
    about = f"said by {speaker}" if speaker else "said"
    return fact(told, about, given, "agree" if same else "differ")
