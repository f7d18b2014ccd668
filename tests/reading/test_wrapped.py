"""Lines wrapped at a fixed width, texts in capitals, datelines: read like ordinary text, quoted as written."""

from hypothesis import given
from hypothesis import strategies as st

from tests.reading.invented import events, reading
from tocsin.reading.casing import restored
from tocsin.reading.lexicon import lexicon
from tocsin.reading.sentences import is_wrapped, sentences

WRAPPED = """The foreign minister of Avaria said on Monday that the two states
would open talks on the river before the end of the month. The
ministers of trade will meet again in the autumn and report to
their parliaments.

Brennia welcomed the news.
"""


def test_wrapped_lines_make_whole_sentences() -> None:
    found = [WRAPPED[s.start : s.end] for s in sentences(WRAPPED)]

    assert is_wrapped(WRAPPED)
    assert len(found) == 3
    assert found[1].startswith("The\nministers of trade")


def test_paragraphs_on_lines_of_their_own_are_not_wrapped() -> None:
    text = "Avaria welcomed the news of the treaty on Monday in the evening.\nBrennia welcomed it, too, and its parliament voted at once.\nDorland was silent."

    assert not is_wrapped(text)


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    text = "AVARTON, Avaria (Agency) -- Brennia praised Dorland."

    assert [text[s.start : s.end] for s in sentences(text)][-1] == "Brennia praised Dorland."


def test_capitals_are_read_in_ordinary_case_and_quoted_as_written() -> None:
    text = "THE GUERRILLAS ATTACKED A BRIDGE IN FRANCE YESTERDAY AND KILLED TWO FRENCH SOLDIERS, THE ARMY REPORTED."

    claim = next(c for c in reading(text).claims if c.passage.quote.isupper())

    assert claim.passage.quote in text
    assert any(e.category == "ASSAULT" for e in events(text))


@given(st.text(max_size=300))
def test_restoring_case_keeps_every_offset(text: str) -> None:
    assert len(restored(text, lexicon("en"))) == len(text)
