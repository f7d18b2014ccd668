"""Text as nobody writes it goes through intake and the reader like any other: nothing raises, every span is in the text."""

import pytest

from measure.junk import SIZE, junk
from tocsin.atlas import languages
from tocsin.intake import Given, reports
from tocsin.reading import is_one_happening, kinds, kit, parser, read
from tocsin.records import Report

NUMBERS = range(4)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("number", NUMBERS)
def test_spoilt_text_is_read_without_an_error(language: str, number: int) -> None:
    data = junk(language, number, SIZE // 4).encode()
    found = reports(data, "junk", form="text", given=Given(language=language))
    reader = kit(language, parser() if language == "en" else None)

    for report in (r for r in found if isinstance(r, Report)):
        reading = read(report, reader)

        ends = [c.passage.end for c in reading.claims] + [h.act.end for h in reading.harms]
        assert all(end <= len(report.text) for end in ends)
        assert isinstance(is_one_happening(reading, report.text), bool)
        assert isinstance(kinds(report.text), tuple)


def test_the_same_number_gives_the_same_text() -> None:
    assert junk("en", 5) == junk("en", 5)
    assert junk("en", 5) != junk("en", 6)
    assert len(junk("fa", 7).encode()) <= SIZE
