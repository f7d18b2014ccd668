"""Who wrote, who publishes, whose wire: what a page says of its own making."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.atlas.tables import rows
from tocsin.intake.lines import Line
from tocsin.intake.published import find

AGENCIES = files("tocsin.intake") / "data" / "agencies.tsv"
_NAME = r"[A-ZÀ-ÞĀ-ŽА-ЯЁ][\w’'&.-]*"
_NAMES = rf"(?:{_NAME}|de|der|van|von|bin|bint|al|el|and|et|und|of|the|for)"
_BYLINE = re.compile(
    rf"(?:(?P<source>[^/|•\n]{{2,40}}?)\s*[/|•]\s*)?"
    rf"(?P<by>[Bb]y|BY|[Pp]ar|PAR|[Vv]on|VON|[Pp]or|Written by|Reported by|Автор:?|Авторы:|Текст:)\s+"
    rf"(?P<name>{_NAME}(?:[ ,]+{_NAMES}){{0,9}})(?P<rest>.*)$",
    re.DOTALL,
)
_BYLINE_WIDE = re.compile(
    r"(?:作者|记者|記者|文|بقلم|نویسنده|گزارش از|كتب|كتبت)\s*[:：/／]?\s*(?P<name>[^\s:：,，،|/\d][^:：,，،|/\d]{1,40})"
)
_STAFF = re.compile(
    rf"(?P<name>(?:The )?(?P<source>{_NAME}(?: {_NAMES}){{0,4}}?) "
    r"(?:Staff|Newsroom|Editorial Team|Editorial Board|News Desk|Web Desk|Correspondents?))"
    r"(?: is (?:a|the) (?:team|group|staff)\b.*| contributed to this (?:report|story|article).*)?[.]?$"
)
_OUTLET = (
    r"(?:Agency|Broadcasting|Bulletin|Chronicle|Courier|Daily|Gazette|Herald|Journal|Media|Mirror|News|Observer|Post|"
    r"Press|Radio|Record|Review|Telegraph|Television|Times|Today|Tribune|TV|Weekly|Wire)"
)
# With a comma a name before a day may be a place ("New York, 3 May 2024"), unless a word of it says that it is none.
_MASTHEAD = re.compile(
    rf"(?=.*\b{_OUTLET}\b|.*[/|•·])(?P<source>{_NAME}(?: {_NAMES}){{1,4}})\s*[,/|•·]\s*"
)
_WRITES = re.compile(
    rf"(?:{_NAME} ){{1,4}}(?:is|are|was|serves as|works as) (?:an? |the )?(?:[\w’'.-]+ ){{0,6}}"
    r"(?:journalists?|reporters?|correspondents?|writers?|columnists?|editors?|contributors?)\b"
    r"(?:(?: for| at| with| of| in| based| covering| who| and|,).*)?[.]?$"
)
_ASKED = re.compile(
    rf"(?P<source>{_NAME}(?: {_NAMES}){{0,3}}) (?:has|have) (?:reached out to|contacted|approached|asked|e?-?mailed)\b"
    r"[^\n]{3,160}\bfor (?:a |further |additional )?(?:comment|response|reaction)s?\b"
)
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|[Cc]opyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?,?\s*(?:by )?"
    rf"(?P<source>{_NAME}(?: {_NAMES}){{0,4}})"
)
_APPEARED = re.compile(
    rf"[Tt]his (?:article|story|report|piece) (?:was )?(?:first |originally )?(?:appeared|published) (?:in|on|by) "
    rf"(?P<source>{_NAME}(?: {_NAMES}){{0,4}})"
)
_PICTURE = r"(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]ile|[Ii]llustration|[Vv]ideo|PHOTO|IMAGE|PICTURE)"
_CREDIT = rf"(?:{_PICTURE}\s+)?(?:[Cc]redits?|CREDIT|[Cc]rédits?|[Ff]oto|Фото|фото|عکس|صورة|图片来源|图源|图|{_PICTURE})"
_WIRE_PICTURES = r"(?:AFP|AP|Reuters|REUTERS|EPA|Getty Images|Getty|Xinhua|TASS|Anadolu)"
# In brackets a credit may be written in many ways; without them it begins a sentence, so that "a photo by the
# ministry" in running text is none.
_CAPTION_CREDIT = re.compile(
    rf"[(\[]\s*{_CREDIT}\s*(?:by|:|：|©|/|–|-)\s*[^()\[\]\n]{{2,80}}[)\]]\s*$"
    rf"|[(\[][^()\[\]\n]{{0,40}}\b(?:[Pp]hoto|[Pp]icture|[Ii]mage)s?\b[^()\[\]\n]{{0,60}}[)\]]\s*$"
    rf"|[(\[][^()\[\]\n]{{0,50}}(?:/|via )\s*{_WIRE_PICTURES}[^()\[\]\n]{{0,30}}[)\]]\s*$"
    rf"|(?:^|(?<=[.!?|…。])\s*)(?=[^a-z]){_CREDIT}\s*(?:by\b|:|：|©|/)\s*[^()\[\]\n.]{{2,60}}\.?\s*$"
)
# A quick look for the words that a form cannot do without, before the form itself is tried.
_OWN_NAMES = (
    (re.compile(r"\bfor (?:a |further |additional )?(?:comment|response|reaction)"), _ASKED),
    (re.compile(r"[Tt]his (?:article|story|report|piece) "), _APPEARED),
    (re.compile(r"©|\([Cc]\)|[Cc]opyright"), _COPYRIGHT),
)
LONGEST_CAPTION = 90
LONGEST_CREDIT = 160
LONGEST_BYLINE = 24


class Credits(NamedTuple):
    """What a page says of its own making; None where it says nothing."""

    byline: str | None = None
    source: str | None = None
    agency: str | None = None


@cache
def _agencies() -> dict[str, str]:
    return {
        written: row["name"]
        for row in rows(AGENCIES, ("name", "written"))
        for written in row["written"].split("|")
    }


@cache
def _wires() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_agencies(), key=len, reverse=True)))
    agency = rf"(?P<agency>{names})"
    return (
        re.compile(
            rf"[^\n()。]{{2,60}}?[(/（]\s*(?:{agency})\s*(?:/[^)/]{{2,20}})?[)/）]\s*(?:--?|–|—|―|/|:|：|\.)\s*(?=\S)"
        ),
        re.compile(rf"[^\n()。:]{{2,40}}?\s[-–—]\s*(?:{agency})\s*[:：]"),
        re.compile(
            rf"(?:{agency})[^\s,，。]{{0,12}}\d{{1,2}}月\d{{1,2}}日[^\s，。]{{0,6}}[电讯電訊]"
        ),
        re.compile(rf"(?:به گزارش|نقل عن|وكالة)\s+(?:خبرگزاری\s+|وكالة\s+)?(?:{agency})(?!\w)"),
    )


@cache
def _signed() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(_agencies(), key=len, reverse=True)))
    agency = rf"(?P<agency>{names})"
    return (
        re.compile(rf"\s*[(\[（/—–]\s*(?:with\s+)?(?:{agency})\s*[)\]）/]?\s*$"),
        re.compile(
            rf"(?:^|\s)(?:Source|Via|Источник|المصدر|منبع|来源|來源)\s*[:：/]\s*(?:{agency})[.\s]*$"
        ),
        re.compile(
            rf"\(?(?:[Ww]ith|Avec)\s+(?:inputs?\s+from\s+|reporting\s+(?:by|from)\s+|files\s+from\s+)?(?:the\s+)?(?:{agency})\)?\.?$"
        ),
        re.compile(rf"^(?:[Bb]y\s+|Par\s+)?(?:the\s+)?(?:{agency})\.?$"),
        re.compile(rf"^(?:The\s+)?(?:{agency}) contributed to this (?:report|story|article)\b"),
    )


def wire(paragraph: str) -> str | None:
    """The agency that a first paragraph names where wires are named: "PORT LIMA, 3 March (Reuters) - ..."."""
    for form in _wires():
        if match := form.match(paragraph):
            return _agencies()[match["agency"]]
    return None


def signed(line: str) -> tuple[str, int] | None:
    """The agency that signs the end of a line, and where in the line the signature begins."""
    end = line[-160:]
    for form in _signed():
        if match := form.search(end):
            return _agencies()[match["agency"]], len(line) - len(end) + match.start()
    return None


def byline(line: Line) -> Credits | None:
    """The writer, and the outlet named before, if this line is a byline: "Avaria Post / By Ada NAME, 3 May 2025"."""
    if line.weight > LONGEST_BYLINE or len(line.text) > 200:
        return None
    match = _BYLINE.match(line.text) or _BYLINE_WIDE.match(line.text)
    if not match:
        return _masthead(line.text)
    if find(match["name"]):
        return None
    name = re.split(r"\s*(?:,|\band\s*$|\s-\s)", match["name"])[0].strip(" .")
    agency = _agencies().get(name) or _agencies().get(name.removeprefix("The "))
    if agency:
        return Credits(agency=agency)
    if name.upper().startswith(("THE ", "A ", "AN ")) or not _rest_is_small(match):
        return None
    source = (match.groupdict().get("source") or "").strip() or None
    return Credits(byline=match["name"].strip(" ,.") or None, source=source)


def _masthead(text: str) -> Credits | None:
    """The outlet, if all that this line holds is its name and a day: "The Avaria Post, 3 May 2025"."""
    moment = find(text)
    name = _MASTHEAD.fullmatch(text[: moment.start]) if moment and not text[moment.end :] else None
    return Credits(source=name["source"]) if name else None


def _rest_is_small(match: re.Match[str]) -> bool:
    """After the names only a date, a place or a role: a sentence that begins with "By" goes on in small letters."""
    rest = match.groupdict().get("rest") or ""
    moment = find(rest)
    if moment:
        rest = rest[: moment.start] + rest[moment.end :]
    small = len(re.findall(r"\b[^\W\d_A-Z][\w’-]*", rest))
    return small == 0 if rest.rstrip().endswith(".") else small <= 4


def staff(line: Line) -> Credits | None:
    """The outlet and its staff, if this line says who they are: "The Avaria Post Staff is a team of journalists"."""
    match = _STAFF.match(line.text) if len(line.text) < 300 else None
    if match is None:
        return None
    return Credits(byline=match["name"], source=match["source"])


def writes(line: Line) -> bool:
    """Does this line present the writer: "Ada Name is a correspondent of the Avaria Post"?"""
    return len(line.text) < 300 and bool(_WRITES.match(line.text))


def names_itself(text: str) -> str | None:
    """The outlet, if the text names its own: "The Avaria Post has reached out to ... for comment", "© 2025 ..."."""
    for hint, form in _OWN_NAMES:
        for at in hint.finditer(text):
            begin = max(text.rfind("\n", 0, at.start()), at.start() - 200) + 1
            if match := form.search(text, begin, at.end() + 200):
                return match["source"].split(". ")[0].strip(" .") or None
    return None


def caption(line: Line) -> int | None:
    """Where in this line the credit of a picture begins, if the line is the caption of one."""
    if line.weight > LONGEST_CAPTION or len(line.text) > 1000:
        return None
    match = _CAPTION_CREDIT.search(line.text, max(0, len(line.text) - LONGEST_CREDIT))
    return match.start() if match else None
