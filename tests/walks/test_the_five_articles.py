"""The five articles of ../shared/seeds through the day's work: what must come out, and what must not."""

import os
from pathlib import Path

import pytest

from tocsin.desk.day import Day, gather_paths
from tocsin.desk.options import Known
from tocsin.records import Event, Fact, Invocation, Quote

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("TOCSIN_GOLD", ROOT.parent / "shared" / "data")).parent / "seeds"
# number of the article in its file name: what it is about
TIANJIN, BEIJING, KAZAKHSTAN = {"000", "003", "004"}, {"001"}, {"002"}


@pytest.fixture(scope="module")
def day(gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Day:
    if not SEEDS.is_dir():
        if "gold" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail(f"{SEEDS} is not there, and TOCSIN_REQUIRE asks for gold")
        pytest.skip(f"{SEEDS} is not there; the five articles lie beside TOCSIN_GOLD")
    home = tmp_path_factory.mktemp("home")
    (home / "shelves").mkdir()
    (home / "shelves" / "gazetteer.sqlite").symlink_to(gazetteer_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOCSIN_HOME", str(home))
        return gather_paths([SEEDS], Known())


def article(day: Day, report: str) -> str:
    return day.taken.files[report].name[:3]


def events(day: Day, number: str) -> list[tuple[str, str, str, str]]:
    """Who, category, whom, reality of every event of one article."""
    name = next(n for n in day.reports if article(day, n) == number)
    return [
        (_codes(c.says.initiators), c.says.category, _codes(c.says.recipients), c.says.reality)
        for c in day.readings[name].claims
        if isinstance(c.says, Event)
    ]


def _codes(actors: tuple) -> str:
    return "+".join(sorted({a.org or a.country or "?" for a in actors}))


def says(day: Day, number: str, kind: type) -> list:
    name = next(n for n in day.reports if article(day, n) == number)
    return [c for c in day.readings[name].claims if isinstance(c.says, kind)]


def facts(day: Day, status: str) -> list[Fact]:
    return [f for s in day.stories for h in s.happenings for f in h.facts if f.status == status]


def test_there_are_three_stories(day):
    stories = {frozenset(article(day, r) for r in s.reports) for s in day.stories}

    assert stories == {frozenset(TIANJIN), frozenset(BEIJING), frozenset(KAZAKHSTAN)}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", ("IRN", "CONSULT", "CHN+RUS", "actual")),
        ("001", ("IRN", "ACCUSE", "RUS", "actual")),
        ("001", ("CHN", "AID", "IRN", "alleged")),
        ("002", ("IRN", "CONSULT", "CHN+RUS", "actual")),
        ("002", ("IRN", "CONSULT", "CHN", "actual")),
        ("002", ("ISR", "ASSAULT", "IRN", "actual")),
        (
            "002",
            ("IRN", "ASSAULT", "?", "actual"),
        ),  # "the occupied territories": the outlet's words, no code
        ("002", ("CHN", "ACCUSE", "ISR", "actual")),
        ("003", ("IRN", "CONSULT", "CHN+RUS", "actual")),
        ("004", ("IRN", "CONSULT", "CHN+RUS", "actual")),
    ],
)
def test_what_an_analyst_would_mark_is_read(day, number, expected):
    def fits(event):
        same_act = (event[1], event[3]) == (expected[1], expected[3])
        return (
            same_act
            and set(expected[0].split("+")) & set(event[0].split("+"))
            and (set(expected[2].split("+")) & set(event[2].split("+")))
        )

    assert any(fits(e) for e in events(day, number)), events(day, number)


@pytest.mark.parametrize(
    ("number", "swapped"),
    [
        ("001", ("RUS", "ACCUSE", "IRN")),
        ("001", ("IRN", "AID", "CHN")),
        ("002", ("ISR", "ACCUSE", "CHN")),
        ("003", ("IRN", "SUPPORT", "CHN")),
        ("004", ("IRN", "ASSAULT", "ISR")),
        ("003", ("IRN", "ASSAULT", "ISR")),
    ],
)
def test_nobody_is_told_to_have_done_what_was_done_to_them(day, number, swapped):
    assert not [e for e in events(day, number) if e[:3] == swapped]


def test_the_doubled_paragraph_is_read_once(day):
    met = [e for e in events(day, "000") if e[1] == "CONSULT" and "RUS" in e[2] and "CHN" in e[2]]

    assert len(met) == 1


def test_the_year_of_the_undated_report_stays_open(day):
    dates = [c.says.date for c in says(day, "002", Event) if c.says.date]

    assert any(d.startswith("XXXX-04-01") for d in dates), dates
    assert not [d for d in dates if d[:4].isdigit()]


def test_a_quote_keeps_the_chain_it_came_through(day):
    chains = {(c.speaker.name, c.via) for c in says(day, "004", Quote) if c.speaker}

    assert ("Abbas Araghchi", ("Mehr News Agency",)) in chains, chains


def test_norms_are_invoked_by_the_one_who_named_them(day):
    invoked = {
        (c.says.norm, c.speaker.name if c.speaker else None) for c in says(day, "004", Invocation)
    }
    by_araghchi = {norm for norm, speaker in invoked if speaker == "Abbas Araghchi"}

    assert {"NPT", "UNSC.487"} <= by_araghchi
    assert any(norm.startswith("IAEA") for norm in by_araghchi)


def test_the_month_of_the_war_is_contradicted_with_both_passages(day):
    quotes = [
        {article(day, p.report): p.quote for a in f.answers for p in a.passages}
        for f in facts(day, "contradict")
        if f.property == "when"
    ]

    assert any(
        "earlier this month" in q.get("003", "") and "June" in q.get("000", "") for q in quotes
    ), quotes


def test_a_state_listed_twice_among_those_that_joined_is_shown(day):
    twice = [
        p.quote
        for status in ("contradict", "differ")
        for f in facts(day, status)
        for a in f.answers
        for p in a.passages
        if article(day, p.report) == "003"
    ]

    assert any("Iran" in q and "2023" in q for q in twice), twice
