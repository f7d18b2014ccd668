"""The declared table of standings."""

import pytest

from tocsin.atlas import BadTable
from tocsin.register.standing import rules_in


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("standing = [", "standing.toml: "),
        ("standing = []", "the last rule must fit always"),
        ('[[standing]]\nword = "x"\norigins = 2', "the last rule must fit always"),
        ('[[standing]]\nword = "x"\nscore = 2', "score"),
    ],
)
def test_a_table_of_standings_that_cannot_be_used_is_named(text: str, says: str) -> None:
    with pytest.raises(BadTable, match=says):
        rules_in(text)
