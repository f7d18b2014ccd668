"""Words and numerals as grammars see them: cut apart, in plain spelling, numerals by their form."""

import re

TOKEN = re.compile(
    r"\d{1,3}(?:[.,]\d{3}){1,5}(?!\d)|\d+|[぀-ヿ㐀-鿿]|[^\W\d_぀-ヿ㐀-鿿]+|\n+|[^\w\s]"
)
DIGITS = {
    ord(d): str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९") for n, d in enumerate(row)
}
NUMERALS = ("number", "short", "day", "year", "two", "three", "hour")


def plain(word: str) -> str:
    """A word as grammars spell it: lower case, Western digits."""
    return word.translate(DIGITS).casefold()


def words_of(text: str) -> list[str]:
    """The tokens of a phrase in plain spelling."""
    return [plain(m) for m in TOKEN.findall(text)]


def numeral_classes(digits: str) -> frozenset[str]:
    """What a numeral may be by its form: "1998" a number and a year, "12" a day, an hour, two digits."""
    found = {"number"}
    if digits.isdigit():
        value = int(digits)
        found |= {"day"} if 1 <= value <= 31 and len(digits) <= 2 else set()
        found |= {"hour"} if value <= 24 and len(digits) <= 2 else set()
        found |= {"short"} if len(digits) <= 3 else set()
        found |= {"three"} if len(digits) == 3 else set()
        found |= {"two"} if len(digits) == 2 else set()
        found |= {"year"} if len(digits) == 4 and 1000 <= value < 2200 else set()
    return frozenset(found)
