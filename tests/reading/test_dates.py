"""Time expressions: what they come to, seen from the day of the report; and never more than the report says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gold import gold
from tocsin.atlas import BadTable
from tocsin.reading.dates import dates
from tocsin.reading.phrases import Grammar

# text | published | phrase and value, as many as there are
CASES = """
The council met on Tuesday.                             | 2025-07-17 | Tuesday=2025-07-15
The council met on Thursday.                            | 2025-07-17 | Thursday=2025-07-17
The council will meet on Tuesday.                       | 2025-07-17 | Tuesday=2025-07-22
They met last Tuesday.                                  | 2025-07-17 | last Tuesday=2025-07-15
The fair opened on Tuesday, July 15, in the harbour.    | 2025-07-21 | Tuesday, July 15=2025-07-15
The summit was held on July 6-7.                        | 2025-07-21 | July 6-7=2025-07-06/2025-07-07
The treaty of 3 May 1951 still holds.                   | 2025-07-21 | 3 May 1951=1951-05-03
The bridge fell earlier this month.                     | 2025-07-21 | earlier this month=2025-07
The bridge fell last week.                              | 2025-07-21 | last week=2025-W29
The ministers spoke yesterday.                          | 2025-03-01 | yesterday=2025-02-28
They left Sunday night.                                 | 2025-07-16 | Sunday night=2025-07-13TNI
The ship left at 8 p.m. Sunday.                         | 2025-07-16 | 8 p.m. Sunday=2025-07-13T20:00
The port was closed for two weeks.                      | 2025-07-16 | two weeks=P2W
It was a 12-day strike.                                 | 2025-07-16 | 12-day=P12D
Talks lasted nearly 90 days.                            | 2025-07-16 | nearly 90 days=P90D
Ships call every day.                                   | 2025-07-16 | every day=P1D
The fleet sails annually.                               | 2025-07-16 | annually=P1Y
Prices rose in the third quarter of 2024.               | 2025-07-16 | the third quarter of 2024=2024-Q3
It began in the 1980s.                                  | 2025-07-16 | the 1980s=198
The canal is of the 19th century.                       | 2025-07-16 | the 19th century=18
It rained in the spring of 2021.                        | 2025-07-16 | the spring of 2021=2021-SP
They met two years ago.                                 | 2025-07-16 | two years ago=2023
In recent years trade grew.                             | 2025-07-16 | recent years=PXY
The harbour is now open.                                | 2025-07-16 | now=PRESENT_REF
On 2025-07-03 the post opened.                          | 2025-07-16 | 2025-07-03=2025-07-03
In December the post opened.                            | 2025-02-10 | December=2024-12
The post will open in December.                         | 2025-02-10 | December=2025-12
"""

OPEN = """
On April 13 the post opened.             | April 13=XXXX-04-13
It fell earlier this month.              | earlier this month=XXXX-XX
They met on Tuesday.                     | Tuesday=XXXX-WXX-2
They met last year.                      | last year=XXXX
They met yesterday.                      | yesterday=XXXX-XX-XX
They met on 3 May 1951.                  | 3 May 1951=1951-05-03
"""

NONE = [
    "A 10-year-old boy won the race.",
    "More than 2000 people came.",
    "They may meet the minister.",
    "The ship paid $1999 in fees.",
    "Resolution 1999 was adopted.",
    "The second minister spoke.",
]


def table(rows: str) -> list[list[str]]:
    return [[c.strip() for c in row.split("|")] for row in rows.strip().splitlines()]


def said(text: str, published: str | None, language: str = "en") -> list[str]:
    return [f"{text[d.start : d.end]}={d.value}" for d in dates(text, published, language)]


@pytest.mark.parametrize(("text", "published", "expected"), table(CASES))
def test_a_phrase_is_read_from_the_day_of_the_report(text, published, expected):
    assert said(text, published) == expected.split("; ")


@pytest.mark.parametrize(("text", "expected"), table(OPEN))
def test_without_a_day_of_publication_the_year_stays_open(text, expected):
    assert said(text, None) == expected.split("; ")


@pytest.mark.parametrize("text", NONE)
def test_ages_sums_counts_and_numbers_of_documents_are_no_dates(text):
    assert said(text, "2025-07-16") == []


EDTF = """
They met last week.                     | 2025-07-07/2025-07-13
They met in the spring of 2021.         | 2021-21
It was in the third quarter of 2024.    | 2024-35
It began in the 1980s.                  | 198X
The canal is of the 19th century.       | 18XX
They left Sunday night.                 | 2025-07-13
The ship left at 8 p.m. Sunday.         | 2025-07-13T20:00:00
It took two weeks.                      | None
"""


@pytest.mark.parametrize(("text", "expected"), table(EDTF))
def test_a_value_has_its_edtf_form_where_there_is_one(text, expected):
    (found,) = dates(text, "2025-07-16")

    assert str(found.edtf) == expected


def test_the_anchor_says_whether_the_day_of_publication_was_used():
    text = "They met on Tuesday and on 3 May 1951."

    tuesday, day = dates(text, "2025-07-16")

    assert (tuesday.anchor, day.anchor) == ("published", "none")


def test_a_history_counts_from_its_own_dates_and_not_from_the_day_it_was_published():
    years = "".join(f"In {year} the league met in Dorland. " for year in range(1911, 1921))
    text = years + "On 3 May it met again. In June it parted."

    found = [d.value for d in dates(text, "2020-02-02")]

    assert found[-2:] == ["1920-05-03", "1920-06"]


LANGUAGES = """
uk | У липні 1975 року відбулася нарада.         | липні 1975=1975-07
uk | Рада зібралася 28 вересня 2014 року.        | 28 вересня 2014=2014-09-28
ru | Совет собрался 28 сентября 2014 года.       | 28 сентября 2014 года=2014-09-28
ru | Совет собрался вчера.                       | вчера=2025-07-15
fr | Le conseil s'est réuni le 3 mai 2014.       | 3 mai 2014=2014-05-03
fr | Le conseil s'est réuni mardi dernier.       | mardi dernier=2025-07-15
fa | شورا در ۳ مرداد ۱۴۰۴ تشکیل شد.              | ۳ مرداد ۱۴۰۴=2025-07-25
fa | شورا دیروز تشکیل شد.                        | دیروز=2025-07-15
ar | اجتمع المجلس في 3 يوليو 2014.               | 3 يوليو 2014=2014-07-03
ar | اجتمع المجلس أمس.                           | أمس=2025-07-15
zh | 理事会于2014年7月3日召开。                    | 2014年7月3日=2014-07-03
zh | 理事会昨天召开。                              | 昨天=2025-07-15
zh | 理事会14日召开，28日休会。                      | 14日=2025-07-14; 28日=2025-06-28
zh | 会议14日晚8时开始，21时04分结束。                | 14日晚8时=2025-07-14T20:00; 21时04分=2025-07-14T21:04
ru | Совет собрался около двух часов ночи.       | около двух часов ночи=2025-07-16T02:00
fr | Le conseil s'est réuni vers 9 heures.       | vers 9 heures=2025-07-16T09:00
fr | Il a délibéré dix heures.                   | dix heures=PT10H
ar | اجتمع المجلس عند الساعة الرابعة والنصف فجرا.  | الساعة الرابعة والنصف فجرا=2025-07-16T04:30
ar | كانت الجلسة الثانية يوم الجمعة.               | يوم الجمعة=2025-07-11
fa | شورا ساعت چهار و پنج دقیقه بامداد تشکیل شد. | ساعت چهار و پنج دقیقه بامداد=2025-07-16T04:05
"""


@pytest.mark.parametrize(("language", "text", "expected"), table(LANGUAGES))
def test_a_language_is_a_folder_of_words_and_patterns(language, text, expected):
    assert said(text, "2025-07-16", language) == expected.split("; ")


def test_a_language_without_grammar_still_reads_dates_in_iso_form():
    assert said("2025-07-03: kokous alkoi", "2025-07-16", "fi") == ["2025-07-03=2025-07-03"]


words = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "last",
        "next",
        "3",
        "12",
        "31",
        "1999",
        "2025",
        "May",
        "July",
        "Tuesday",
        "week",
        "years",
        "ago",
        ",",
        "-",
        ".",
        ":",
        "p.m.",
        "of",
        "quarter",
        "0",
        "99",
        "st",
        "'s",
        "9999999999999999999",
        "1,000,000",
        "a",
        "few",
        "half",
        "second",
        "Q3",
        "early",
        "2025-02-30",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(words, max_size=25).map(" ".join) | st.text(max_size=80),
    st.sampled_from(["2025-07-16", None, "XXXX", "0001-01-01"]),
)
def test_whatever_the_text_phrases_stand_in_order_and_inside_it(text, published):
    found = dates(text, published)

    ends = [0]
    for d in found:
        assert ends[-1] <= d.start < d.end <= len(text)
        ends.append(d.end)
    assert dates(text, published) == found


def test_a_mistake_in_a_grammar_is_told_with_its_line(tmp_path):
    bad = tmp_path / "dates.toml"
    bad.write_text('[word.day]\n1 = ["one"]\n\n[[phrase]]\nreading = "near"\nmatch = ["{dey}"]\n')

    with pytest.raises(BadTable, match=r"dates.toml:6: there is no class 'dey'"):
        Grammar(bad)


@pytest.mark.parametrize(
    ("name", "least"), [("timebank", 700), ("aquaint", 700), ("wikiwars_uk", 700)]
)
def test_values_of_the_gold_sets_are_found(name, least):
    right = asked = 0
    for row in gold(f"dates/{name}")[:40]:
        found = {
            (d.start, d.end): d.value for d in dates(row["text"], row["published"], row["lang"])
        }
        for g in row["dates"]:
            asked += 1
            right += any(
                a < g["end"] and b > g["start"] and v == g["value"] for (a, b), v in found.items()
            )

    assert 1000 * right >= least * asked
