"""How many: what a sentence allows at least and at most, what it counts, and what is no count at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import gold
from tocsin.reading.dates import dates
from tocsin.reading.quantities import quantities

# text | kind low best high, for each quantity
CASES = """
Seven people were killed when the ferry sank.               | killed 7 7 7
At least eight passengers were injured.                     | injured 8 - -
More than 200 protesters have been arrested.                | arrested 200 - -
Up to 40 sailors are missing.                               | missing - - 40
About 50 villagers were hurt.                               | injured - 50 -
Between 5 and 9 soldiers were wounded.                      | injured 5 - 9
Dozens were injured.                                        | injured 24 - -
The flood killed 12 and injured 30.                         | killed 12 12 12; injured 30 30 30
Five dead after a landslide.                                | killed 5 5 5
Four members of the rowing club of Hillton were injured.    | injured 4 4 4
The storm killed four members of the rowing club.           | killed 4 4 4
Seven harbour pilots died.                                  | killed 7 7 7
The number of people killed in the fire at the mill in Hillton has risen to 13.       | killed 13 13 13
The death toll rose to 31,000.                              | killed 31000 31000 31000
Nearly 40,000 residents were displaced.                     | displaced - 40000 -
Two women and a man died in the fire.                       | killed 3 3 3
It killed two generals of the Harbour Guard (HG) as well as five of their officers.   | killed 7 7 7
Police made 86 arrests over the weekend.                    | arrested 86 86 86
The fire claimed hundreds of lives.                         | killed 200 - -
Twenty-five people died.                                    | killed 25 25 25
The navy fired 30 drones and 12 missiles.                   | drones 30 30 30; missiles 12 12 12
The canal takes nearly 90 percent of the trade.             | share - 900 -
The bridge cost $2.5 million.                               | amount 2500000 2500000 2500000
Some 3,000 people watched the regatta.                      | people - 3000 -
Two gunmen killed five people.                              | people 2 2 2; killed 5 5 5
"""

NONE = [
    "The storm killed a 10-year-old dog.",
    "He was arrested 12 days after the fire.",
    "Two helicopters were evacuating the injured.",
    "A 5.2 quake was felt.",
    "Two members of the council said a man was killed.",
    "The second vote was on 12 May 2014.",
]


def table(rows: str) -> list[list[str]]:
    return [[c.strip() for c in row.split("|")] for row in rows.strip().splitlines()]


def shown(n: int | None) -> str:
    return "-" if n is None else str(n)


@pytest.mark.parametrize(("text", "expected"), table(CASES))
def test_a_number_says_what_it_counts_and_what_it_allows(text, expected):
    found = [q for _, _, q in quantities(text)]

    assert (
        "; ".join(" ".join([q.kind, shown(q.low), shown(q.best), shown(q.high)]) for q in found)
        == expected
    )


@pytest.mark.parametrize("text", NONE)
def test_ages_times_things_and_dates_count_nobody(text):
    assert quantities(text, None, dates(text, None)) == ()


def test_who_counted_and_as_of_when_stand_beside_the_number():
    text = "According to the health ministry, 12 people had died as of Friday."

    ((_, _, q),) = quantities(text, None, dates(text, "2025-07-16"))

    assert (q.counted_by, q.as_of, q.qualifier) == ("health ministry", "2025-07-11", None)


def test_an_authority_that_said_the_number_counted_it_and_a_passer_by_did_not():
    ((_, _, official),) = quantities(
        "The coast guard office said 12 people had drowned and 3 people died."
    )[-1:]
    ((_, _, other),) = quantities("Her cousin said 3 people died.")

    assert (official.counted_by, other.counted_by) == ("coast guard office", None)


def test_a_number_says_whose_side_it_counts_where_the_text_does():
    ((_, _, soldiers),) = quantities("Nine soldiers were killed.")
    ((_, _, people),) = quantities("Nine people were killed.")

    assert (soldiers.side, people.side) == ("soldiers", None)


def test_the_numeral_of_a_name_counts_nothing():
    assert quantities("A Su-24M aircraft and F-35 aircraft were seen.") == ()


def test_a_day_before_a_number_is_not_its_thousands():
    text = "On June 12, 300 people were displaced."

    ((_, _, q),) = quantities(text, None, dates(text, "2025-07-16"))

    assert (q.kind, q.best) == ("displaced", 300)


words = st.sampled_from(
    [
        "at least",
        "31",
        ",",
        "000",
        "people",
        "were",
        "killed",
        "two",
        "and",
        "dozens",
        "million",
        "$",
        "%",
        "-",
        "year",
        "between",
        "9" * 30,
        "1.000.000",
        "injuring",
        "death toll",
        "rose to",
        "\n",
        ".",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(words, max_size=20).map(" ".join) | st.text(max_size=60))
def test_whatever_the_text_counts_stand_in_order_and_inside_it(text):
    ends = [0]
    for start, end, q in quantities(text):
        assert ends[-1] <= start < end <= len(text)
        assert (q.low or 0) <= (q.best or q.high or q.low or 0) <= (q.high or q.best or q.low or 0)
        ends.append(end)


def test_counts_that_people_marked_are_found_with_their_value():
    right = asked = 0
    for row in gold("compare/casualty"):
        text = {d["id"]: d["text"] for d in row["docs"]}
        found = {name: quantities(t, None, dates(t, None)) for name, t in text.items()}
        for c in row["claims"]:
            if c["label"] == "bad" or not isinstance(c["value"], int):
                continue
            asked += 1
            right += any(
                a < c["end"]
                and b > c["start"]
                and q.kind == c["kind"]
                and c["value"] in (q.low, q.best, q.high)
                for a, b, q in found[c["doc"]]
            )

    assert 100 * right >= 95 * asked
