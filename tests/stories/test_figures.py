from measure.tasks.stories import compare
from tests.gold import gold
from tests.stories.press import counted, dated, named, read, readings, report
from tocsin.records import Reading, Report
from tocsin.stories import figures, gather

NOW = report(
    "A landslide near Hillport killed at least 8 people on Sunday. In December 2024 a flood there killed 90 people. "
    "That flood left 300 hurt.",
    "Landslide kills 8 near Hillport",
    "2031-05-05",
)
LATER = report(
    "The landslide near Hillport killed 11 people, rescuers said.",
    "Landslide toll rises",
    "2031-05-06",
)


def both() -> dict[str, Reading]:
    return readings(
        read(
            NOW,
            counted(NOW, "at least 8 people", "killed", low=8),
            counted(NOW, "90 people", "killed", low=90, best=90, high=90),
            counted(NOW, "300 hurt", "injured", best=300),
            dates=(dated(NOW, "Sunday", "2031-05-04", "2031-05-04"), dated(NOW, "December 2024", "2024-12", "2024-12")),
        ),
        read(LATER, counted(LATER, "11 people", "killed", best=11)),
    )  # fmt: skip


def test_numbers_of_another_month_and_of_what_goes_on_about_it_are_left_out():
    found = figures(named(NOW, LATER), both())

    assert [f.property for f in found] == ["killed"]
    assert [a.value for a in found[0].answers] == ["8 or more", "11"]


def test_a_toll_that_rose_is_an_update_with_both_passages():
    (killed,) = figures(named(LATER, NOW), both())

    assert killed.status == "update"
    assert {p.quote for a in killed.answers for p in a.passages} == {
        "at least 8 people",
        "11 people",
    }


def test_a_far_day_is_background_too():
    a = report(
        "The landslide killed 8 people. On 3 January a fire killed 2 people.", None, "2031-05-05"
    )
    told = read(
        a,
        counted(a, "8 people", "killed", best=8),
        counted(a, "2 people", "killed", best=2),
        dates=(dated(a, "3 January", "2031-01-03", "2031-01-03"),),
    )

    (killed,) = figures(named(a), readings(told))

    assert [x.value for x in killed.answers] == ["8"]


def test_a_kind_of_number_that_only_one_report_gives_far_down_is_not_what_a_story_is_about():
    tail = " ".join(["The road along the lake stays closed until further notice."] * 12)
    a = report(f"The landslide killed 8 people. {tail} Police arrested 4 drivers.")
    told = read(
        a, counted(a, "8 people", "killed", best=8), counted(a, "4 drivers", "arrested", best=4)
    )

    assert [f.property for f in figures(named(a), readings(told))] == ["killed"]


def test_numbers_that_no_act_holds_stand_on_the_first_happening_of_their_story():
    (story,) = gather(named(NOW, LATER), both()).stories

    assert "killed" in [f.property for h in story.happenings[:1] for f in h.facts]


def test_without_numbers_there_are_no_figures():
    assert figures(named(NOW), {}) == ()


def test_casualty_figures_of_the_gold_set_are_related_rightly():
    rows = gold("compare/casualty")

    answers = {r["id"]: compare({"id": r["id"], "docs": r["docs"]}) for r in rows}

    asked = [(r["id"], s["kind"], s["status"]) for r in rows for s in r["status"]]
    said = {
        (name, s["kind"]): "agree" if s["status"] == "compatible" else s["status"]
        for name, answer in answers.items()
        for s in answer["status"]
    }
    assert sum(said.get((name, kind)) == status for name, kind, status in asked) >= 0.6 * len(asked)


def test_a_report_of_stories_without_text_to_compare_stands_alone():
    empty = [Report(title=None, text=t, language=None, digest=t, text_digest=t) for t in ("", " ")]

    assert len(gather(named(*empty)).stories) == 2
