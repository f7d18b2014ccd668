"""Norms that speakers invoke: article, one line in our own words, citation, and the patterns that find them."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from tocsin.atlas.entries import DATA
from tocsin.atlas.tables import BadTable


class Norm(msgspec.Struct, frozen=True):
    """A treaty article, resolution or principle. Paraphrases are ours and no legal advice.

    `caution` says where a speaker's reading goes beyond the text. `checked`: the text was read; a citation from
    memory is not checked and is shown so.
    """

    id: str
    short: str
    instrument: str
    kind: str
    gist: str
    cite: str
    provision: str | None = None
    adopted: str | None = None
    tags: tuple[str, ...] = ()
    explicit_en: tuple[str, ...] = ()
    implied_en: tuple[str, ...] = ()
    aliases: dict[str, tuple[str, ...]] = {}
    caution: str | None = None
    checked: bool = False

    @property
    def title(self) -> str:
        """The norm as it is named on paper: "Vienna Convention on Diplomatic Relations (art. 22)"."""
        return f"{self.instrument} ({self.provision})" if self.provision else self.instrument

    def explicit(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        """Patterns that name the norm in a language: each find is an invocation by whoever speaks."""
        if language == "en":
            return tuple(map(compiled, self.explicit_en))
        return tuple(compiled(re.escape(name)) for name in self.aliases.get(language, ()))

    def implied(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        """Patterns of wording that may touch the norm: a hint for a person, never a claim."""
        return tuple(map(compiled, self.implied_en)) if language == "en" else ()


class Term(msgspec.Struct, frozen=True):
    """A word without an agreed treaty definition; `note` is to be shown beside it. `words` are patterns by language."""

    term: str
    note: str
    words: dict[str, tuple[str, ...]]

    def patterns(self, language: str = "en") -> tuple[re.Pattern[str], ...]:
        """Patterns that find the word in a language; English ones whatever their case."""
        return tuple(compiled(f"(?i:{p})") for p in self.words.get(language, ()))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled once."""
    return re.compile(pattern)


class _Table(msgspec.Struct, frozen=True):
    norms: tuple[Norm, ...]
    terms_without_agreed_definition: tuple[dict[str, str | tuple[str, ...]], ...]


@cache
def _table() -> _Table:
    try:
        return msgspec.json.decode((DATA / "norms.json").read_bytes(), type=_Table)
    except msgspec.DecodeError as err:
        raise BadTable(f"norms.json: {err}") from None


def norms() -> tuple[Norm, ...]:
    """All norms, in the order of the table. Raises BadTable if the table cannot be used."""
    return _table().norms


@cache
def _by_id() -> Mapping[str, Norm]:
    return MappingProxyType({norm.id: norm for norm in norms()})


def norm(name: str) -> Norm | None:
    """The norm of an id ("UNC.2.4", "UNSC.487", "NPT"); None for one the atlas does not have."""
    return _by_id().get(name)


@cache
def terms() -> tuple[Term, ...]:
    """The words without an agreed definition: aggression, terrorism, state terrorism, sabotage and the like."""
    found = []
    for row in _table().terms_without_agreed_definition:
        words = {k: v for k, v in row.items() if isinstance(v, tuple)}
        found.append(Term(str(row["term"]), str(row["note"]), words))
    return tuple(found)
