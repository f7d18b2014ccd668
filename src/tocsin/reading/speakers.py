"""Who speaks: the actor behind each quote by the fullest name, and the chain of channels the words came through."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from msgspec import structs

from tocsin.reading.channels import Channels, words
from tocsin.reading.cues import cues
from tocsin.reading.quotes import Found, quotes
from tocsin.reading.sentences import Sentence
from tocsin.reading.tree import Tree
from tocsin.records import Actor, Claim, Quote, Span, passage

_SOMEBODY = frozenset({"he", "she"})
_SOMETHING = frozenset({"it"})
_NEAR = 600  # characters between a quote and the next by "he"
_NAMESAKES = 3  # longer names looked at
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


class Resolves(Protocol):
    """Whoever can tell which actor a phrase stands for, as `Cast` does."""

    def resolve(self, start: int, end: int) -> Actor | None:
        """The actor at [start, end), or None if unsure."""
        ...


class Voiced(NamedTuple):
    """A quote with its speaker resolved, its chain by name, and whether it goes back to nobody by name ("reports")."""

    found: Found
    speaker: Actor | None
    via: tuple[str, ...]
    vague: bool


def voiced(
    text: str,
    found: Sequence[Found],
    channels: Channels,
    cast: Resolves | None,
    pronouns: frozenset[str] = frozenset(),
) -> tuple[Voiced, ...]:
    """Each quote with whoever says it. A speaker whom the cast cannot place keeps the words of the text as a name."""
    longer, out = _Longer(text), list[Voiced]()
    for f in found:
        speaker = _speaker(text, f, channels, cast, longer)
        if speaker is not None and speaker.name.lower() in _SOMEBODY | _SOMETHING | pronouns:
            speaker = _carried_on(speaker, f, out, pronouns) or speaker
        elif f.speaker is None and f.rule.startswith("nearby"):  # a verb that holds its subject
            speaker = _carried_on(None, f, out, pronouns)
        via = tuple(dict.fromkeys(channels.name(a, b) for a, b in f.channel))
        vague = f.speaker is not None and channels.is_vague(*f.speaker)
        out.append(Voiced(f, speaker, via, vague))
    return tuple(out)


def _carried_on(
    speaker: Actor | None, f: Found, before: Sequence[Voiced], pronouns: frozenset[str]
) -> Actor | None:
    """For a "he" or an "it" that the cast leaves open, who or what spoke last, if that was not long ago."""
    person = speaker is None or speaker.name.lower() in _SOMEBODY | pronouns
    for v in reversed(before):
        last = v.speaker
        if last is not None and last.name.lower() not in _SOMEBODY | _SOMETHING | pronouns:
            if f.start - v.found.end > _NEAR or not (person or last.office is None):
                return None
            at = speaker or last
            return structs.replace(last, start=at.start, end=at.end, link="pronoun")
    return None


class _Longer(dict[str, tuple[tuple[int, int], ...]]):
    """Where a lone name stands as the first or the last part of a longer one, looked up once a name."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __missing__(self, name: str) -> tuple[tuple[int, int], ...]:
        part = re.escape(name)
        run = re.compile(
            rf"\b(?:[A-Z][\w’'-]{{1,40}} ){{1,2}}{part}\b|\b{part}(?: [A-Z][\w’'-]{{1,40}}){{1,2}}"
        )
        self[name] = tuple(m.span() for m in islice(run.finditer(self._text), _NAMESAKES))
        return self[name]

    def of(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The longer names for the words at [start, end); none if these are no lone name."""
        name = self._text[start:end]
        return self[name] if " " not in name and name[:1].isupper() else ()


def _speaker(
    text: str, f: Found, channels: Channels, cast: Resolves | None, longer: _Longer
) -> Actor | None:
    if f.speaker is None or channels.is_vague(*f.speaker):
        return None
    start, end = f.speaker
    spans = [f.speaker, *([f.who] if f.who else []), *longer.of(start, end)]
    actor = next((a for s in spans if (a := cast.resolve(*s))), None) if cast else None
    if channels.is_channel(start, end):
        name = channels.name(start, end)
        return (
            structs.replace(actor, name=name) if actor else Actor(start=start, end=end, name=name)
        )
    if actor is not None:
        return actor
    whole = {text[a:b] for a, b in longer.of(start, end)}
    name = whole.pop() if len(whole) == 1 else _ARTICLE.sub("", text[start:end])
    return Actor(start=start, end=end, name=" ".join(name.split()))


def quote_claims(report: str, text: str, spoken: Sequence[Voiced]) -> list[Claim]:
    """The claims of a report's quotes, in order; the passage runs from the first to the last word of each."""
    return [_claim(report, text, v) for v in spoken]


def _claim(report: str, text: str, v: Voiced) -> Claim:
    f = v.found
    spans = [*f.content, *(s for s in (f.speaker, f.cue) if s is not None)]
    near = [s for s in spans if s[0] >= f.start - 400 and s[1] <= f.end + 400]
    return Claim(
        passage=passage(report, text, min(a for a, _ in near), max(b for _, b in near)),
        says=Quote(
            content=tuple(Span(start=a, end=b) for a, b in f.content),
            speaker=() if f.speaker is None else (Span(start=f.speaker[0], end=f.speaker[1]),),
            cue=() if f.cue is None else (Span(start=f.cue[0], end=f.cue[1]),),
            direct=f.direct,
        ),
        rule=f"quote: {f.rule}",
        speaker=v.speaker,
        via=v.via,
    )


def spoken(
    text: str,
    sentences: Sequence[Sentence],
    trees: Iterable[Tree],
    language: str = "en",
    cast: Resolves | None = None,
) -> tuple[Voiced, ...]:
    """The quotes of a text with their speakers and chains: all steps in one. A language without cues has none."""
    known = cues(language)
    if known is None:
        return ()
    channels = Channels(text, words(language))
    return voiced(
        text, quotes(text, sentences, trees, known, channels), channels, cast, known.pronouns
    )
