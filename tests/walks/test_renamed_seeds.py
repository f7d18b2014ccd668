"""The five articles with other names in them: who, where, when and which outlet may change, what is read may not."""

import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.reading.invented import report
from tocsin.atlas import Entry, Gazetteer
from tocsin.reading import Kit, kit, parser, read
from tocsin.records import Reading

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("TOCSIN_GOLD", ROOT.parent / "shared" / "data")).parent / "seeds"
ARTICLES = {"000": "2025-07-21", "001": "2025-09-03", "002": None, "003": "2025-07-16", "004": "2025-07-16"}  # fmt: skip
BACK = timedelta(days=63)  # nine weeks: the days of the week stay

# code: name, people, capital, code and name, people, capital of the state that stands for it
STATES = {
    "IRN": ("Iran", "Iranian", "Tehran", "SEL", "Selvania", "Selvanian", "Selvan"),
    "ISR": ("Israel", "Israeli", None, "ORL", "Orland", "Orlandish", None),
    "CHN": ("China", "Chinese", "Beijing", "VEL", "Velania", "Velanian", "Velan"),
    "RUS": ("Russia", "Russian", "Moscow", "ELM", "Elmoria", "Elmorian", "Elmton"),
    "USA": ("United States", "American", None, "DOR", "Dorvia", "Dorvian", None),
    "UKR": ("Ukraine", None, None, "FEN", "Fenia", None, None),
    "SYR": ("Syria", "Syrian", "Damascus", "GAR", "Garlia", "Garlian", "Garmouth"),
}
BODIES = {  # name, initials, code; name, initials and code of the body that stands for it
    "SCO": ("Shanghai Cooperation Organization", "SCO", "Harbour Cooperation Organization", "HCO"),
    "BRICS": ("BRICS", "BRICS", "VELDS", "VELDS"),
}
LEADERS = {  # known to the atlas by name: as the report writes them, country, office
    "Xi Jinping": ("Ulf Tormen", "VEL", "president"),
    "Vladimir Putin": ("Oren Vasko", "ELM", "president"),
    "Masoud Pezeshkian": ("Anton Keld", "SEL", "president"),
}
WORDS = {
    "Islamic Revolution Guards Corps": "Selvanian Mountain Guards Corps",
    "IRGC": "SMGC",
    "Islamic Republic": "Selvanian Republic",
    "Abbas Araghchi": "Ivo Tamm",
    "Araghchi": "Tamm",
    "Masoud Pezeshkian": "Anton Keld",
    "Masud Pezeshkian": "Anton Keld",
    "Pezeshkian": "Keld",
    "Mohammad Reza Ashtiani": "Viktor Hale Brandt",
    "Ashtiani": "Brandt",
    "Aziz Nasirzadeh": "Petr Lund",
    "Dong Jun": "Bo Rask",
    "Dong": "Rask",
    "Wang Yi": "Nils Okker",
    "Yi": "Okker",
    "Sergey Lavrov": "Juri Malen",
    "Lavrov": "Malen",
    "Sergei Shoigu": "Egon Wirth",
    "Shoigu": "Wirth",
    "Andrei Belousov": "Marek Sund",
    "Mehr News Agency": "Tern News Agency",
    "Mehr": "Tern",
    "Newsweek": "Lanternweek",
    "RIA": "NORA",
    "All Israel News": "All Orland News",
    "L'OLJ": "L'OBS",
    "L'Orient Today": "L'Est Today",
    "Tianjin": "Bergen",
    "Qingdao": "Aarhus",
    "Brazil": "Uruguay",
    "Kazakhstan": "Iceland",
    "Kazakh": "Icelandic",
    "Rising Lion": "Falling Leaf",
    "True Promise": "Long Shadow",
    "U.S.-led": "Dorvia-led",
    "Israel-U.S.": "Orland-Dorvia",
    "the U.S.": "Dorvia",
    "U.S.": "Dorvian",
    "US": "Dorvian",
    "the United States": "Dorvia",
    "July 15": "May 13",
    "July 6-7": "May 4-5",
    "June 23": "April 21",
    "June 26": "April 24",
    "in June": "in April",
    "21 July 2025": "19 May 2025",
    "Sep 3, 2025": "Jul 2, 2025",
    "April 1": "February 3",
    "April 13": "February 15",
}
DAYS = {"XXXX-04-01": "XXXX-02-03", "XXXX-04-13": "XXXX-02-15"}
PLACED = {"place", "target"}  # by the gazetteer and the atlas, which know no Selvania
PASSING = {"start", "end", "report", "passage", "at", "hint"}


def table() -> dict[str, str]:
    out = dict(WORDS)
    for name, people, capital, _, *others in STATES.values():
        pairs = zip((name, people, capital), others, strict=True)
        out.update({old: new for old, new in pairs if old and new})
    for name, initials, other, short in BODIES.values():
        out.update({name: other, initials: short})
    return out | {old: new for old, (new, _, _) in LEADERS.items()}


TABLE = table()
OLD = re.compile(
    r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(TABLE, key=len, reverse=True))) + r")(?!\w)"
)
CODES = {old: states[3] for old, states in STATES.items()} | {
    old: body[3] for old, body in BODIES.items()
}


def renamed(text: str) -> str:
    return OLD.sub(lambda m: TABLE[m[0]], text)


def names() -> dict[str, tuple[Entry, ...]]:
    out: dict[str, tuple[Entry, ...]] = {}
    for *_, code, name, people, capital in STATES.values():
        out[name] = (Entry(name, "country", code),)
        if people:
            out[people] = (Entry(name, "demonym", code),)
        if capital:
            out[capital] = (Entry(capital, "capital", code, sector="GOV"),)
    for _, _, name, code in BODIES.values():
        out[name] = out[code] = (Entry(name, "org", "IGO", code),)
    guards = Entry("SMGC", "group", "SEL", sector="MIL")
    out["SMGC"] = out["Selvanian Mountain Guards Corps"] = (guards,)
    for name, code, office in LEADERS.values():
        leader = Entry(name, "person-role", code, sector="GOV", office=office)
        out[name] = (leader,)
    out["Selvanian Republic"] = (Entry("Selvania", "country", "SEL"),)
    return out


def moved(value: str) -> str:
    """A day, month or week nine weeks back; a year stays."""
    if value in DAYS:
        return DAYS[value]
    if "/" in value:
        return "/".join(map(moved, value.split("/")))
    if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return f"{m[1]}-{int(m[2]) - 2:02}"
    try:
        return (date.fromisoformat(value) - BACK).isoformat()
    except ValueError:
        return value


def plain(value: Any, *, change: bool) -> Any:
    """A claim as data without positions and places; with `change`, in the names and days of the other article."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in PASSING | PLACED}
        return {k: plain(v, change=change) for k, v in kept.items()}
    if isinstance(value, list | tuple):
        return [plain(v, change=change) for v in value]
    if not isinstance(value, str) or not change:
        return value
    return CODES.get(value) or moved(renamed(value))


def told(reading: Reading, *, change: bool) -> list[Any]:
    """The claims of an article but those that a noun alone makes a quotation: the parser decides where it hangs."""
    kept = (c for c in reading.claims if not c.rule.startswith("quote: noun"))
    return [plain(msgspec.to_builtins(c), change=change) for c in kept]


@pytest.fixture(scope="module")
def kits(gazetteer_path: Path) -> tuple[Kit, Kit]:
    tools = parser(), Gazetteer(gazetteer_path)
    return kit("en", *tools), kit("en", *tools, more=names())


@pytest.mark.parametrize("number", sorted(ARTICLES))
def test_an_article_with_other_names_makes_the_same_claims(number, kits):
    if not SEEDS.is_dir():
        if "gold" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail(f"{SEEDS} is not there, and TOCSIN_REQUIRE asks for gold")
        pytest.skip(f"{SEEDS} is not there; the five articles lie beside TOCSIN_GOLD")
    text, published = next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8"), ARTICLES[number]
    one = read(report(text, published), kits[0])
    other = read(report(renamed(text), moved(published) if published else None), kits[1])

    assert not OLD.search(renamed(text))
    assert told(other, change=False) == told(one, change=True) != []
