"""Who did what to whom, as plain-text tables: a sentence, then who | category mode | whom | reality."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.invented import events, reading, told
from tocsin.records import Event, stands

TABLE = """
Avaria accused Brennia of closing the river.
  AVA | ACCUSE allege | BRE | actual
Brennia was accused by Avaria of closing the river.
  AVA | ACCUSE allege | BRE | actual
Avarian Foreign Minister Ivo Tamm met his Brennian and Costmarkian counterparts in Dorland.
  AVA GOV | CONSULT | BRE GOV+COS GOV | actual
Avaria and Brennia held talks on the river.
  AVA+BRE | CONSULT | - | actual
Talks between Avaria and Brennia were held on Monday.
  AVA+BRE | CONSULT | - | actual
The Avarian prime minister visited Dorland.
  AVA GOV | CONSULT visit | DOR | actual
Costmark signed a fisheries agreement with Dorland.
  COS | SUPPORT | DOR | actual
Dorland sent food aid to Costmark.
  DOR | AID | COS | actual
Dorland will send food aid to Costmark.
  DOR | AGREE | COS | actual
Dorland did not send aid to Costmark.
  DOR | AID | COS | negated
Dorland refused to meet Costmarkian envoys.
  DOR | REJECT meet | COS GOV | actual
Avaria agreed to withdraw its troops from Dorland.
  AVA | AGREE | DOR | actual
Avaria withdrew its troops from Dorland.
  AVA | RETREAT withdraw | DOR | actual
Avaria urged Brennia to reopen the bridge.
  AVA | REQUEST | BRE | actual
Avaria demanded that Brennia reopen the bridge.
  AVA | REQUEST | BRE | actual
Brennia threatened to cut ties with Avaria.
  BRE | THREATEN relations | AVA | actual
Brennia expelled two Avarian diplomats.
  BRE | SANCTION expel | AVA GOV | actual
Costmark imposed sanctions on Dorland.
  COS | SANCTION | DOR | actual
Costmark may impose sanctions on Dorland.
  COS | SANCTION | DOR | hypothetical
Brennian police arrested three Avarian journalists.
  BRE COP | COERCE arrest | AVA JRN | actual
Avarian students protested against the Brennian government.
  AVA EDU | PROTEST demo | BRE GOV | actual
Avarian forces shelled Brennian positions.
  AVA MIL | ASSAULT heavy-weapons | BRE | actual
Two Brennian soldiers were wounded in an Avarian air strike.
  AVA | ASSAULT | BRE MIL | actual
Brennia reportedly shelled an Avarian village.
  BRE | ASSAULT heavy-weapons | AVA | alleged
The Northern League condemned the attack by Avarian rebels on Dorland.
  NOL | ACCUSE disapprove | AVA REB | actual
  AVA REB | ASSAULT | DOR | actual
Has Avaria attacked Dorland?
  AVA | ASSAULT | DOR | hypothetical
The village fair was held on Sunday.
Prices in Avaria rose by two percent.
"""


def rows_of(table: str) -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    for line in table.strip().splitlines():
        if line.startswith("  "):
            out[-1][1].append(line.strip())
        else:
            out.append((line, []))
    return out


@pytest.mark.parametrize(("sentence", "expected"), rows_of(TABLE))
def test_a_sentence_tells_who_did_what_to_whom(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_a_summit_is_one_event_with_a_list_of_actors() -> None:
    found = events("The leaders of Avaria, Brennia, Costmark and Dorland met on Monday.")

    assert [e.category for e in found] == ["CONSULT"]
    assert len(found[0].initiators) == 4


def test_every_event_names_the_line_of_the_lexicon_that_fired() -> None:
    (event,) = events("Avaria praised Dorland.")

    assert event.rule.startswith("acts_") and ".tsv:" in event.rule


def test_the_place_and_the_date_of_an_act_are_those_the_grammar_ties_to_it() -> None:
    (event,) = events("Avarian officials met Dorlandic officials in France on 3 May 2024.")

    assert event.place is not None and event.place.country == "FRA"
    assert event.date == "2024-05-03"


def test_a_country_that_only_stands_nearby_is_not_the_place() -> None:
    (event,) = events("Avaria condemned Brennia after a report from France was published.")

    assert event.place is None


def test_what_a_law_lays_down_is_no_act_of_the_day() -> None:
    assert events("The treaty prohibits attacks on Avarian harbours.") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error_and_its_passages_lie_in_it(text: str) -> None:
    for claim in reading(text).claims:
        assert stands(claim.passage, text) == "here"


PIECES = st.sampled_from(
    [
        "Avaria",
        "Brennia",
        "Dorland",
        "the",
        "minister",
        "he",
        "they",
        "both",
        "sides",
        "attacked",
        "met",
        "with",
        "on",
        "in",
        "against",
        "said",
        "that",
        "will",
        "not",
        "strikes",
        "talks",
        ",",
        ".",
        "“",
        "”",
        "-",
        "Tamm",
        "Foreign",
        "Minister",
        "its",
        "of",
        "and",
        "to",
        "by",
        "12",
        "Monday",
        "refused",
        "agreed",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_any_words_in_any_order_are_read_and_nobody_stands_on_both_sides(words: list[str]) -> None:
    text = " ".join(words)
    for claim in reading(text).claims:
        assert stands(claim.passage, text) == "here"
        if isinstance(claim.says, Event):
            e = claim.says
            assert not {(a.start, a.name) for a in e.initiators} & {
                (a.start, a.name) for a in e.recipients
            }
