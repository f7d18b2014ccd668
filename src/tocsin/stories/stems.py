"""What two spellings of one word have in common: stems within a language, skeletons of names across scripts."""

import re
from functools import lru_cache

from anyascii import anyascii

ENDINGS = (("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("es", ""), ("ed", ""), ("s", ""))
LEAST_STEM = 3
SKELETON = 6  # sounds of a name that are kept

# Spellings of one sound in the romanisations of Arabic, Persian, Cyrillic, Han and Kana names.
SOUNDS = (
    ("tsch", "c"), ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "k"), ("gh", "g"), ("ch", "c"), ("sh", "s"),
    ("zh", "z"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ts", "c"), ("tz", "c"), ("q", "k"), ("w", "v"),
    ("x", "ks"), ("j", "y"),
)  # fmt: skip
VOWELS = re.compile(r"[aeiouyh]")
DOUBLED = re.compile(r"(.)\1+")
UNROMAN = re.compile(r"[^a-z0-9]")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A casefolded word without its commonest English endings; words of other scripts stay as they are.

    Light on purpose: "strikes", "striking" and "strike" meet, "general" and "generate" do not.
    """
    if not word.isascii() or len(word) <= LEAST_STEM + 1:
        return word
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            word = word[: -len(ending)] + instead
            break
    if word.endswith("e") and len(word) > LEAST_STEM + 1:
        word = word[:-1]
    if len(word) > LEAST_STEM + 1 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word


@lru_cache(maxsize=200_000)
def skeleton(name: str) -> str:
    """A name without what transliterations disagree on: "Araghchi", "Arakchi" and "Арагчи" come close or meet.

    Numbers stay numbers. A name with fewer than three consonants stays as it is in Latin letters.
    """
    roman = UNROMAN.sub("", anyascii(name).casefold())
    if roman.isdigit():
        return roman
    sounds = roman
    for spelling, sound in SOUNDS:
        sounds = sounds.replace(spelling, sound)
    first, rest = sounds[:1], VOWELS.sub("", sounds[1:])
    bones = DOUBLED.sub(r"\1", ("a" if first in "aeiou" else first) + rest)
    return bones[:SKELETON] if len(bones) > LEAST_STEM - 1 else roman
