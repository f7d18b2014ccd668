"""What a report says: claims tied to passages, and the places, dates and hints found beside them."""

from typing import Literal

from tocsin.records.reports import Passage
from tocsin.records.word import Integer, Offset, Word

Reality = Literal["actual", "alleged", "negated", "future", "hypothetical", "historical"]
PlacePrecision = Literal["point", "city", "region", "country"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
Of = Literal["actor", "act", "place"]
Sort = Literal["person", "body", "thing", "weapon"]
HarmKind = Literal["attack", "bombing", "kidnapping", "arson", "robbery"]
Stage = Literal["accomplished", "attempted", "threatened"]
Firmness = Literal["told", "claimed", "accused", "accused by authorities", "possible"]


class Span(Word):
    """Characters [start, end) of the text of the report at hand."""

    start: Offset
    end: Offset


class Actor(Word):
    """Somebody in a public role, as named at [start, end); coded ISO 3166-1 alpha-3 or organisation, and PLOVER sector.

    `name` is the fullest name the report gives (surnames and pronouns resolved); `link` says how it was resolved
    ("pronoun", "pair", "role", "counterpart", "again") where it was; "written" is somebody without a known public role,
    kept as the report's words only and coded as nobody.
    """

    start: Offset
    end: Offset
    name: str
    country: str | None = None
    org: str | None = None
    sector: str | None = None
    office: str | None = None
    link: str | None = None


class Point(Word):
    """A point on the Earth (WGS 84) in millionths of a degree."""

    lat: Integer
    lon: Integer


class Place(Word):
    """A place named at [start, end), and where it is, if that could be said."""

    start: Offset
    end: Offset
    name: str
    point: Point | None = None
    geonameid: Integer | None = None
    country: str | None = None
    kind: str | None = None
    precision: PlacePrecision | None = None


class Dated(Word):
    """A time expression at [start, end): a TIMEX3 `value`, the same as EDTF where it has one, and the anchor used."""

    start: Offset
    end: Offset
    value: str
    type: DateType
    granularity: str | None = None
    edtf: str | None = None
    anchor: Literal["published", "text", "none"] = "none"


class Quantity(Word):
    """How many: low, best and high as said ("at least 8": low 8), what is counted, by whom and as of when.

    `unit` is a currency of an amount (ISO 4217); a share is in thousandths. `side` says who is counted, where it does.
    """

    kind: str
    low: Integer | None = None
    best: Integer | None = None
    high: Integer | None = None
    qualifier: str | None = None
    side: str | None = None
    counted_by: str | None = None
    as_of: str | None = None
    unit: str | None = None


class Event(Word):
    """Who did what to whom, in PLOVER 2.0 terms and our declared extensions. `act` is the predicate that was read.

    `date` is EDTF; a year that the report leaves open is XXXX. `rule` names the lexicon line that fired.
    """

    category: str
    act: Span
    reality: Reality
    rule: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    initiators: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    date: str | None = None
    effects: tuple[Quantity, ...] = ()


class Quote(Word):
    """Words given as somebody's: their spans, the speaker's and the cue's; direct if between quotation marks."""

    content: tuple[Span, ...]
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    direct: bool = False


class Characterisation(Word):
    """What somebody calls an actor, an act or a place, word for word. `target` names what is called so."""

    words: str
    of: Of
    target: str | None = None


class Invocation(Word):
    """A norm that somebody invokes; `norm` is its id in the atlas, `said` how they say it bears (violated, respected)."""

    norm: str
    said: str | None = None


class Denial(Word):
    """Somebody says that something is not so; `denied` is the span of what they deny."""

    denied: Span


class Counted(Word):
    """A number that somebody gives for a happening."""

    quantity: Quantity


Says = Event | Quote | Characterisation | Invocation | Denial | Counted


class Claim(Word):
    """`speaker` says so, at `passage`. A speaker of None is the outlet in its own voice.

    `via` is the chain the words came through, nearest the speaker first (Araghchi < Mehr < Newsweek: Mehr).
    `rule` says which rule made the claim. The house never says "this was aggression"; it says who called it that.
    """

    passage: Passage
    says: Says
    rule: str
    speaker: Actor | None = None
    via: tuple[str, ...] = ()


class Part(Word):
    """Somebody or something in an act: the words at [start, end), without article and number, and what sort it is.

    Only spans: the name of a person in no public role stands in the report alone. `whole` is where the report gives
    the fullest name of whoever is meant.
    """

    start: Offset
    end: Offset
    sort: Sort
    whole: Span | None = None
    named: bool = False


class Doer(Word):
    """Who is said to have done it, and how firmly: told as so, claimed by itself, accused, thought possible.

    `speaker` says so where it is said apart from an act (`Reading.blamed`); a doer of a harm has the harm's speaker.
    """

    part: Part
    firmness: Firmness = "told"
    speaker: Actor | None = None


class Harm(Word):
    """Persons or things harmed at `act`, with those in it whether or not they have a public role or a country.

    `rule` names the line of the lexicon. `stage` says whether it was done, tried or threatened. `speaker` says so; None is
    the outlet in its own voice.
    """

    kind: HarmKind
    act: Span
    stage: Stage
    reality: Reality
    rule: str
    doers: tuple[Doer, ...] = ()
    victims: tuple[Part, ...] = ()
    targets: tuple[Part, ...] = ()
    means: tuple[Part, ...] = ()
    speaker: Actor | None = None


class Hint(Word):
    """Wording at [start, end) that resembles a norm nobody named: for a person to look at, never a claim."""

    start: Offset
    end: Offset
    norm: str


class Reading(Word):
    """All that one reader found in one report, in the order of the text. Derived, never sealed, always rebuildable.

    `blamed` are those of whom the report says that they claim harm, are accused of it or are responsible for it.
    """

    report: str
    reader: str
    claims: tuple[Claim, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Dated, ...] = ()
    hints: tuple[Hint, ...] = ()
    harms: tuple[Harm, ...] = ()
    blamed: tuple[Doer, ...] = ()
