"""All that is said in a report by somebody: quotes, characterisations, norms invoked, denials; and whose words a passage is."""

from collections.abc import Sequence
from typing import NamedTuple

from tocsin.atlas import norms
from tocsin.reading.attribution import Attribution
from tocsin.reading.cues import cues
from tocsin.reading.denials import denial_claims, denials
from tocsin.reading.labels import Scene, label_claims, labels
from tocsin.reading.norms import hints, invocations, norm_claims
from tocsin.reading.sentences import Sentence
from tocsin.reading.speakers import Resolves, quote_claims, spoken
from tocsin.reading.tree import Tree
from tocsin.records import Claim, Hint


class Statements(NamedTuple):
    """Claims in the order of the text, hints at norms nobody named, and the voices for whatever else is read."""

    claims: tuple[Claim, ...]
    hints: tuple[Hint, ...]
    attribution: Attribution


def statements(
    report: str,
    text: str,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    language: str = "en",
    cast: Resolves | None = None,
) -> Statements:
    """What speakers say in `text`, the text of the report named `report`.

    `sentences` are all that may be read, `trees` those of them that were parsed; the others are read by patterns.
    """
    voices = spoken(text, sentences, trees, language, cast)
    attribution = Attribution.of(voices, text, sentences, cues(language))
    found = [v.found for v in voices]
    named = invocations(text, sentences, norms(), attribution, language)
    scene = Scene(text, sentences, trees, found, attribution, cast, language)
    claims = [
        *quote_claims(report, text, voices),
        *label_claims(report, text, labels(scene)),
        *norm_claims(report, text, named),
        *denial_claims(report, text, denials(text, sentences, voices, attribution, language)),
    ]
    claims.sort(key=lambda c: (c.passage.start, c.passage.end))
    wording = hints(text, sentences, norms(), named, language)
    return Statements(tuple(claims), tuple(wording), attribution)
