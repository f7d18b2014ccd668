"""The declared templates and words for acts, and how a template is filled."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tocsin.atlas import choice, rows

_DATA = files("tocsin.briefing") / "data"
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\^?)([a-z_]+)\}")
_ARTICLE = re.compile(r"^an? ")
_COLUMNS = (
    "category",
    "mode",
    "shape",
    "force",
    "noun",
    "to",
    "did",
    "do",
    "did_alone",
    "do_alone",
)


class Act(NamedTuple):
    """Neutral words for a category and mode: nouns, and verbs with and without somebody it is done to."""

    category: str
    mode: str
    shape: str
    force: bool
    noun: str
    to: str
    did: str
    do: str
    did_alone: str
    do_alone: str

    @property
    def title(self) -> str:
        """The noun without its article, as a title begins."""
        return _ARTICLE.sub("", self.noun)

    @property
    def words(self) -> frozenset[str]:
        """Everything this act may be called."""
        verbs = (self.did, self.do, self.did_alone, self.do_alone)
        return frozenset((self.noun, self.to, self.title, *verbs))


@cache
def templates() -> Mapping[str, str]:
    """Templates by id: "line.actual.both" -> "{initiators} {did} {recipients}…"."""
    return dict(_leaves(tomllib.loads((_DATA / "templates.toml").read_text("utf-8")), ""))


def _leaves(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, str):
            found.append((prefix + key, value))
        else:
            found += _leaves(value, f"{prefix}{key}.")
    return found


@cache
def acts() -> Mapping[tuple[str, str], Act]:
    """Words for acts by category and mode; ("*", "") speaks for whatever is not listed."""
    found = {}
    for row in rows(_DATA / "acts.tsv", _COLUMNS):
        choice(row, "shape", frozenset(("between", "upon")))
        force = choice(row, "force", frozenset(("yes", "no"))) == "yes"
        verbs = (row["did"], row["do"], row["did_alone"], row["do_alone"])
        words = Act(
            row["category"], row["mode"], row["shape"], force, row["noun"], row["to"], *verbs
        )
        found[words.category, words.mode] = words
    return found


def act(category: str, mode: str | None) -> Act:
    """The words for an act: of its mode, else of its category, else of any act."""
    table = acts()
    return table.get((category, mode or "")) or table.get((category, "")) or table["*", ""]


@cache
def act_words() -> frozenset[str]:
    """All the words that a fixed slot of an act may hold."""
    return frozenset().union(*(a.words for a in acts().values()))


@cache
def plain_words() -> re.Pattern[str]:
    """Matches a characterising word, also where one begins a longer word ("terrorists")."""
    lines = (_DATA / "plain_words.txt").read_text("utf-8").splitlines()
    words = [re.escape(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    return re.compile(rf"\b(?:{'|'.join(words)})\w*", re.IGNORECASE)


def slots_of(template: str) -> tuple[str, ...]:
    """The names of the slots that a template text has, in order."""
    return tuple(name for _, name in _SLOT.findall(template))


def template_text(template: str) -> str:
    """The text of a template id; several ids with "+" between them are sentences that follow one another.

    Raises KeyError for an unknown id.
    """
    return " ".join(templates()[part] for part in template.split("+"))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The sentence that a template id and its values make.

    Raises KeyError for an unknown template, or a slot outside brackets that has no value.
    """
    text = template_text(template)

    def chosen(part: re.Match[str]) -> str:
        names = slots_of(part[1])
        return part[1] if all(values.get(name) for name in names) else ""

    def filled(slot: re.Match[str]) -> str:
        value = values[slot[2]]
        return value[:1].upper() + value[1:] if slot[1] else value

    return _SLOT.sub(filled, _OPTIONAL.sub(chosen, text))
