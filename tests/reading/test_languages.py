"""The sentences of our own in other languages are fit to be measured with; the shape is in languages/README.md."""

import pytest

from measure.gold import OUR_OWN, sentences_of
from tocsin.atlas import categories, countries, org_name, sectors

FILES = sorted(OUR_OWN.glob("*.toml"))
REALITIES = {"actual", "alleged", "negated", "future", "hypothetical", "historical"}
KEYS = {"id", "lang", "half", "text", "published", "events", "quotes", "dates", "numbers", "names"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_head_says_that_no_native_speaker_has_reviewed_them(path):
    assert "NOT REVIEWED BY A NATIVE SPEAKER" in path.read_text("utf-8")[:200].upper()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_sentence_is_in_one_half_and_none_is_there_twice(path):
    rows = sentences_of(path)

    assert {r["half"] for r in rows} <= {"a", "b"}
    assert len({r["text"] for r in rows}) == len(rows)
    assert all(set(r) <= KEYS for r in rows)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_answer_is_in_the_words_of_the_tables(path):
    for row in sentences_of(path):
        for event in row["events"]:
            assert event["category"] in categories(), row["text"]
            assert event.get("reality", "actual") in REALITIES
            assert all(_known(c) for c in (*event.get("who", ()), *event.get("whom", ()))), row[
                "text"
            ]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_word_of_an_answer_stands_in_the_text(path):
    for row in sentences_of(path):
        for part in ("dates", "names", "quotes"):
            for thing in row.get(part, ()):
                assert thing["words"] in row["text"]
                assert thing.get("speaker", "") in row["text"]


def _known(code):
    return code in countries() or code in sectors() or org_name(code) is not None or code in GROUPS


GROUPS = ("IMG", "IGO", "NGO", "MNC", "XKX")
