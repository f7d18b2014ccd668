"""An invented league and its outlets: reports, readings, a story and an incident made by hand, for the tests here."""

import hashlib
from datetime import UTC, datetime

from tocsin.briefing import Dossier, Norm
from tocsin.records import (
    Actor,
    Answer,
    Called,
    Characterisation,
    Claim,
    Denial,
    Engaged,
    Event,
    Evidence,
    Fact,
    Happening,
    Incident,
    Invocation,
    Member,
    Origin,
    Party,
    Passage,
    Place,
    Point,
    Published,
    Question,
    Quote,
    Reading,
    Report,
    Span,
    Story,
    Wording,
    passage,
)

AS_OF = datetime(2031, 3, 6, 18, 0, tzinfo=UTC)
COUNTRIES = {"XAA": "Avaria", "XAB": "Brennia", "XAC": "Costmark", "XAD": "Dorland"}
NAMES = {"Mira Halloran": "XAA", "Oren Dask": "XAB", "Ilva Torrin": "XAC"}

COURIER = """Avaria's foreign minister, Mira Halloran, met her Brennian counterpart Oren Dask in Portmere on Tuesday, 4 March.
Halloran proposed “a standing office to watch, record and answer strikes on members,” according to the Avarian Wire.
She called the strike on the harbour of Costmark an “act of aggression” and said it broke Article 2 of the League Charter.
At least 8 people were killed in the strike on 1 March, the harbour authority said.
Ministers will meet again in Highford in April, Halloran said.
"""
POST = """Oren Dask of Brennia and Mira Halloran of Avaria held talks in Portmere on 4 March.
Brennia will “continue to support Avaria in keeping the peace of the strait,” Dask said.
Nine people died when aircraft struck Costmark's harbour on 2 March, according to port officials.
Dorland denies that its aircraft took part in the strike.
Brennia's minister described the raid as “unprovoked”.
Dorland may offer assistance to Costmark, analysts say.
"""
HERALD = """Costmark did not attend the Portmere talks between Avaria and Brennia on 4 March.
An airstrike by Dorland hit the harbour of Costmark on 1 March, Costmark's prime minister Ilva Torrin said.
Torrin: “We ask the League for an answer, not for a quarrel.”
"""
PLAIN = """Ministers of Avaria and Brennia met in Portmere on 4 March, the Avarian Wire reported.
"""


def made(text: str, source: str | None, date: str | None, title: str, **more) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    published = Published(value=date, precision="day", how="byline") if date else None
    return Report(
        title=title,
        text=text,
        language="en",
        digest=digest,
        text_digest=digest,
        source=source,
        published=published,
        **more,
    )


REPORTS = {
    "report-" + "a" * 32: made(
        COURIER, "Portmere Courier", "2031-03-05", "Halloran asks league for watch office"
    ),
    "report-" + "b" * 32: made(
        POST, "Brennia Post", "2031-03-05", "Ministers talk, ports count the dead"
    ),
    "report-" + "c" * 32: made(
        HERALD, "Costmark Herald", "2031-03-06", "Torrin asks for an answer"
    ),
    "report-" + "d" * 32: made(
        PLAIN,
        None,
        None,
        "Ministers meet",
        flags=("no-date", "short"),
        url="https://news.example/m",
    ),
}
A, B, C, D = REPORTS


def at(report: str, words: str, nth: int = 0) -> Passage:
    """The passage where `words` stand in a report."""
    text, start = REPORTS[report].text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return passage(report, text, start, start + len(words))


def sentence(report: str, words: str) -> Passage:
    """The whole line of a report that holds `words`."""
    text = REPORTS[report].text
    here = text.index(words)
    start = text.rfind("\n", 0, here) + 1
    return passage(report, text, start, text.index("\n", here))


def who(report: str, words: str, name: str, country: str, nth: int = 0, **more) -> Actor:
    p = at(report, words, nth)
    return Actor(start=p.start, end=p.end, name=name, country=country, **more)


def halloran(report: str, words: str = "Mira Halloran", nth: int = 0) -> Actor:
    return who(report, words, "Mira Halloran", "XAA", nth, sector="GOV", office="foreign minister")


def dask(report: str, words: str = "Oren Dask", nth: int = 0) -> Actor:
    return who(report, words, "Oren Dask", "XAB", nth, sector="GOV", office="foreign minister")


def torrin(report: str, words: str, nth: int = 0) -> Actor:
    return who(report, words, "Ilva Torrin", "XAC", nth, sector="GOV", office="prime minister")


def spot(report: str, words: str, nth: int = 0) -> Place:
    points = {"Portmere": (-39_200_000, -12_500_000), "harbour": (-36_900_000, -9_800_000)}
    p = at(report, words, nth)
    lat, lon = points["Portmere" if words == "Portmere" else "harbour"]
    return Place(
        start=p.start,
        end=p.end,
        name="Portmere" if words == "Portmere" else "the harbour of Costmark",
        point=Point(lat=lat, lon=lon),
        precision="city" if words == "Portmere" else "point",
        kind=None if words == "Portmere" else "port",
    )


def event(
    p: Passage, category: str, reality: str = "actual", speaker: Actor | None = None, via=(), **more
) -> Claim:
    says = Event(
        category=category,
        act=Span(start=p.start, end=p.end),
        reality=reality,
        rule="by hand",
        **more,
    )
    return Claim(passage=p, says=says, rule="by hand", speaker=speaker, via=tuple(via))


def quote(report: str, words: str, speaker: Actor | None, via=(), direct: bool = True) -> Claim:
    p = at(report, words)
    says = Quote(content=(Span(start=p.start, end=p.end),), direct=direct)
    return Claim(
        passage=sentence(report, words), says=says, rule="by hand", speaker=speaker, via=tuple(via)
    )


MET = (
    event(sentence(A, "met her"), "CONSULT", initiators=(halloran(A),), recipients=(dask(A),),
          place=spot(A, "Portmere"), date="2031-03-04"),
    event(sentence(B, "held talks"), "CONSULT", initiators=(halloran(B),), recipients=(dask(B),),
          place=spot(B, "Portmere"), date="2031-03-04"),
    event(sentence(D, "met in"), "CONSULT", initiators=(who(D, "Avaria", "Avaria", "XAA"),),
          recipients=(who(D, "Brennia", "Brennia", "XAB"),), place=spot(D, "Portmere"), date="2031-03-04"),
)  # fmt: skip
STRUCK = (
    event(sentence(A, "At least 8"), "ASSAULT", mode="aerial", place=spot(A, "harbour of Costmark"), date="2031-03-01"),
    event(sentence(B, "Nine people"), "ASSAULT", mode="aerial", date="2031-03-02",
          recipients=(who(B, "Costmark", "Costmark", "XAC"),), place=spot(B, "harbour")),
    event(sentence(C, "An airstrike"), "ASSAULT", reality="alleged", mode="aerial", date="2031-03-01",
          speaker=torrin(C, "Ilva Torrin"), initiators=(who(C, "Dorland", "Dorland", "XAD"),),
          recipients=(who(C, "Costmark", "Costmark", "XAC", 1),), place=spot(C, "harbour")),
)  # fmt: skip
STAYED = event(sentence(C, "did not attend"), "CONSULT", reality="negated", date="2031-03-04",
               initiators=(who(C, "Costmark", "Costmark", "XAC"),))  # fmt: skip
COMING = event(sentence(A, "will meet again"), "CONSULT", reality="future", date="2031-04",
               speaker=halloran(A, "Halloran", 2), initiators=(who(A, "Ministers", "Ministers", "XAA"),))  # fmt: skip
MAYBE = event(sentence(B, "may offer"), "AID", reality="hypothetical", initiators=(who(B, "Dorland", "Dorland", "XAD", 1),),
              recipients=(who(B, "Costmark", "Costmark", "XAC", 1),))  # fmt: skip
AGGRESSION = Claim(
    passage=sentence(A, "act of aggression"), speaker=halloran(A, "Halloran", 1), rule="by hand",
    says=Characterisation(words="act of aggression", of="act", target="the strike on the harbour of Costmark"),
)  # fmt: skip
ARTICLE = Claim(
    passage=sentence(A, "act of aggression"), speaker=halloran(A, "Halloran", 1), rule="by hand",
    says=Invocation(norm="LEAGUE.2", said="violated"),
)  # fmt: skip
DENIED = Claim(
    passage=sentence(B, "Dorland denies"), speaker=who(B, "Dorland", "Dorland", "XAD"), rule="by hand",
    says=Denial(denied=Span(start=at(B, "its aircraft took part").start, end=at(B, "its aircraft took part").end)),
)  # fmt: skip
SAID = (
    quote(A, "a standing office to watch, record and answer strikes on members,", halloran(A, "Halloran", 1),
          via=("Avarian Wire",)),
    quote(B, "continue to support Avaria in keeping the peace of the strait,", dask(B, "Dask")),
    quote(C, "We ask the League for an answer, not for a quarrel.", torrin(C, "Torrin", 1)),
)  # fmt: skip

READINGS = {
    A: Reading(
        report=A, reader="by hand", claims=(MET[0], SAID[0], AGGRESSION, ARTICLE, STRUCK[0], COMING)
    ),
    B: Reading(report=B, reader="by hand", claims=(MET[1], SAID[1], STRUCK[1], DENIED, MAYBE)),
    C: Reading(report=C, reader="by hand", claims=(STAYED, STRUCK[2], SAID[2])),
    D: Reading(report=D, reader="by hand", claims=(MET[2],)),
}

MEETING = Happening(
    category="CONSULT",
    passages=tuple(c.passage for c in MET),
    parties=(
        Party(name="Avaria", side="initiator", code="XAA"),
        Party(name="Brennia", side="recipient", code="XAB"),
    ),
    date="2031-03-04",
    place="Portmere",
    origins=2,
    facts=(
        Fact(property="when", status="agree", answers=(
            Answer(value="2031-03-04", passages=tuple(c.passage for c in MET), origins=2),)),
        Fact(property="where", status="agree", answers=(
            Answer(value="Portmere", passages=tuple(c.passage for c in MET), origins=2),)),
    ),
)  # fmt: skip
STRIKE = Happening(
    category="ASSAULT",
    mode="aerial",
    passages=tuple(c.passage for c in STRUCK),
    parties=(
        Party(name="Dorland", side="initiator", code="XAD"),
        Party(name="Costmark", side="recipient", code="XAC"),
    ),
    reality="alleged",
    date="2031-03-01",
    place="the harbour of Costmark",
    origins=3,
    facts=(
        Fact(property="when", status="contradict", why="the first and the second of March are different days",
             answers=(Answer(value="2031-03-01", passages=(STRUCK[0].passage, STRUCK[2].passage), origins=2),
                      Answer(value="2031-03-02", passages=(STRUCK[1].passage,), origins=1))),
        Fact(property="killed", status="compatible", answers=(
            Answer(value="at least 8", passages=(STRUCK[0].passage,), origins=1, speakers=("the harbour authority",)),
            Answer(value="9", passages=(STRUCK[1].passage,), origins=1, speakers=("port officials",)))),
    ),
)  # fmt: skip
ABSENT = Happening(
    category="CONSULT",
    passages=(STAYED.passage,),
    parties=(Party(name="Costmark", side="initiator", code="XAC"),),
    reality="negated",
    date="2031-03-04",
)
AGAIN = Happening(
    category="CONSULT",
    passages=(COMING.passage,),
    parties=(Party(name="Avaria", side="initiator", code="XAA"),),
    reality="future",
    date="2031-04",
)
STORY = Story(
    id="story-" + "1" * 32,
    title="Ministers meet",
    reports=(A, B, C, D),
    origins=(
        Origin(reports=(A, D), reason="one agency: Avarian Wire"),
        Origin(reports=(B,), reason="alone"),
        Origin(reports=(C,), reason="alone"),
    ),
    first="2031-03-05",
    last="2031-03-06",
    happenings=(MEETING, STRIKE, ABSENT, AGAIN),
    wording=(
        Wording(of="act", target="the strike on the harbour", words="act of aggression",
                passage=at(A, "act of aggression"), speaker="Mira Halloran"),
        Wording(of="act", target="the strike on the harbour", words="the raid", passage=at(B, "the raid")),
        Wording(of="act", target="the strike on the harbour", words="unprovoked", passage=at(B, "unprovoked"),
                speaker="Oren Dask"),
        Wording(of="act", target="the strike on the harbour", words="An airstrike", passage=at(C, "An airstrike")),
    ),
)  # fmt: skip
SECOND = Story(
    id="story-" + "2" * 32,
    title="Torrin asks for an answer",
    reports=(C,),
    origins=(Origin(reports=(C,), reason="alone"),),
    happenings=(ABSENT,),
)
INCIDENT = Incident(
    number="2031/0007",
    title="Airstrike on the harbour of Costmark, 1 March 2031",
    opened_at=datetime(2031, 3, 6, 12, 0, tzinfo=UTC),
    opened_by="the duty desk",
    happenings=(STRIKE,),
    category="military aggression",
    alleged_by=("XAA",),
    affected=(
        Member(
            country="XAC",
            org="League",
            status="member",
            on="2031-03-01",
            source="roll of the League, 2030",
        ),
        Member(country="XAD", org="League", status=None, on="2031-03-01"),
    ),
    facts=STRIKE.facts,
    questions=(
        Question(
            property="when",
            answers=STRIKE.facts[0].answers,
            would_settle="the harbour log of 1 and 2 March",
        ),
    ),
    called=(
        Called(
            party="XAA",
            state="said",
            words="act of aggression",
            passage=at(A, "act of aggression"),
            norm="LEAGUE.2",
        ),
        Called(party="XAB", state="said", words="unprovoked", passage=at(B, "unprovoked")),
        Called(party="XAD", state="asked", asked_on="2031-03-06"),
        Called(party="XAC", state="not asked"),
    ),
    norms=(
        Engaged(norm="LEAGUE.2", by="Mira Halloran", passage=sentence(A, "act of aggression")),
        Engaged(norm="LEAGUE.9", hint=True, passage=sentence(B, "Nine people")),
    ),
    evidence=(
        Evidence(
            digest=REPORTS[A].digest,
            size=812,
            media_type="text/html",
            report=A,
            title="Portmere Courier, as served",
        ),
    ),
    standing="contested",
)
DOSSIER = Dossier(
    reports=REPORTS,
    readings=READINGS,
    stories=(STORY,),
    as_of=AS_OF,
    reader="tocsin 0, by hand",
    countries=COUNTRIES,
    norms={
        "LEAGUE.2": Norm(
            title="League Charter, art. 2", caution="the article speaks of disputes, not of strikes"
        ),
        "LEAGUE.9": Norm(title="League Charter, art. 9"),
    },
    members=(
        Member(
            country="XAC",
            org="League",
            status="member",
            on="2031-03-01",
            source="roll of the League, 2030",
        ),
    ),
)
