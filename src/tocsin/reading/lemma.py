"""Words brought to their base form, and base forms spread into the words of a text; English."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tocsin.atlas import rows
from tocsin.reading.vocabulary import words

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiou][bdgmnprt]$")
# Verbs of more than one syllable that double their last letter, since the stress falls on it.
_STRESSED = words("stressed")


@cache
def _irregular() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    table = files("tocsin.reading") / "lexicons" / "en" / "irregular.tsv"
    forms = {row["base"]: tuple(row["forms"].split()) for row in rows(table, ("base", "forms"))}
    back: dict[str, str] = {}
    for base, spread in forms.items():
        for word in spread:
            back.setdefault(word, base)
    return forms, back


def forms(base: str, pos: str) -> Iterator[str]:
    """The words that stand for `base` in a text: plural of a noun (pos "n"), all forms of a verb ("v")."""
    yield base
    if irregular := _irregular()[0].get(base):
        yield from irregular
        return
    yield _with_s(base)
    if pos == "v":
        yield from _past_and_participle(base)


def _with_s(base: str) -> str:
    if re.search(r"(?:[sxz]|[cs]h)$", base):
        return base + "es"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + "s"


def _past_and_participle(base: str) -> Iterator[str]:
    if base.endswith("e"):
        yield base + "d"
        yield (base[:-2] + "ying" if base.endswith("ie") else base[:-1] + "ing")
        if base.endswith(("ee", "oe", "ye")):
            yield base + "ing"
        return
    if re.search(r"[^aeiou]y$", base):
        yield base[:-1] + "ied"
        yield base + "ing"
        return
    doubled = base in _STRESSED or (len(_VOWEL.findall(base)) == 1 and _DOUBLES.search(base))
    stem = base + base[-1] if doubled else base
    yield from (stem + "ed", stem + "ing")
    if re.search(r"[aeiou][lp]$", base) and not doubled:  # signalled, kidnapped beside signaled
        yield from (base + base[-1] + "ed", base + base[-1] + "ing")


def lemma(word: str, tag: str, known: frozenset[str] = frozenset()) -> str:
    """The base form of `word` under its Penn `tag`; `known` are base forms to be preferred among several."""
    low = word.lower().replace("’", "'")
    if tag in ("VB", "VBP") and (low in known or low in _irregular()[0]):
        return low
    if tag.startswith(("VB", "MD")):
        return _irregular()[1].get(low) or _verb(low, tag, known)
    if tag in ("NNS", "NNPS") or (tag in ("NN", "NNP") and low.endswith("s") and low in known):
        return _irregular()[1].get(low) or _noun(low, known)
    if tag.startswith("NN"):
        back = _irregular()[1].get(low)
        return back if back and low.endswith(("men", "children")) else low
    return low


def _verb(low: str, tag: str, known: frozenset[str]) -> str:
    if low in known and tag in ("VB", "VBP"):
        return low
    tries = list(_verb_bases(low))
    return next((t for t in tries if t in known), tries[-1] if tries else low)


def _verb_bases(low: str) -> Iterator[str]:
    """Candidates for the base form, the likeliest last (what the rules of spelling give)."""
    for ending in ("ing", "ed"):
        if low.endswith(ending) and _VOWEL.search(low[: -len(ending)]):
            stem = low[: -len(ending)]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
                return
            if ending == "ing" and stem.endswith("y") and len(stem) <= 2:
                yield stem[:-1] + "ie"
            yield stem + "e"
            yield stem
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sl":
                yield stem[:-1]
            elif len(stem) > 2 and stem[-1] == stem[-2] == "l":
                yield stem[:-1]
                yield stem
            elif re.search(
                r"(?:[^aeiou][aeiou](?:s|c|g|v|z)|[cgsvz]|[aeiou]at|ut|[^aeiou]l|ir|ar|ur|or[ct]|uid|nc)$",
                stem,
            ):
                yield stem + "e"
            return
    if low.endswith("s") and not low.endswith("ss"):
        yield _noun(low, frozenset())


def _noun(low: str, known: frozenset[str]) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if re.search(r"(?:sses|shes|ches|xes|zes)$", low):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low
