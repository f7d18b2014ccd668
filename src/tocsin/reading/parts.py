"""What sort of thing a noun phrase names, person, body, thing or weapon, and where its words stand."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files

from tocsin.atlas import lookup, roles_in
from tocsin.reading.lexicon import word_classes
from tocsin.reading.tree import Tree
from tocsin.reading.vocabulary import words
from tocsin.reading.wordbook import name_words
from tocsin.records import Part, Sort, Span

BODIES = words("bodies-named")
OPENING = name_words("opening")
JOINING = name_words("joining")
INNER = words("inner")
SUBUNITS = words("subunits")
TITLES = name_words("title") | words("temporal") | {"the"}
OWNED = words("owned")  # things of which mostly their owner says which
UNSAID = words("unsaid")  # before a noun, and no part of what it names
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'.-]*")
_RUN = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:[ \n]+(?:(?:de|del|la|las|los|y|da|do|dos|von|van|der|al|el|bin|ibn)[ \n]+){0,2}[A-ZÀ-Þ][\w’'-]*)+"
)


@cache
def sorts() -> Mapping[str, frozenset[str]]:
    """The words of each sort, and of classes of them, from lexicons/en/sorts.tsv."""
    return word_classes(files("tocsin.reading") / "lexicons" / "en" / "sorts.tsv")


class Parts:
    """The parts of one text: what sort its phrases are, and where it gives the fullest name of a person or a body."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _whole(self) -> dict[str, Span]:
        return _fullest(self.text)

    def of(self, tree: Tree, i: int) -> Iterator[Part]:
        """The parts that the noun at `i` and the list that it heads name; a group of people is the people."""
        for k in tree.conjuncts(i):
            if (inner := _inner(tree, k)) is not None:
                yield from self.of(tree, inner)
            elif (part := self.one(tree, k)) is not None:
                yield part
                yield from self._apposed(tree, k, part)

    def bodies(self, tree: Tree, i: int) -> Iterator[Part]:
        """The bodies named within the phrase of the noun at `i`: "ELN guerrillas", "members of the army"."""
        own = self.one(tree, i)
        inside = range(own.start, own.end) if own and own.sort == "body" else range(0)
        for k in tree.subtree(i):
            if k != i and tree.is_noun(k) and self._belongs(tree, k, i):
                part = self.one(tree, k)
                if part is not None and part.sort == "body" and part.start not in inside:
                    yield part

    def _belongs(self, tree: Tree, k: int, i: int) -> bool:
        """Whether the noun at `k` says which body the persons at `i` are of."""
        if tree[k].dep in ("compound", "nmod", "amod", "poss", "appos") and tree[k].head == i:
            return sort_of(tree, k) == "body" and (
                tree[k].text[:1].isupper() or tree[k].dep == "poss" or k == i - 1
            )
        p = tree[k].head
        if tree[k].dep != "pobj" or tree[p].text.lower() not in ("of", "from", "for", "to"):
            return False
        above = tree[p].head
        return above == i or (tree[above].head == i and tree.lemmas[above] == "belong")

    def _apposed(self, tree: Tree, i: int, part: Part) -> Iterator[Part]:
        for k in tree.kids(i, "appos"):
            p = self.one(tree, k) if part.sort in ("person", "body") and not part.named else None
            if p is not None and p.named:
                yield p

    def one(self, tree: Tree, i: int) -> Part | None:
        """The part that the noun at `i` names by itself; None for a pronoun and what is of no sort."""
        sort = sort_of(tree, i)
        if sort is None and tree[i].tag in ("NNP", "NNPS") and tree[i].text in self._whole:
            sort = "person"  # the last name of somebody who is named in full elsewhere
        if sort is None:
            return None
        first, last = _edges(tree, i)
        named = tree[i].tag in ("NNP", "NNPS") or (
            tree[i].text[:1].isupper() and tree[i].start != tree.sentence.start
        )
        named = named and not _people(tree, i)
        if sort == "person" and named:
            first, last = _name_edges(tree, i)
        if sort == "body":
            first, last = _body_edges(tree, first, last)
        if sort == "thing":
            first, last = _owned(tree, i, first)
        start, end = tree[first].start, tree[last].end
        return Part(
            start=start,
            end=end,
            sort=sort,
            whole=self._whole_of(start, end) if named else None,
            named=named,
        )

    def _whole_of(self, start: int, end: int) -> Span | None:
        name = " ".join(self.text[start:end].split())
        return self._whole.get(name)


def _fullest(text: str) -> dict[str, Span]:
    """For the last names of a text, and for full names shortened, where the fullest name stands first."""
    out: dict[str, Span] = {}
    runs = sorted(_RUN.finditer(text), key=lambda m: (-len(m[0].split()), m.start()))
    for m in runs:
        found = list(re.finditer(r"[^\s]+", m[0]))
        while found and _title(found[0][0]):
            found.pop(0)
        parts = [w[0] for w in found]
        if 2 <= len(parts) <= 5 and not {p.lower() for p in parts} & (BODIES | OPENING):
            span = Span(start=m.start() + found[0].start(), end=m.end())
            for n in range(len(parts)):
                out.setdefault(" ".join(parts[n:]), span)
            if len(parts) > 2:
                out.setdefault(" ".join(parts[:-1]), span)
                out.setdefault(parts[-2], span)
    return out


def _inner(tree: Tree, i: int) -> int | None:
    """ "A group of armed men": the men."""
    if tree.lemmas[i] not in INNER:
        return None
    return next(
        (
            k
            for p in tree.kids(i, "prep")
            if tree[p].text.lower() == "of"
            for k in tree.kids(p, "pobj")
        ),
        None,
    )


def _edges(tree: Tree, i: int) -> tuple[int, int]:
    """First and last token of the phrase without article, number and possessor."""
    first = i
    for k in tree.children[i]:
        if k < first and tree[k].dep in ("compound", "amod", "nmod", "punct"):
            first = min(first, *(x for x in tree.subtree(k)))
    while first < i and _bare(tree, first):
        first += 1
    return first, i


def _body_edges(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The whole name of a body, "Army of National Liberation", without what is only a part of it ("FMLN units")."""
    while first and tree[first - 1].text[:1].isupper() and not _bare(tree, first - 1):
        if tree[first - 1].head not in range(first, len(tree)):
            break
        first -= 1
    if tree.lemmas[last] in SUBUNITS and last > first and tree[last].text[:1].islower():
        capital = [k for k in range(first, last) if tree[k].text[:1].isupper()]
        if capital and not any(e.kind == "demonym" for e in lookup(tree[capital[-1]].text)):
            return capital[0], capital[-1]
    if tree[last].text[:1].isupper():
        first = _name_start(tree, first, last)
    if _goes_on(tree, last):
        last += 2
        while (
            last + 1 < len(tree)
            and tree[last + 1].text[:1].isupper()
            and tree[last + 1].tag.startswith("NNP")
        ):
            last += 1
    return first, last


def _name_start(tree: Tree, first: int, last: int) -> int:
    """Where the name of a body begins: not with "leftist", "self-styled", nor with a people before two words of a name."""
    while first < last and not tree[first].text[:1].isupper():
        first += 1
    people = any(e.kind == "demonym" for e in lookup(tree[first].text))
    return first + 1 if people and last - first > 1 else first


def _goes_on(tree: Tree, last: int) -> bool:
    """ "Army of National ...": the name goes on behind "of"."""
    if last + 2 >= len(tree) or tree[last + 1].text not in ("of", "for"):
        return False
    return tree[last].text[:1].isupper() and tree[last + 2].text[:1].isupper()


def _owned(tree: Tree, i: int, first: int) -> tuple[int, int]:
    """A plain thing with whose it is: "Tamm's residence", "offices of labor unions"."""
    if first < i or tree.lemmas[i] not in OWNED:
        return first, i
    for k in tree.kids(i, "poss"):
        if tree.is_noun(k):
            return tree.left_edge(k), i
    for p in tree.kids(i, "prep"):
        if tree[p].text.lower() == "of" and p == i + 1:
            for k in tree.kids(p, "pobj"):
                return i, k
    return first, i


def _bare(tree: Tree, k: int) -> bool:
    t = tree[k]
    return (
        t.tag in ("DT", "CD", "PRP$", "PDT", "IN", "WRB")
        or t.text.lower() in UNSAID
        or not t.text[:1].isalnum()
    )


def _name_edges(tree: Tree, i: int) -> tuple[int, int]:
    """The run of name words that ends in the name at `i`, without titles before it."""
    first = i
    while first and (
        _NAME.fullmatch(tree[first - 1].text)
        or (tree[first - 1].text in JOINING and first > 1 and _NAME.fullmatch(tree[first - 2].text))
    ):
        first -= 1
    for k in range(i - 1, first - 1, -1):
        if _title(tree[k].text) or any(e.kind == "demonym" for e in lookup(tree[k].text)):
            return k + 1, i
    return first, i


def _called(tree: Tree, i: int) -> bool:
    """Whether a title, a trade or a given name stands before the name at `i`, or the text gives a role beside it."""
    if i and tree[i - 1].text in ("[", "-LSB-"):
        return False
    if i and _title(tree[i - 1].text):
        return True
    return tree.kid(i, "appos", "relcl") is not None


def _people(tree: Tree, i: int) -> bool:
    """Whether a noun with a capital names a people or a trade, not one person: "Avarians", "U.S. missionaries"."""
    low = tree.lemmas[i]
    return (
        low in sorts()["person"]
        or tree[i].text.lower() in sorts()["person"]
        or any(e.kind in ("demonym", "country", "capital", "region") for e in lookup(tree[i].text))
    )


def _title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in sorts()["person"] or low in TITLES or bool(roles_in(low))


def sort_of(tree: Tree, i: int) -> Sort | None:
    """The sort of the noun at `i`: by its own word, by what the atlas knows, or as a name of a person."""
    t, lemma = tree[i], tree.lemmas[i]
    if t.tag == "CD" and t.dep in ("dobj", "nsubjpass"):
        return "person"  # "killed ten"
    if not tree.is_noun(i) and t.tag not in ("FW", "JJ", "VBN", "NN"):
        return None
    low = t.text.lower()
    listed = sorts()
    for word in (lemma, low, low.rstrip("s")):
        if word in listed["weapon"]:
            return "weapon"
        if word in listed["person"]:
            return "person"
        if word in listed["body"]:
            return "body"
        if word in listed["thing"]:
            return "thing"
    return _named_sort(tree, i)


def _named_sort(tree: Tree, i: int) -> Sort | None:
    t = tree[i]
    if not (t.tag in ("NNP", "NNPS") or t.text[:1].isupper()) or t.text.isdigit():
        return "person" if roles_in(t.text.lower()) else None
    if t.text.isupper() and len(t.text) > 1 and t.text.isalpha():
        return "body"
    first, last = _name_edges(tree, i)
    name = " ".join(tree[k].text for k in range(first, last + 1))
    if any(tree[k].text.lower() in BODIES for k in range(first, last + 1)):
        return "body"
    if (
        first == last
        and t.tag in ("NNPS", "NNS")
        and any(tree[k].text.lower() == "the" for k in tree.kids(i, "det"))
    ):
        return "body"  # "the Unyielding ones": a name that a group gave itself
    if first == last and not _called(tree, i):
        return None  # one word that nothing says is a person's
    if tree[first].text.lower() in OPENING:
        return None
    kinds = {e.kind for n in (name, t.text) for e in lookup(n)}
    if kinds & {"org", "group", "body"}:
        return "body"
    if kinds & {"country", "capital", "region", "seat"}:
        return None
    return "person"
