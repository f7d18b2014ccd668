"""Who is who in a report: names, surnames, roles, pronouns."""

import pytest

from tests.reading.invented import events, reader, side
from tocsin.reading import Cast, Tree, sentences
from tocsin.records import Actor


def cast(text: str) -> Cast:
    kit = reader()
    assert kit.parser is not None and kit.lexicon is not None
    trees = [Tree(p, kit.lexicon.bases) for p in kit.parser.parse(text, list(sentences(text)))]
    return Cast.of(text, trees, kit)


def resolved(text: str, phrase: str) -> Actor | None:
    start = text.rindex(phrase)
    return cast(text).resolve(start, start + len(phrase))


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Avaria's Defence Minister Ivo Tamm arrived. Tamm spoke.", "Tamm", "AVA GOV"),
        ("Ivo Tamm, the Avarian foreign minister, arrived. Tamm spoke.", "Tamm", "AVA GOV"),
        ("Brennian army soldiers left.", "Brennian army soldiers", "BRE MIL"),
        ("Rebels in Dorland left.", "Rebels in Dorland", "DOR REB"),
        ("The government of Costmark fell.", "The government of Costmark", "COS GOV"),
        ("Dozens of Avarian students left.", "Dozens of Avarian students", "AVA EDU"),
        ("Avarton said nothing.", "Avarton", "AVA GOV"),
        ("The Northern League met.", "The Northern League", "NOL"),
        ("Police left.", "Police", "COP"),
    ],
)
def test_a_phrase_stands_for_a_coded_actor(text: str, phrase: str, code: str) -> None:
    actor = resolved(text, phrase)

    assert actor is not None and side((actor,)) == code


def test_a_surname_brings_back_the_full_name() -> None:
    actor = resolved("Avarian President Ana Kull spoke. Later Kull left.", "Kull")

    assert actor is not None and actor.name == "Ana Kull"


def test_a_private_person_is_nobody_here() -> None:
    assert resolved("Mira Sool bought bread. Sool left.", "Sool") is None


def test_a_pronoun_is_the_last_fitting_actor_and_says_so() -> None:
    found = events("Avarian President Ana Kull arrived in Dorland. She criticised Brennia.")

    blame = next(e for e in found if e.category == "ACCUSE")
    assert blame.initiators[0].name == "Ana Kull"
    assert blame.initiators[0].link == "pronoun"


def test_a_pronoun_with_two_candidates_is_nobody() -> None:
    text = "The bread that Avarian President Ana Kull and Dorlandic President Ina Sepp like is good. He left."

    assert resolved(text, "He") is None


def test_both_sides_are_the_two_parties_named_last() -> None:
    found = events("Avaria and Brennia opened talks. Both sides signed an accord.")

    accord = next(e for e in found if e.category == "SUPPORT")
    assert side(accord.initiators) == "AVA+BRE"


def test_counterparts_hold_the_same_office() -> None:
    (meeting,) = events("Avarian Foreign Minister Ivo Tamm met his Brennian counterpart Ole Rand.")

    assert (meeting.recipients[0].name, meeting.recipients[0].office) == (
        "Ole Rand",
        "foreign minister",
    )


def test_actors_of_a_span_are_given_in_order() -> None:
    text = "Avaria, Brennian police and the Northern League"

    assert side(cast(text).actors_in(0, len(text))) == "AVA+BRE COP+NOL"
