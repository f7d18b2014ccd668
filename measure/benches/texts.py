"""Reports to measure on: the bundled corpus, its sentences put together anew. The same size always gives the same texts.

Nothing of a gold set is used. The sentences are those of reports about incidents, so a reader finds more to do in them
than in the news of a whole day.
"""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tocsin.desk
from tocsin.intake import reports
from tocsin.reading import sentences
from tocsin.records import Report

CORPUS = Path(tocsin.desk.__file__).parent / "corpus" / "reports"
ORDINARY = Path(__file__).parent / "ordinary.txt"
SHORTEST, LONGEST = 300, 600  # words
PARAGRAPH = 3  # sentences
COPIED = 5  # one text in so many is a shorter copy of another
TELLINGS = 4  # reports of one story
_WORD = re.compile(r"[a-z]{5,}|\d+")


class Stock(NamedTuple):
    """What texts are put together from: sentences, titles, and words by their last three letters."""

    sentences: tuple[str, ...]
    titles: tuple[str, ...]
    words: dict[str, list[str]]


@cache
def stock() -> Stock:
    """The English reports of the corpus, taken apart."""
    found = [r for path in sorted(CORPUS.rglob("*.*")) for r in _english(path)]
    said = [_plain(r.text[s.start : s.end]) for r in found for s in sentences(r.text, r.skip)]
    whole = sorted({s for s in said if len(s.split()) > 5 and s.endswith((".", "”", '"'))})
    words: dict[str, list[str]] = defaultdict(list)
    for word in sorted({w for s in whole for w in _WORD.findall(s) if w.isalpha()}):
        words[word[-3:]].append(word)
    return Stock(tuple(whole), tuple(sorted({r.title for r in found if r.title})), words)


def _english(path: Path) -> list[Report]:
    if path.suffix not in (".html", ".txt"):
        return []
    found = reports(path.read_bytes(), path.name)
    return [r for r in found if isinstance(r, Report) and r.language == "en"]


def _plain(sentence: str) -> str:
    return " ".join(sentence.split())


def texts(size: int) -> list[str]:
    """`size` texts of 300 to 600 words, in paragraphs of three sentences."""
    dice = random.Random(f"texts {size}")
    return ["\n\n".join(_paragraphs(_chosen(dice))) + "\n" for _ in range(size)]


def mixed(size: int) -> list[str]:
    """Texts of which every second sentence is about something else: weather, sport, prices, books."""
    dice = random.Random(f"mixed {size}")
    return ["\n\n".join(_paragraphs(_chosen(dice, ordinary()))) + "\n" for _ in range(size)]


@cache
def ordinary() -> tuple[str, ...]:
    """Sentences about nothing that a reader of incidents would want."""
    return tuple(ORDINARY.read_text("utf-8").splitlines())


def _chosen(dice: random.Random, between: Sequence[str] = ()) -> list[str]:
    wanted, chosen, words = dice.randint(SHORTEST, LONGEST - 50), list[str](), 0
    pool = dice.sample(stock().sentences, len(stock().sentences))
    if between:
        pool = [
            s for pair in zip(pool, dice.choices(between, k=len(pool)), strict=True) for s in pair
        ]
    for sentence in pool:
        if words >= wanted:
            break
        chosen.append(sentence)
        words += len(sentence.split())
    return chosen


def _paragraphs(chosen: list[str]) -> list[str]:
    return [" ".join(chosen[i : i + PARAGRAPH]) for i in range(0, len(chosen), PARAGRAPH)]


def pages(size: int) -> list[str]:
    """The texts as web pages: a head, a menu, the article, a column of links, a foot."""
    dice = random.Random(f"pages {size}")
    return [_page(text, dice) for text in texts(size)]


def _page(text: str, dice: random.Random) -> str:
    title = dice.choice(stock().titles)
    links = dice.choices(stock().titles, k=40)
    menu = "".join(f'<li><a href="/s/{i}">{t.split()[0]}</a></li>' for i, t in enumerate(links))
    aside = "".join(
        f'<div class="card"><a href="/n/{i}">{t}</a></div>' for i, t in enumerate(links)
    )
    body = "".join(f"<p>{p}</p>" for p in text.strip().split("\n\n"))
    head = f'<meta charset="utf-8"><title>{title} | The Lantern</title><meta property="article:published_time" content="2026-05-{dice.randint(1, 28):02}">'
    style = "<style>" + ".card{margin:0;padding:0}\n" * 100 + "</style>"
    return (
        f'<!doctype html><html lang="en"><head>{head}{style}</head><body><nav><ul>{menu}</ul></nav><main><article>'
        f"<h1>{title}</h1>{body}</article></main><aside>{aside}</aside><footer><p>© The Lantern</p></footer></body></html>"
    )


def varied(sentence: str, dice: random.Random) -> str:
    """`sentence` with other numbers, and with half of its longer words changed for others of the same ending."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.isdigit():
            return str(dice.randint(1, 10 ** len(word)))
        return dice.choice(stock().words.get(word[-3:], [word])) if dice.random() < 0.5 else word

    return _WORD.sub(other, sentence)


def piles(size: int) -> list[str]:
    """`size` texts with varied words, every fifth a shortened copy of the one before."""
    dice = random.Random(f"piles {size}")
    out: list[str] = []
    for n in range(size):
        if n % COPIED == COPIED - 1:
            paragraphs = out[-1].split("\n\n")
            out.append("\n\n".join(paragraphs[: 1 + len(paragraphs) // 2]))
        else:
            out.append("\n\n".join(_paragraphs([varied(s, dice) for s in _chosen(dice)])))
    return out


def ledes(size: int) -> list[tuple[str, str, str]]:
    """Title, first two sentences and day of `size` reports; four of them tell one story, in its words."""
    dice = random.Random(f"ledes {size}")
    out: list[tuple[str, str, str]] = []
    while len(out) < size:
        title = varied(dice.choice(stock().titles), dice)
        told = [varied(s, dice) for s in dice.sample(stock().sentences, 5)]
        day = dice.randint(1, 24)
        for n in range(TELLINGS):
            lede = " ".join(dice.sample(told, 2))
            out.append((title if n % 2 else told[n].rstrip(".”"), lede, f"2026-05-{day + n:02}"))
    return out[:size]
