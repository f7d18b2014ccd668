"""Lists that name one thing twice: "A, B and C, as well as B in 2031"."""

import re
from collections.abc import Iterator

from tocsin.records import Fact
from tocsin.stories.answers import Given, fact
from tocsin.stories.told import Told
from tocsin.stories.words import passed_over

NAME = r"(?:the )?[^\W\d_a-zà-ÿ][\w'’.-]{0,40}(?: [^\W\d_a-zà-ÿ][\w'’.-]{0,40}){0,3}"
LINK = r"(?:, as well as |, along with |, together with | as well as | along with |, and | and |, plus |, |、|، | و)"
ITEM = re.compile(NAME)
LIST = re.compile(rf"(?<![\w'’.-]){NAME}(?:{LINK}{NAME}(?: in \d{{4}}| \(\d{{4}}\))?){{2,}}")
FEWEST = 3  # names: two and a repetition
MOST = 60  # items: longer ones are tables, not sentences


def listed_twice(told: Told) -> Iterator[Fact]:
    """One fact for each name that one list gives twice, with both places: at most one of them can be meant."""
    for name, report in told.reports:
        for found in LIST.finditer(report.text):
            if not any(start <= found.start() < end for start, end in passed_over(report)):
                yield from _twice(told, name, found)


def _twice(told: Told, name: str, found: re.Match[str]) -> Iterator[Fact]:
    text = told.report[name].text
    items = list(ITEM.finditer(text, found.start(), found.end()))
    names = [_plain(item.group()) for item in items]
    if len(items) > MOST:
        return
    for again, item in enumerate(items):
        first = names.index(names[again])
        if first < again and len(set(names)) >= FEWEST:
            ends = [items[first].end(), _end(text, item.end(), found.end())]
            spans = [(items[first].start(), ends[0]), (item.start(), ends[1])]
            given = [
                Given(f"{text[a:b]} ({n})", told.passage(name, a, b))
                for n, (a, b) in zip(("first", "again"), spans, strict=True)
            ]
            why = f"one list names {item.group()} twice"
            yield fact(told, "listed", given, "contradict", why)


def _plain(item: str) -> str:
    return item.removeprefix("the ").rstrip(".").casefold()


def _end(text: str, end: int, limit: int) -> int:
    """With the year that follows a name, if one does."""
    year = re.compile(r" (?:in \d{4}|\(\d{4}\))").match(text, end, limit)
    return year.end() if year else end
