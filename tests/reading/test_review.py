"""Claims go out for review and come back with verdicts, the same in both forms, and the reading is never touched."""

import contextlib
import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.invented import reading, report
from tocsin.reading import BadReview, Reviewed, annotations, corrections, worksheet
from tocsin.reading.cells import cells, edited
from tocsin.records import Claim, Event, name_of

TEXT = (
    "Avaria's foreign minister accused Brennia of shelling Costmark on Monday, killing 12 people. "
    "“We reject it”, said the president of Brennia. Dorland denied that it had closed the strait in violation of the "
    "United Nations Charter, and called the raid an act of aggression."
)
NAME = name_of(report(TEXT))
TEXTS = {NAME: TEXT}
CLAIMS = reading(TEXT).claims
FORMS = {"jsonld": annotations, "csv": worksheet}
AT = datetime(2031, 7, 16, 9, tzinfo=UTC)
forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
notes = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\r"), min_size=1)


@st.composite
def changed(draw: st.DrawFn) -> Reviewed:
    """A claim of which a reviewer has edited some cells."""
    claim = draw(st.sampled_from([c for c in CLAIMS if isinstance(c.says, Event)]))
    mine = cells(claim)
    mine["category"] = draw(st.sampled_from(["ASSAULT", "COERCE", "STATE"]))
    mine["reality"] = draw(st.sampled_from(["actual", "alleged", "negated"]))
    mine["who"] = draw(
        st.sampled_from([mine["who"], mine["whom"], "", f'DOR GOV "{claim.passage.quote[:5]}"'])
    )
    mine["date"] = draw(st.sampled_from(["", "2024-05-03"]))
    stands = edited(claim, mine)
    return Reviewed(claim, "changed", stands if stands != claim else None, draw(notes))


plain = st.builds(
    Reviewed,
    st.sampled_from(CLAIMS),
    st.none() | st.sampled_from(["confirmed", "refused"]),
    st.none(),
    notes,
)
rows = st.lists(plain | changed(), max_size=6)


def test_every_kind_of_claim_is_in_the_text_of_these_tests() -> None:
    kinds = {type(c.says).__name__ for c in CLAIMS}

    assert kinds >= {"Event", "Quote", "Characterisation", "Invocation", "Counted"}


@forms
@given(given_rows=rows)
def test_what_goes_out_comes_back(form, given_rows: list[Reviewed]) -> None:
    assert list(form.read(form.written(given_rows, "a reader"), TEXTS)) == given_rows


@forms
@given(st.text() | st.binary().map(lambda b: b.decode("utf-8", "replace")))
def test_a_file_from_a_stranger_is_only_ever_a_bad_review(form, text: str) -> None:
    with contextlib.suppress(BadReview):
        list(form.read(text, TEXTS))


@given(st.data())
def test_an_annotation_with_a_part_changed_is_read_or_refused(data: st.DataObject) -> None:
    page = json.loads(annotations.written([Reviewed(CLAIMS[0], "confirmed")], "a reader"))
    part = page["items"][0]
    for _ in range(data.draw(st.integers(1, 4))):
        if not isinstance(part, dict | list) or not part:
            break
        key = data.draw(st.sampled_from(list(part) if isinstance(part, dict) else range(len(part))))
        if data.draw(st.booleans()):
            part[key] = data.draw(st.none() | st.integers() | st.text() | st.lists(st.text()))
            break
        part = part[key]

    with contextlib.suppress(BadReview):
        list(annotations.read(json.dumps(page), TEXTS))


@forms
def test_what_nobody_looked_at_is_no_correction(form) -> None:
    out = form.written(map(Reviewed, CLAIMS), "a reader")

    assert list(corrections(form.read(out, TEXTS), "a desk", AT)) == []


def table(**edits: str) -> str:
    """The table of the first event with some cells edited."""
    claim = next(c for c in CLAIMS if isinstance(c.says, Event))
    (row,) = csv.DictReader(io.StringIO(worksheet.written([Reviewed(claim)])))
    out = io.StringIO()
    rows = csv.DictWriter(out, worksheet.COLUMNS)
    rows.writeheader()
    rows.writerow(row | edits)
    return out.getvalue()


def test_an_edited_cell_changes_the_claim_and_leaves_what_was_read() -> None:
    (found,) = corrections(
        worksheet.read(table(category="REJECT", whom='COS "Costmark"', verdict="changed"), TEXTS),
        "a desk", AT,
    )  # fmt: skip

    assert found.read in CLAIMS and found.stands is not None
    says = found.stands.says
    assert isinstance(says, Event)
    assert (says.category, says.recipients[0].org) == ("REJECT", "COS")
    assert TEXT[says.recipients[0].start : says.recipients[0].end] == "Costmark"
    assert (found.by, found.at) == ("a desk", AT)


def test_a_claim_that_was_missed_is_added_from_words_that_stand_once() -> None:
    added = dict.fromkeys(worksheet.COLUMNS, "") | {
        "report": NAME, "passage": "closed the strait", "kind": "event", "category": "COERCE",
        "words": "closed", "verdict": "added",
    }  # fmt: skip

    (found,) = corrections(worksheet.read(table(**added), TEXTS), "a desk", AT)

    assert found.read is None and isinstance(found.stands, Claim)
    assert found.stands.passage.quote == "closed the strait"
    assert found.stands.rule == "person"


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({"verdict": "maybe"}, "row 2: the verdict is 'maybe'; there is confirmed, changed"),
        ({"verdict": "changed"}, "does not say what should stand"),
        ({"verdict": "confirmed", "category": "AID"}, "write `changed` for that"),
        ({"verdict": "added"}, "for claims that the reader missed"),
        ({"verdict": "changed", "category": "GREET"}, "category is 'GREET'; there is ACCUSE"),
        ({"verdict": "changed", "reality": "certain"}, "no claim"),
        ({"verdict": "changed", "who": "Avaria"}, "'Avaria' is no party; write CODE SECTOR"),
        ({"verdict": "changed", "who": 'AVA "Elsewhere"'}, "'Elsewhere' do not stand in"),
        ({"verdict": "changed", "norm": "UNC"}, "a claim of the kind event has no 'norm'"),
        ({"report": "report-0"}, "report-0 is not at hand here; export it first"),
        ({"start": "7"}, "do not stand at 7"),
        ({"start": "seven"}, "start is 'seven'"),
        ({"claim": "{"}, "the cell `claim` is not as it was exported"),
    ],
)
def test_a_row_that_cannot_be_taken_back_says_why(edits: dict[str, str], says: str) -> None:
    with pytest.raises(BadReview, match=says.replace("(", r"\(")):
        list(corrections(worksheet.read(table(**edits), TEXTS), "a desk", AT))


def test_a_cell_that_a_spreadsheet_would_compute_is_written_as_text() -> None:
    out = worksheet.written([Reviewed(CLAIMS[0], "confirmed", None, "=1+1")])

    assert ",'=1+1," in out
    assert [r.note for r in worksheet.read(out, TEXTS)] == ["=1+1"]
