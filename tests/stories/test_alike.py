"""Reports of six languages side by side: what they tell alike, count, date, quote and deny, and what stays apart."""

import pytest

from tests.stories.press import named, report
from tocsin.records import Claim, Counted, Dated, Place, Quantity, Reading, Report, name_of, passage
from tocsin.stories import gather
from tocsin.stories.casualties import casualties
from tocsin.stories.common import common
from tocsin.stories.denying import denied
from tocsin.stories.lines import lines
from tocsin.stories.origins import origins
from tocsin.stories.tallies import tallies
from tocsin.stories.told import Told

FILL = "Schools stay closed. The road to the airport is long. A conference of journalists begins in a week."


def press(text: str, language: str, day: str = "2031-05-05") -> Report:
    made = report(text, None, day)
    return Report(**{f: getattr(made, f) for f in made.__struct_fields__} | {"language": language})


def dated(where: Report, words: str, value: str) -> Dated:
    start = where.text.index(words)
    kind = "TIME" if "T" in value else "DATE"
    return Dated(start=start, end=start + len(words), value=value, type=kind, edtf=value)


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        ("fr", "Au moins 36 morts et 134 blessés, selon le ministère.", "killed", 36),
        ("ru", "Погибли 20 военнослужащих.", "killed", 20),
        ("zh", "袭击造成3名士兵死亡。", "killed", 3),
        ("ar", "أعلنت القيادة مقتل ثلاثة عسكريين.", "killed", 3),
        ("fa", "در این حمله ۹ نفر کشته شدند.", "killed", 9),
        ("ru", "Пострадали 144 человека.", "injured", 144),
        ("en", "Planes dropped four bombs in the path of the ship.", "bombs", 4),
        ("zh", "表决结果为4票赞成。", "votes", 4),
    ],
)
def test_a_number_counts_what_stands_beside_it(language, text, kind, value):
    made = press(text, language)

    found = [t for line in lines("r", made, None) for t in tallies(line, text)]

    assert (kind, value) in [(t.quantity.kind, t.quantity.low or t.quantity.best) for t in found]


def test_in_persian_what_became_of_people_stands_after_their_number():
    text = "۵۹ نفر جان باخته و ۱۶۳ نفر زخمی شده‌اند."

    found = [t.quantity for x in lines("r", press(text, "fa"), None) for t in tallies(x, text)]

    assert [(q.kind, q.best) for q in found] == [("killed", 59), ("injured", 163)]


def told(*reports: Report) -> Told:
    return Told(named(*reports), {}, origins(named(*reports)))


A = "Divers recovered the anchor of the tanker from the seabed near the pipeline. The harbour stays closed until the weekend."
B = "Водолазы подняли со дна якорь танкера у трубопровода. Погода в порту ясная."
C = "Le port attend des passagers. La police enquête sur un vol de vélos."


def test_sentences_that_tell_the_same_come_together_across_languages():
    one, other, apart = press(A, "en"), press(B, "ru"), press(C, "fr")

    groups = told(one, other, apart).alike

    (group,) = groups
    assert [one.text[x.start : x.end] for x in group if x.language == "en"] == [
        A.split(". ")[0] + "."
    ]
    assert {x.language for x in group} == {"en", "ru"}


def test_a_report_alone_tells_nothing_alike():
    assert told(press(A, "en")).alike == ()


def test_who_denies_what_others_tell_is_laid_beside_them():
    one = press("Planes dropped four bombs at noon. " + FILL, "en")
    other = press("Aucune bombe n’a été larguée.", "fr")
    more = press("Самолёт сбросил четыре бомбы.", "ru")

    (fact,) = denied(told(one, other, more))

    assert fact.status == "contradict"
    assert {a.value: {p.report for p in a.passages} for a in fact.answers} == {
        "said not to be so": {name_of(other)},
        "told": {name_of(one), name_of(more)},
    }


@pytest.mark.parametrize(
    ("english", "russian", "status"),
    [
        ("2031-05-04T19:04", "2031-05-04T19:04", "agree"),
        ("2031-05-04T19:04", "2031-05-04T17:04", "compatible"),
        ("2031-05-04T19:04", "2031-05-04T19:03", "contradict"),
        ("2031-05-04T19:04", "2031-05-04", "compatible"),
        ("2031-05-04", "2031-05-04", "agree"),
    ],
)
def test_hours_agree_contradict_or_are_of_two_clocks(english, russian, status):
    one = press("The tanker exploded on Sunday at the pipeline near the island.", "en")
    other = press("Танкер взорвался в воскресенье у трубопровода рядом с островом.", "ru")
    dates = {one: (dated(one, "Sunday", english),), other: (dated(other, "воскресенье", russian),)}

    (when,) = [f for f in common_of(one, other, dates) if f.property == "when"]

    assert when.status == status


def common_of(one: Report, other: Report, dates: dict[Report, tuple[Dated, ...]]):
    both = named(one, other)
    readings = {
        name_of(r): Reading(report=name_of(r), reader="by hand", dates=dates[r])
        for r in (one, other)
    }
    return common(Told(both, readings, origins(both)))


def counted(where: Report, words: str, **how) -> Claim:
    start = where.text.index(words)
    return Claim(
        passage=passage(name_of(where), where.text, start, start + len(words)),
        says=Counted(quantity=Quantity(**how)),
        rule="by hand",
    )


def test_counts_of_two_states_are_two_facts_and_a_later_count_updates_an_earlier_one():
    first = press(
        f"The landslide on the border injured 24 people of Norway. {FILL}", "en", "2031-05-05"
    )
    later = press(
        "Число раненых при оползне на границе граждан Норвегии выросло до 36. Порт открыт.",
        "ru",
        "2031-05-06",
    )
    other = press("边境山体滑坡中，冰岛41人受伤。港口开放。", "zh", "2031-05-06")
    claims = {
        first: counted(
            first, "injured 24 people of Norway", kind="injured", low=24, best=24, high=24
        ),
        later: counted(
            later,
            "раненых при оползне на границе граждан Норвегии выросло до 36",
            kind="injured",
            low=36,
            best=36,
            high=36,
        ),
        other: counted(other, "冰岛41人受伤", kind="injured", low=41, best=41, high=41),
    }
    all_ = named(first, later, other)
    readings = {
        name_of(r): Reading(report=name_of(r), reader="by hand", claims=(c,))
        for r, c in claims.items()
    }

    found = casualties(Told(all_, readings, origins(all_)))

    assert sorted((f.status, [a.value for a in f.answers]) for f in found) == [
        ("silent", ["41"]),
        ("update", ["24", "36"]),
    ]


STORM = [
    press("A storm sank a tanker in the harbour on Monday. Three sailors drowned and a bridge was damaged, the government of Norway said.", "en"),
    press("Шторм в порту потопил танкер. Норвегия сообщила, что трое моряков погибли, мост повреждён.", "ru"),
    press("挪威政府说，风暴使一艘油轮沉没，三名船员死亡，一座大桥受损。", "zh"),
]  # fmt: skip
HARVEST = press("Урожай ячменя в Норвегии будет лучшим за девять лет, сообщил союз фермеров.", "ru")


def test_reports_of_one_happening_in_three_languages_form_a_story_and_other_news_of_that_state_does_not():
    found = {
        frozenset(s.reports)
        for s in gather(named(*STORM, HARVEST), _places(*STORM, HARVEST)).stories
    }

    assert found == {frozenset(map(name_of, STORM)), frozenset([name_of(HARVEST)])}


def _places(*reports: Report) -> dict[str, Reading]:
    made = {}
    for r in reports:
        words = next(w for w in ("Norway", "Норвегия", "Норвегии", "挪威") if w in r.text)
        start = r.text.index(words)
        place = Place(
            start=start,
            end=start + len(words),
            name="Norway",
            geonameid=3144096,
            country="NOR",
            precision="country",
        )
        made[name_of(r)] = Reading(report=name_of(r), reader="by hand", places=(place,))
    return made  # fmt: skip
