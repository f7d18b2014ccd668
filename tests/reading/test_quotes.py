"""Quotes: what is content, who speaks, through whom. Marked: ⟨speaker⟩ ⟦content⟧."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold import gold
from tests.reading.spoken_text import attribution, split, trees, unmarked, voices
from tocsin.reading.channels import Channels, words
from tocsin.reading.cues import cues
from tocsin.reading.marks import quotations, single
from tocsin.reading.quotes import quotes
from tocsin.reading.speakers import quote_claims
from tocsin.records import Quote

DIRECT = """
⟦“The border is open,”⟧ said ⟨Orlen⟩.
⟦“The border is open,”⟧ ⟨Orlen⟩ said on Monday.
⟨Orlen⟩ said: ⟦“The border is open.”⟧
⟨The minister⟩ told reporters ⟦“the border is open.”⟧
⟦"The border is open,"⟧ ⟨the minister⟩ said.
⟦“The border is open,”⟧ ⟨Orlen⟩ said. ⟦“It will stay open.”⟧
⟦“The border,”⟧ ⟨Orlen⟩ said, ⟦“will stay open all year.”⟧
⟨Orlen⟩ said: ⟦“The border is open. It will stay open. Nobody has to wait.”⟧
⟦''The border is open,''⟧ ⟨Orlen⟩ said.
⟨Avaria’s Foreign Ministry⟩: ⟦“The talks were useful. They will go on in June.”⟧
⟨Foreign Minister Ivo Tamm⟩, according to Avaria Wire: ⟦“The talks were useful.”⟧
⟨Orlen⟩ called for a new road, proposing ⟦“a line to watch, repair and light every bridge, tunnel and harbour of the league.”⟧
""".strip().splitlines()

REPORTED = """
⟨The minister⟩ said ⟦that the border was open⟧.
⟦The border is open⟧, ⟨the minister⟩ said.
⟨The minister⟩ announced ⟦that the harbour would close in May⟧.
⟨The envoy⟩ warned ⟦that the bridge could not carry trucks⟧.
⟨The envoy⟩ vowed ⟦to return the two ships⟧.
⟨The ministry⟩ urged ⟦both sides to open the road⟧.
⟨The envoy⟩ suggested ⟦opening a second crossing⟧.
According to ⟨the harbour office⟩, ⟦the ferry left at noon⟧.
⟦The ferry left at noon⟧, according to ⟨the harbour office⟩.
⟨The envoy⟩, who arrived on Monday, insisted ⟦that the talks had been useful⟧.
The envoy said the road was open, with ⟨the mayor⟩ adding ⟦that it had been repaired⟧.
""".strip().splitlines()

NO_QUOTE = """
The ship was called “Northern Star” for thirty years.
The two ministers met in the harbour on Monday.
The summit highlights the growing trade between the two coasts.
""".strip().splitlines()


def contents(text: str, voiced) -> list[str]:
    return [text[a:b] for a, b in voiced.found.content]


@pytest.mark.parametrize("line", DIRECT)
def test_words_between_marks_are_given_to_their_speaker(line):
    text, speakers, expected = unmarked(line)

    found = [v for v in voices(text) if v.found.direct]

    assert [contents(text, v) for v in found] == [expected]
    start, end = found[0].found.speaker
    assert speakers[0] in text[start:end] or text[start:end] in speakers[0]


@pytest.mark.parametrize("line", REPORTED)
def test_reported_words_are_given_to_their_speaker(line):
    text, speakers, expected = unmarked(line)

    said = {
        (text[slice(*v.found.speaker)], *contents(text, v)) for v in voices(text) if v.found.speaker
    }

    assert (speakers[0], *expected) in said


@pytest.mark.parametrize("line", NO_QUOTE)
def test_a_name_in_marks_or_a_plain_sentence_is_no_quote(line):
    assert voices(line) == ()


@pytest.mark.parametrize("line", DIRECT[:3] + DIRECT[4:6] + DIRECT[9:11])
def test_quotes_are_found_without_a_parser(line):
    text, _, expected = unmarked(line)

    found = voices(text, parsed=False)

    assert contents(text, found[0]) == expected


def test_an_indirect_quote_is_found_without_a_parser():
    text = "Foreign Minister Ivo Tamm said that the border was open."

    (found,) = voices(text, parsed=False)

    assert contents(text, found) == ["the border was open"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Tamm proposed “a shared line,” he told the meeting on Tuesday, according to Avaria News Agency.", "Avaria News Agency"),
        ("Avaria News Agency was there.\nForeign Minister Ivo Tamm, according to Avaria: “The talks were useful.”", "Avaria News Agency"),
        ("Avaria News Agency was there.\nTamm also suggested opening a second crossing, the report added.", "Avaria News Agency"),
        ("According to a readout, Tamm vowed that Avaria “will keep the road open.”", "readout"),
        ("Tamm said the road was open, according to the state news agency AVA.", "AVA"),
        ("Tamm said via state media that the road was open.", "state media"),
    ],
)  # fmt: skip
def test_the_channel_is_kept_by_its_full_name(text, via):
    tamm = [v for v in voices(text) if v.speaker and "Tamm" in text[: v.found.end]]

    assert (via,) in {v.via for v in tamm}, tamm


def test_one_channel_is_not_its_own_quote():
    text = "Tamm said that the road was open, according to Avaria Wire."

    assert len(voices(text)) == 1


def test_reports_are_nobody_by_name():
    text = "Reports suggest that Avaria is repairing the bridge."

    (found,) = voices(text)

    assert found.speaker is None
    assert found.vague


def test_what_stands_in_a_quote_has_its_speaker():
    text = "Tamm said that Avaria had repaired the bridge. The ferry left at noon."
    voice = attribution(text)

    assert voice.at(*span(text, "repaired")).speaker.name == "Tamm"
    assert voice.at(*span(text, "left")).speaker is None


def test_the_innermost_speaker_counts():
    text = "Tamm said that the mayor had promised that the bridge would be repaired."

    assert attribution(text).at(*span(text, "repaired")).speaker.name == "mayor"


def test_who_condemns_a_closure_does_not_tell_of_it():
    text = "Tamm condemned the closure of the bridge by Brennia."

    assert attribution(text).at(*span(text, "closure")).speaker is None


@pytest.mark.parametrize(
    ("text", "word", "alleged"),
    [
        ("The ship reportedly left the harbour.", "left", True),
        ("The ship left the harbour.", "left", False),
        ("The ship reportedly left the harbour, while the ferry returned at noon.", "returned", False),
        ("Reports suggest that Avaria is repairing the bridge.", "repairing", True),
        ("Tamm said that Avaria is repairing the bridge.", "repairing", False),
    ],
)  # fmt: skip
def test_hearsay_is_alleged(text, word, alleged):
    assert attribution(text).at(*span(text, word)).alleged is alleged


def test_a_claim_holds_all_spans_within_its_passage():
    text = "“The border is open,” Orlen said. “It will stay open.”"

    (claim,) = quote_claims("report-x", text, voices(text))

    assert isinstance(claim.says, Quote)
    assert claim.passage.quote == text
    assert claim.speaker.name == "Orlen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “one” and “two”.", ["“one”", "“two”"]),
        ('He said "one" and "two".', ['"one"', '"two"']),
        ("« un » et « deux »", ["« un »", "« deux »"]),
        ("„eins“ und „zwei“", ["„eins“", "„zwei“"]),
        ("“She said “no” twice”", ["“She said “no” twice”"]),
        ("An unclosed “mark", []),
        ("“First paragraph\n“Second paragraph”", ["“First paragraph", "“Second paragraph”"]),
        ("a 5\" pipe and a 6\" pipe", []),
        ("''wire copy''", ["''wire copy''"]),
    ],
)  # fmt: skip
def test_marks_of_many_kinds_are_paired(text, expected):
    assert [text[q.start : q.end] for q in quotations(text)] == expected


def test_an_apostrophe_is_no_mark():
    text = "The ship’s crew won’t say ‘maybe’ again"

    assert [text[q.start : q.end] for q in single(text)] == ["‘maybe’"]


PIECES = st.sampled_from(
    ["“", "”", '"', "''", "‘", "’", "«", "»", "„", ":", ",", ".", "\n", " ", "Orlen", "said", "the minister",
     "according to", "that", "told", "denied", "called", "as", "Avaria Wire", "road", "open", "—", "(", ")"]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=40).map("".join)
    | st.text()
)
def test_any_text_gives_quotes_within_it_in_order_and_apart(text):
    for parsed in ((), trees(text)):
        found = quotes(text, split(text), parsed, cues(), Channels(text, words()))

        for f in found:
            assert all(0 <= a < b <= len(text) for a, b in f.content)
            assert all(b <= c for (_, b), (c, _) in zip(f.content, f.content[1:], strict=False))


def span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def test_polnear_quotes_are_found_above_their_floors():
    rows = gold("quotes/polnear")[:40]
    from measure.score.passages import score_quotes

    said = []
    for row in rows:
        found = quotes(
            row["text"],
            split(row["text"]),
            trees(row["text"]),
            cues(),
            Channels(row["text"], words()),
        )
        said.append(
            {
                "id": row["id"],
                "quotes": [
                    {"content": f.content, "speaker": [f.speaker] if f.speaker else []}
                    for f in found
                ],
            }
        )
    figures = score_quotes(rows, said)

    assert figures["direct_f1"] >= 0.80
    assert figures["all_f1"] >= 0.60
    assert figures["direct_speaker"] >= 0.85


def test_what_somebody_merely_names_is_not_their_telling():
    text = "Tamm expressed “grave concern” over the closure of the bridge."

    assert attribution(text).at(*span(text, "closure")).speaker is None
    assert attribution(text).at(*span(text, "concern")).speaker.name == "Tamm"


def test_a_pronoun_that_nobody_can_place_is_whoever_spoke_last():
    text = "Tamm said that the road was open. He added that the bridge was closed."

    assert [v.speaker.name for v in voices(text)] == ["Tamm", "Tamm"]
