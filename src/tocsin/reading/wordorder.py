"""The grammar of a language that is read without a parser: lexicons/<lang>/grammar.toml, checked when loaded.

order    = "who action whom"      the plain order; or "action who whom", "who whom action"
spaced   = true                   whether words are parted by spaces
prefixes = []                     written together with the word that follows ("و", "ب"), for words of this file and plain.tsv
endings  = []                     what `~` in a pattern stands for
gap      = 3                      how many words `…` in a pattern may be
chain    = 0                      how many words may lie between a mark and the name at the end of the phrase it begins, where
                                  a noun is followed by whose it is without a word between ("on depots [of] Avaria")
bound    = []                     endings of verbs whose subject stands before them, where the verb comes first
short    = { do = "(did|done)" }  what `{do}` in a pattern of plain.tsv stands for: the forms of a word that many lines have
silent   = ""                     signs that may be written or left out: vowel signs
same     = { "‐" = "-" }          letters made one before matching, one character for one, beside those of the atlas
owner    = ["before", "after"]    where the adjective of a people that says whose an act is may stand beside the act noun:
                                  "Israeli strike", "frappe israélienne"

[marks]                           what tells whose side a name is on; NAME is what `who` and `whom` of plain.tsv ask for
NAME = ["with", "+را", ":ins", "в:acc", ""]
                                  "word" stands before the name, "+word" behind it, ":case" is the case of its first word
                                  (atlas: phrases.<lang>.toml), "word:case" both, "" is a name with no word before it
by, own, owner, in, subj, obj     have a meaning: the doer of a passive; whoever's act a noun tells, standing after it, or
                                  before it ("of Avaria", "Avaria's"); where an act was, which is no side of it; what a
                                  subject or an object must have. A name behind any "word" is neither subject nor object,
                                  so list all prepositions, those no line asks for under a name of your own

[words]                           patterns (patterns.py)
joins         between the members of a list ("and"; commas join where one of these ends the list)
articles      may stand between a mark and the name
breaks        begin another clause; nobody beyond is looked at
closes        end a clause; another begins behind them ("said")
partitive     say how many of those that follow ("a group of"): what stands before them is what marks the name
relative      begin a clause about the name right before, which is its subject
light         verbs that carry an act noun ("carried out a strike"): their subject is whoever does it
passive       make the verb right after them, or that holds them, a passive
pronouns      a subject nobody is told of: the side stays open

[reality.NAME]                    negated, hypothetical, future, alleged, historical; the first that holds, in this order
before = []  after = []           patterns at most `reach` words (default 3) before or after the act or its light verb
within = []                       patterns anywhere in its clause
anywhere = []                     patterns anywhere in its sentence ("it is said that …")
own = []                          patterns within the words of the act itself ("did not" where the verb holds the "not")
joined = []  endings = []         letters written together with its verb: before it, or its last ones
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from tocsin.atlas import BadTable
from tocsin.reading.patterns import Spelling
from tocsin.records import Reality

WordOrder = Literal["who action whom", "action who whom", "who whom action"]
WORDS = frozenset(
    [
        "joins",
        "articles",
        "breaks",
        "closes",
        "partitive",
        "relative",
        "light",
        "passive",
        "pronouns",
    ]
)


class Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells that an act is not simply so: words before, after, around or in it, letters joined to its verb."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    anywhere: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    reach: int = 3


class Participle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The endings of past participles, and the auxiliaries that make them active."""

    endings: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Endings that tell the number: of verbs in the plural, and of names of one state that are plural."""

    verbs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class NamesGrammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How names, roles and persons are put together where the main noun comes first.

    `adjectives` is where the adjective of a people may stand beside its noun: "both" sides, or only "after" it. `owned`
    says which nouns another noun may follow that says whose they are: "any", or those of an "office" ("spokesman [of the]
    police"); a noun that begins with the `definite` article is followed by adjectives only.
    """

    capitals: str = ""
    particles: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    adjacent: bool = True
    adjectives: Literal["both", "after"] = "both"
    owned: Literal["any", "office"] = "any"
    definite: str = ""
    articles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The grammar as the file has it; see the head of this module."""

    order: WordOrder
    spaced: bool = True
    prefixes: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    gap: int = 3
    chain: int = 0
    bound: tuple[str, ...] = ()
    short: dict[str, str] = msgspec.field(default_factory=dict)
    silent: str = ""
    same: dict[str, str] = msgspec.field(default_factory=dict)
    owner: tuple[Literal["before", "after"], ...] = ()
    marks: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    names: NamesGrammar | None = None
    participle: Participle = Participle()
    number: Number = Number()
    reality: dict[Reality, Signs] = msgspec.field(default_factory=dict)

    @property
    def spelling(self) -> Spelling:
        """How the language is written."""
        return Spelling(
            self.spaced, self.prefixes, self.endings, tuple(self.same.items()), self.gap
        )

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that are written together with the noun."""
        return tuple(sorted(self.prefixes & frozenset(self.words.get("articles", ()))))

    def whole(self, pattern: str) -> str:
        """A pattern with what its short words stand for; KeyError for one that [short] has not."""
        return re.sub(r"\{([\w-]+)\}", lambda m: self.short[m[1]], pattern)


@cache
def word_order(language: str) -> Order | None:
    """The grammar of a language; None if it has none. Raises BadTable naming the file and what is wrong."""
    table = files("tocsin.reading") / "lexicons" / language / "grammar.toml"
    if not table.is_file():
        return None
    try:
        order = msgspec.convert(tomllib.loads(table.read_text("utf-8")), Order)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadTable(f"{language}/grammar.toml: {err}") from None
    if unknown := sorted(order.words.keys() - WORDS):
        raise BadTable(
            f"{language}/grammar.toml: [words] has {unknown[0]!r}; there is {', '.join(sorted(WORDS))}"
        )
    return order
