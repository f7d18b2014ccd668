"""What a happening is called everywhere: the act, the parties, the place and the day, by rule and in neutral words."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, get_args

from tocsin.atlas.actions import categories
from tocsin.atlas.acts import Act, act
from tocsin.atlas.countries import countries
from tocsin.atlas.dates import date_words
from tocsin.atlas.loaded import loaded_words, neutral
from tocsin.atlas.names import org_name
from tocsin.records import Happening, Party, Reality

# How a title begins; place and day follow, each after a comma. {initiators} and {recipients} are lists of names.
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "between": "{act} between {parties}",
        "of": "{act} of {parties}",
        "both": "{act} by {initiators} {to} {recipients}",
        "by": "{act} by {initiators}",
        "upon": "{act} {to} {recipients}",
        "bare": "{act}",
    }
)
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "alleged": "Reported",
        "unconfirmed": "Reported",
        "future": "Announced",
        "disputed": "Disputed",
    }
)
NO_NAMES: Mapping[str, str] = MappingProxyType({})
_REALITIES = frozenset(get_args(Reality))
_BEHIND = frozenset(("historical", "future", "hypothetical", "negated"))
_WITH_THE = re.compile(
    r"(United|Central African|Dominican|Czech Republic|Democratic)\b.*"
    r"|Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Seychelles"
    r"|.*\b(Organi[sz]ation|Agency|Council|Nations|Union|Ministry|States|Kingdom|Emirates|Islands"
    r"|Committee|Commission|Court|Forces|Army|Navy|Corps|Guards?|Department|Office|Secretariat"
    r"|Alliance|Assembly|Bank|Forum|Fund|League)"
)
_OF_COUNTRY = re.compile(r"[^\W\d_][\w .-]*[’']s? (?:\w+[ -])*[^\W\d_]\w*")


class Named(NamedTuple):
    """A name in a title, and the party it stands for."""

    text: str
    party: Party


class Titled(NamedTuple):
    """The parts of a title: which of FORMS, the words for the act, names, place, and an EDTF date."""

    form: str
    act: Act
    by: tuple[Named, ...] = ()
    to: tuple[Named, ...] = ()
    place: str | None = None
    date: str | None = None

    @property
    def text(self) -> str:
        """The title as one line: "Airstrike on Avaria, Port Selm, 1 April 2024"."""
        where, when = self.place, date_words(self.date) if self.date else None
        return ", ".join(part for part in (_head(self), where, when) if part)


def title(happening: Happening) -> str:
    """The neutral title of a happening: "Meeting between Avaria and Brennia, Port Selm, 1 April 2024".

    Parties are states and organisations; who has no code is named by nobody's words but those of a report, and so
    left out. Where who did it is what the reports allege (column `by` of acts.tsv) the title says only to whom.
    """
    return neutral(titled(happening).text)


def headline(happening: Happening, speakers: Iterable[str | None] = ()) -> str:
    """The title of a happening, after the word for how real it is where it is not told as a fact: "Reported: …".

    `speakers` are the names of those of its claims, as `how_real` takes them.
    """
    status = STATUSES.get(how_real(happening, speakers))
    return f"{status}: {title(happening)}" if status else title(happening)


def how_real(happening: Happening, speakers: Iterable[str | None] = ()) -> str:
    """How real a happening may be called: its own word, but what nobody says in an outlet's own voice is alleged.

    `speakers` are the names of those of its claims, None for an outlet's own voice. One alleged by no named speaker is
    "unconfirmed"; one that some reports tell and others tell not to have been is "disputed".
    """
    if any(f.property == "happened" and f.status == "contradict" for f in happening.facts):
        return "disputed"
    voices = [*speakers]
    found = happening.reality if happening.reality in _REALITIES else "alleged"
    if found == "actual" and voices and all(voices):
        found = "alleged"
    return "unconfirmed" if found == "alleged" and not any(voices) else found


def titled(happening: Happening, names: Mapping[str, str] = NO_NAMES) -> Titled:
    """The parts of a happening's title. `names` are further names of parties by code."""
    words = act(happening.category, happening.mode)
    by = _names(happening, "initiator", words, names)
    to = [
        n
        for n in _names(happening, "recipient", words, names)
        if n.text not in {b.text for b in by}
    ]
    by = by if words.by or words.shape == "between" else []
    found = Titled(_form(words, by, to), words, tuple(by), tuple(to), None, happening.date)
    place = _place(happening, names)
    return found._replace(place=None if place and place in _head(found) else place)


def has_title(happening: Happening) -> bool:
    """Whether the title of a happening says something: a coded act that is not denied or only possible, with a detail."""
    parts = titled(happening)
    if parts.act.category != happening.category or happening.reality in ("negated", "hypothetical"):
        return False
    return bool(parts.by or parts.to or parts.place or parts.date)


def weightiest(happenings: Iterable[Happening]) -> list[Happening]:
    """Happenings by weight: titled before others, present before background, many origins, told as fact, force and
    talks before other deeds and these before statements, many reports, what stands first in its text.
    """
    return sorted(happenings, key=_weight)


def _weight(happening: Happening) -> tuple[bool, bool, int, bool, int, int, int]:
    return (
        not has_title(happening),
        happening.reality in _BEHIND,
        -happening.origins,
        happening.reality != "actual",
        _rank(happening),
        -len({p.report for p in happening.passages}),
        min((p.start for p in happening.passages), default=0),
    )


def _rank(happening: Happening) -> int:
    """Force and talks first, then other deeds, then statements."""
    first = act(happening.category, happening.mode).force or happening.category == "CONSULT"
    return 0 if first else 1 if deed(happening) else 2


def deed(happening: Happening) -> bool:
    """Whether something was done or people met, rather than something only said."""
    kind = categories().get(happening.category)
    return happening.category == "CONSULT" or (
        kind is not None and kind.quad.startswith("material")
    )


def with_the(name: str) -> str:
    """A name as it stands in a sentence: "the United States", "Avaria"."""
    owned = re.search(r"[’']s? ", name)
    return f"the {name}" if _WITH_THE.fullmatch(name) and not owned else name


def _form(words: Act, by: list[Named], to: list[Named]) -> str:
    if words.shape == "between":
        return "between" if len(by + to) == 2 else "of" if by + to else "bare"
    if by:
        return "both" if to else "by"
    return "upon" if to else "bare"


def _head(parts: Titled) -> str:
    by, to = [n.text for n in parts.by], [n.text for n in parts.to]
    text = FORMS[parts.form].format(
        act=parts.act.title,
        to=parts.act.to,
        initiators=_list(by),
        recipients=_list(to),
        parties=_list(by + to),
    )
    return text[:1].upper() + text[1:]


def _names(happening: Happening, side: str, words: Act, names: Mapping[str, str]) -> list[Named]:
    found: dict[str, Named] = {}
    for party in happening.parties:
        text = _name(party, words, names) if party.side == side else None
        if text and not loaded_words(text):
            found.setdefault(text, Named(text, party))
    meant = {n.party.code for n in found.values() if _is_of_country(n.text)}
    return [n for n in found.values() if n.party.code not in meant or _is_of_country(n.text)]


def _name(party: Party, words: Act, names: Mapping[str, str]) -> str | None:
    """What of a country was meant, where that is what was hit ("Avaria’s embassy"); else its name; None without a code."""
    if party.code is None:
        return None
    hit = party.side == "recipient" and not words.by
    if hit and _is_of_country(party.name):
        return party.name
    known = countries().get(party.code)
    name = names.get(party.code) or (known.name if known else org_name(party.code))
    return with_the(name or (party.name if party.name[:1].isupper() else party.code))


def _is_of_country(name: str) -> bool:
    return bool(_OF_COUNTRY.fullmatch(name)) and name[0].isupper()


def _place(happening: Happening, names: Mapping[str, str]) -> str | None:
    if happening.place and not loaded_words(happening.place):
        return happening.place
    code = happening.country or ""
    known = countries().get(code)
    return names.get(code) or (known.name if known else None)


def _list(names: list[str]) -> str:
    *before, last = names or [""]
    return f"{', '.join(before)} and {last}" if before else last
