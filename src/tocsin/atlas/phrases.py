"""How a phrase is cut: its head, what hangs on it by "of" or "in", and the words that tell the parts."""

import re
import tomllib
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from tocsin.atlas.actions import sectors
from tocsin.atlas.entries import DATA, fold
from tocsin.atlas.tables import BadTable, choice, rows

WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?", re.UNICODE)


class Paradigm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a word with this ending changes: its forms, the first as it is written, and which cases each may be ("nom acc")."""

    ends: str
    forms: tuple[str, ...]
    cases: tuple[str, ...] = ()


class Together(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"beside": "with", "never": "not"},
):
    """States named by one sign each ("中俄": CHN RUS); words one of which then follows, and words that never do.

    A state's first sign before one of `sides` is that state, where the text names just one that begins so ("阿方").
    """

    names: dict[str, str] = {}
    beside: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The little words of a language: what links parts, what ends a phrase, what makes an office a past one.

    `head` says whether the main noun comes first or last; `prefixes` are written together with the word they precede;
    `spaced` whether words are parted by spaces; `paradigms` say how names change. `article` is written together with the
    word it precedes, and `fused` is a particle and the article in one ("لل" for "ل" and "ال"). `together`
    are states that are named by one sign each.
    """

    links: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    attached: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    head: Literal["first", "last"] = "last"
    prefixes: frozenset[str] = frozenset()
    spaced: bool = True
    paradigms: tuple[Paradigm, ...] = ()
    article: str = ""
    fused: str = ""
    together: Together = Together()

    def definite(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        """The forms of a name or noun, and the same with the article where they may take one."""
        bare = [f for f in forms if self.article and not f.startswith(self.article)]
        return (*forms, *(self.article + f for f in bare))

    def inflected(self, name: str) -> tuple[str, ...]:
        """The forms of a name; words of several change together, case by case, or those that carry a "~"."""
        if "~" in name:
            return self.marked(name)
        ways = [self._ways(word) for word in name.split(" ")]
        longest = max(map(len, ways))
        if len(ways) == 1:
            return ways[0]
        changing = {len(w) for w in ways if len(w) > 1}
        if len(changing) != 1:
            return (name,)
        return tuple(" ".join(w[n] if len(w) > 1 else w[0] for w in ways) for n in range(longest))

    def marked(self, noun: str) -> tuple[str, ...]:
        """The forms of a noun phrase in which the words that change carry a "~" ("министр~ обороны")."""
        ways = [self._ways(w[:-1]) if w.endswith("~") else (w,) for w in noun.split(" ")]
        longest = max(map(len, ways))
        return tuple(
            dict.fromkeys(" ".join(w[min(n, len(w) - 1)] for w in ways) for n in range(longest))
        )

    def cases(self, word: str) -> dict[str, frozenset[str]]:
        """The forms of a word with the cases that each may be; nothing for a word that does not change."""
        found: dict[str, frozenset[str]] = {}
        if (paradigm := self._paradigm(word)) is not None:
            stem = word.removesuffix(paradigm.ends)
            for form, held in zip(paradigm.forms, paradigm.cases, strict=False):
                found[stem + form] = found.get(stem + form, frozenset()) | frozenset(held.split())
        return found

    def _paradigm(self, word: str) -> Paradigm | None:
        fits = (p for p in self.paradigms if word.endswith(p.ends) and not word.isupper())
        return next(fits, None)

    def _ways(self, word: str) -> tuple[str, ...]:
        paradigm = self._paradigm(word)
        if paradigm is None:
            return (word,)
        stem = word.removesuffix(paradigm.ends)
        return tuple(stem + form for form in paradigm.forms)


class Cut(NamedTuple):
    """The head of a phrase ends at `head`; what may say more about it ends at `end`."""

    head: int
    end: int


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; an empty one where there is no table. Raises BadTable."""
    table = DATA / f"phrases.{language}.toml"
    if not table.is_file():
        return Grammar()
    try:
        return msgspec.convert(tomllib.loads(table.read_text("utf-8")), Grammar)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"{table.name}: {err}") from None


def links(language: str) -> frozenset[str]:
    """The words between the parts of a phrase: "of", "in"; "两国" between states and what is theirs."""
    return grammar(language).links


@cache
def modifiers(language: str) -> dict[str, str]:
    """Words that say which sector a weaker role noun belongs to, by folded word."""
    table = DATA / f"modifiers.{language}.tsv"
    if not table.is_file():
        return {}
    allowed = frozenset(sectors())
    return {
        fold(row["word"]): choice(row, "sector", allowed) for row in rows(table, ("word", "sector"))
    }


Spans = list[tuple[int, int]]


def cut(text: str, names: Spans, nouns: Spans, language: str) -> Cut:
    """Where the head of `text` ends, and where what belongs to it does; words inside names and nouns cut nothing.

    "and" ends a phrase that has its noun ("police and students"), not one that waits for it ("Danish and Swedish
    students").
    """
    words, head = grammar(language), None
    for m in re.finditer(r"[,;(]|" + WORD.pattern, text):
        if m.start() == 0 or any(a <= m.start() < b for a, b in (*names, *nouns)):
            continue
        word = fold(m[0])
        done = word in words.joins and any(end <= m.start() for _, end in nouns)
        if done or word in words.breaks or word in (",", ";", "("):
            return Cut(m.start() if head is None else head, m.start())
        if word in words.links and head is None:
            head = m.start()
    return Cut(len(text) if head is None else head, len(text))
