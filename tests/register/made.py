"""A meeting told by three invented outlets, and what a reader found in their reports."""

import hashlib
from datetime import UTC, datetime

from tocsin.records import (
    Actor,
    Answer,
    Capture,
    Characterisation,
    Claim,
    Denial,
    Event,
    Fact,
    Happening,
    Hint,
    Invocation,
    Party,
    Passage,
    Reading,
    Report,
    Span,
    name_of,
    passage,
)

MOMENT = datetime(2031, 7, 16, 9, 0, tzinfo=UTC)
TEXTS = {
    "Port Selm Post": (
        "Ministers of Kazakhstan and Uzbekistan met in Port Selm on 1 July 2030. The minister of Avaria called the "
        "road closure an act of aggression and invoked article 2 of the charter. Four people were there."
    ),
    "Dorland Wire": (
        "Kazakhstan and Uzbekistan met in June, officials said. Avaria denied that the meeting took place. The closure "
        "is state terrorism, said a minister of Brennia."
    ),
    "Costmark Radio": "Nothing more was known on Monday. "
    + "The weather was fine. " * 40
    + "A closing word.",
}


def report(source: str) -> Report:
    text = TEXTS[source]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(
        title=f"From {source}",
        text=text,
        language="en",
        digest=digest,
        text_digest=digest,
        source=source,
    )


REPORTS = {name_of(one): one for one in map(report, TEXTS)}
POST, WIRE, RADIO = REPORTS


def at(name: str, words: str) -> Passage:
    start = REPORTS[name].text.index(words)
    return passage(name, REPORTS[name].text, start, start + len(words))


def speaker(name: str, country: str | None = None, org: str | None = None) -> Actor:
    return Actor(start=0, end=1, name=name, country=country, org=org)


def event(name: str, words: str, who: Actor | None = None) -> Claim:
    told = Event(category="CONSULT", act=Span(start=0, end=1), reality="actual", rule="r")
    return Claim(passage=at(name, words), says=told, rule="r", speaker=who)


MET_POST = "Ministers of Kazakhstan and Uzbekistan met in Port Selm on 1 July 2030."
MET_WIRE = "Kazakhstan and Uzbekistan met in June, officials said."
AVARIA = speaker("Minister of Avaria")
READINGS = {
    POST: Reading(
        report=POST,
        reader="test",
        claims=(
            event(POST, MET_POST),
            Claim(
                passage=at(POST, "an act of aggression"),
                says=Characterisation(words="act of aggression", of="act", target="road closure"),
                rule="r",
                speaker=AVARIA,
            ),
            Claim(
                passage=at(POST, "article 2 of the charter"),
                says=Invocation(norm="UNC.2.4", said="violated"),
                rule="r",
                speaker=AVARIA,
            ),
        ),
        hints=(Hint(start=0, end=9, norm="UNSC.487"), Hint(start=10, end=20, norm="UNSC.487")),
    ),
    WIRE: Reading(
        report=WIRE,
        reader="test",
        claims=(
            event(WIRE, MET_WIRE, speaker("officials", "UZB")),
            Claim(
                passage=at(WIRE, "state terrorism"),
                says=Characterisation(words="state terrorism", of="act"),
                rule="r",
                speaker=speaker("minister of Brennia", org="SCO"),
            ),
            Claim(
                passage=at(WIRE, "state terrorism"),
                says=Characterisation(words="State Terrorism", of="act"),
                rule="r",
                speaker=speaker("another minister of Brennia", org="SCO"),
            ),
            Claim(
                passage=at(WIRE, "the meeting took place"),
                says=Characterisation(words="meeting", of="act"),
                rule="r",
            ),
        ),
    ),
}
WHEN = Fact(
    property="when",
    status="contradict",
    answers=(
        Answer(value="2030-07-01", passages=(at(POST, "1 July 2030"),), origins=1),
        Answer(value="2030-06", passages=(at(WIRE, "June"),), origins=1),
    ),
)
WHO = Fact(
    property="who took part",
    status="agree",
    answers=(Answer(value="KAZ; UZB", passages=(at(POST, MET_POST),), origins=2),),
)
MEETING = Happening(
    category="CONSULT",
    mode="multilateral",
    passages=(at(POST, MET_POST), at(WIRE, MET_WIRE)),
    parties=(
        Party(name="Kazakhstan", side="initiator", code="KAZ"),
        Party(name="Uzbekistan", side="recipient", code="UZB"),
        Party(name="Laos", side="recipient", code="LAO"),
        Party(name="Norway", side="recipient", code="NOR"),
    ),
    date="2030-07-01",
    place="Port Selm",
    facts=(WHEN, WHO),
    origins=2,
)
DENIED = Claim(
    passage=at(WIRE, "met in June"),
    says=Denial(denied=Span(start=0, end=1)),
    rule="r",
    speaker=AVARIA,
)
CAPTURES = (
    Capture(report=POST, digest="a" * 64, text_digest="0" * 64, size=7, media_type="text/html", url="https://a.example/1"),
    Capture(report=POST, digest="a" * 64, text_digest="0" * 64, size=7),
    Capture(report=WIRE, digest="b" * 64, text_digest="0" * 64, size=8),
    Capture(report=RADIO, digest="c" * 64, text_digest="0" * 64, size=9),
)  # fmt: skip
