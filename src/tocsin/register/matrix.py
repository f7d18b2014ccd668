"""The characterisation matrix: who calls it what, and who says nothing. Silence is a row."""

from collections.abc import Iterable, Iterator

from tocsin.atlas import terms
from tocsin.records import Called, Characterisation, Claim
from tocsin.register.near import Sources, party


def matrix(
    claims: Iterable[Claim], sources: Sources, expected: Iterable[str]
) -> tuple[Called, ...]:
    """What each party said, in the order of the texts, then those of `expected` that said nothing: "not asked".

    A party's same words count once, at their first passage. Words without an agreed definition carry a note.
    """
    said = list(_said(claims, sources))
    spoken = {cell.party for cell in said}
    silent = [name for name in dict.fromkeys(expected) if name not in spoken]
    return (*said, *(Called(party=name, state="not asked") for name in silent))


def _said(claims: Iterable[Claim], sources: Sources) -> Iterator[Called]:
    seen = set[tuple[str, str]]()
    for claim in claims:
        if not isinstance(claim.says, Characterisation):
            continue
        who, words = party(claim, sources.reports), claim.says.words
        if (who, words.casefold()) in seen:
            continue
        seen.add((who, words.casefold()))
        report = sources.reports.get(claim.passage.report)
        note = undefined(words, (report.language if report else None) or "en")
        yield Called(party=who, state="said", words=words, passage=claim.passage, note=note)


def undefined(words: str, language: str) -> str | None:
    """What is to be said beside words that have no agreed treaty definition; None for all others."""
    for term in terms():
        if any(pattern.search(words) for pattern in term.patterns(language)):
            return f"{term.term}: {term.note}"
    return None
