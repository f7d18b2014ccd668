import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import gold
from tests.stories.press import named, report
from tocsin.records import stands
from tocsin.stories import copies

WORDS = [
    "harbour",
    "council",
    "minister",
    "ferry",
    "winter",
    "treaty",
    "lantern",
    "river",
    "market",
    "envoy",
    "border",
    "railway",
    "harvest",
    "island",
    "charter",
    "signal",
    "morning",
    "bridge",
    "forest",
    "letter",
    "delegation",
    "mountain",
    "archive",
    "summit",
    "garden",
    "window",
    "captain",
    "village",
    "library",
]


def prose(seed: int, sentences: int) -> str:
    """Sentences that no other seed gives."""
    chance = random.Random(seed)
    return " ".join(
        f"{' '.join(chance.choices(WORDS, k=12)).capitalize()}." for _ in range(sentences)
    )


LONG = report(prose(1, 60), day="2031-05-01", source="The Avaria Ledger")


def test_a_reprint_is_a_copy_of_what_appeared_before_it():
    reprint = report(LONG.text, day="2031-05-03", source="Dorland Daily")

    (found,) = copies(named(reprint, LONG))

    assert (found.a, found.b) == (named(reprint)[0][0], named(LONG)[0][0])
    assert (found.containment, found.direction) == (1000, "copy of")


def test_a_brief_of_a_few_sentences_is_shortened_from_the_long_text():
    brief = report(". ".join(LONG.text.split(". ")[:5]) + ".", day="2031-05-02")

    (found,) = copies(named(LONG, brief))

    assert (found.a, found.direction) == (named(brief)[0][0], "shortened from")


def test_a_longer_later_text_is_updated_from_the_earlier_one():
    update = report(LONG.text + " " + prose(2, 40), day="2031-05-02")

    (found,) = copies(named(LONG, update))

    assert (found.a, found.direction) == (named(update)[0][0], "updated from")


def test_who_credits_the_agency_copies_the_agency_whatever_the_dates_say():
    wire = report(LONG.text, day="2031-05-02", source="Costmark Wire")
    paper = report(LONG.text, day="2031-05-01", source="Dorland Daily", agency="Costmark Wire")

    (found,) = copies(named(wire, paper))

    assert (found.a, found.b) == (named(paper)[0][0], named(wire)[0][0])


def test_of_two_reports_of_one_day_the_one_captured_first_is_repeated():
    first = report(LONG.text, captured_at=datetime(2031, 5, 1, 8, tzinfo=UTC))
    second = report(LONG.text, captured_at=datetime(2031, 5, 1, 9, tzinfo=UTC))

    (found,) = copies(named(second, first))

    assert found.b == named(first)[0][0]


def test_shared_passages_stand_in_both_texts():
    half = LONG.text[: len(LONG.text) // 2]
    other = report(prose(3, 3) + " " + half.upper() + " " + prose(4, 3), day="2031-05-04")
    texts = {name: r.text for name, r in named(LONG, other)}

    (found,) = copies(named(LONG, other))

    assert found.passages
    assert all(stands(p, texts[p.report]) == "here" for p in found.passages)
    one, its_twin = found.passages[:2]
    assert one.quote.casefold() == its_twin.quote.casefold()


def test_two_texts_about_one_thing_in_other_words_are_no_copies():
    assert copies(named(LONG, report(prose(5, 60)))) == ()


def test_texts_of_a_few_words_are_never_called_copies():
    assert (
        copies(named(report("Ferry returns to port."), report("Ferry returns to port. More soon.")))
        == ()
    )


def test_short_texts_are_found_although_one_shingle_in_sixteen_would_miss_them():
    shorts = [report(prose(seed, 2), source="Avaria Radio") for seed in range(20)]
    reprints = [report(r.text, source="Brennia Radio") for r in shorts]

    assert len(copies(named(*shorts, *reprints))) == 20


def test_what_intake_says_to_pass_over_makes_no_copy():
    menu = prose(6, 30)
    pages = [report(f"{menu}\n{prose(seed, 30)}", skip=((0, len(menu)),)) for seed in (7, 8)]

    assert copies(named(*pages)) == ()


def test_scripts_without_spaces_are_compared_character_by_character():
    text = "各国代表今天在河边的城市开会讨论渡轮和铁路的新条约并同意明年再次见面"

    assert (
        len(
            copies(named(report(text, source="a"), report(text + "。会后发表了声明。", source="b")))
        )
        == 1
    )


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_reports_and_a_report_given_twice_change_nothing(order):
    pile = named(
        LONG,
        *[report(LONG.text, day=f"2031-05-0{n}") for n in range(2, 5)],
        *[report(prose(n, 9)) for n in (8, 9)],
    )

    assert copies([pile[n] for n in order] + pile[:2]) == copies(pile)


@pytest.mark.parametrize(("name", "floor"), [("neardup", 0.985), ("natural", 0.98)])
def test_pairs_of_the_gold_set_are_found_and_no_hard_negative_is(name, floor):
    rows = gold(f"copies/{name}")
    known = {frozenset((r["id"], c["id"])): c for r in rows for c in r["copies"]}
    want = {pair for pair, c in known.items() if not c.get("neutral")}

    found = {frozenset((c.a, c.b)) for c in copies([(r["id"], report(r["text"])) for r in rows])}

    counted = {pair for pair in found if pair in want or pair not in known}
    assert 2 * len(counted & want) / (len(counted) + len(want)) >= floor
    kinds = {r["id"]: r["kind"] for r in rows}
    assert not [p for p in counted - want if all(kinds[n] == "hard negative" for n in p)]
