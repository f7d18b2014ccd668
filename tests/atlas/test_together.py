"""States that are named by one sign each, written together."""

import pytest

from tocsin.atlas import match


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("中俄外长举行会谈", ["CHN", "RUS"]),
        ("据悉，中欧领导人会晤", ["CHN", "EU"]),
        ("在印巴边境", ["IND", "PAK"]),
        ("中美洲国家", []),
        ("高中英语考试", []),
        ("集中美国资金", ["USA"]),
    ],
)
def test_signs_that_stand_for_states_count_only_where_words_say_so(
    text: str, codes: list[str]
) -> None:
    assert [m.entries[0].org or m.entries[0].country for m in match(text, "zh")] == codes
