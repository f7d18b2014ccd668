"""What the commands answer with `--json`: the objects of the contract. What was not said is absent."""

from collections.abc import Iterable, Mapping
from typing import Any

from tocsin.records import (
    Actor,
    Characterisation,
    Claim,
    Counted,
    Dated,
    Event,
    Fact,
    Happening,
    Harm,
    Hint,
    Invocation,
    Part,
    Place,
    Point,
    Quantity,
    Quote,
    Reading,
    Report,
    Span,
    Story,
)
from tocsin.stories import Stories

Answer = dict[str, Any]


def said(**fields: Any) -> Answer:
    """The fields that hold something; empty tuples stay, None goes."""
    return {key: value for key, value in fields.items() if value is not None}


def report_answer(name: str, report: Report, reading: Reading) -> Answer:
    """One report with all that was read in it, as `tocsin read --json` gives it."""
    return {
        "report": _report(name, report),
        "events": [_event(c, c.says) for c in reading.claims if isinstance(c.says, Event)],
        "quotes": [_quote(c, c.says) for c in reading.claims if isinstance(c.says, Quote)],
        "labels": [
            _label(c, c.says) for c in reading.claims if isinstance(c.says, Characterisation)
        ],
        "norms": [_norm(c, c.says) for c in reading.claims if isinstance(c.says, Invocation)],
        "hints": [_hint(h) for h in reading.hints],
        "harms": [_harm(h) for h in reading.harms],
        "quantities": [_counted(c, c.says) for c in reading.claims if isinstance(c.says, Counted)],
        "places": [_place(p) for p in reading.places],
        "dates": [_dated(d) for d in reading.dates],
    }


def _report(name: str, report: Report) -> Answer:
    when = report.published
    return said(
        id=report.given_id or name,
        title=report.title,
        text=report.text,
        language=report.language,
        published=said(value=when.value, precision=when.precision, how=when.how) if when else None,
        source=report.source,
        url=report.url,
        digest=report.digest,
        flags=list(report.flags),
    )


def _actor(actor: Actor) -> Answer:
    return said(
        start=actor.start,
        end=actor.end,
        name=actor.name,
        country=actor.country,
        org=actor.org,
        sector=actor.sector,
        office=actor.office,
    )


def _by(claim: Claim) -> Answer | None:
    return _actor(claim.speaker) if claim.speaker else None


def _event(claim: Claim, event: Event) -> Answer:
    return said(
        start=claim.passage.start,
        end=claim.passage.end,
        category=event.category,
        mode=event.mode,
        contexts=list(event.contexts),
        initiators=[_actor(a) for a in event.initiators],
        recipients=[_actor(a) for a in event.recipients],
        reality=event.reality,
        by=_by(claim),
        via=list(claim.via),
        date=event.date,
        place=_place(event.place) if event.place else None,
        effects={q.kind: said(low=q.low, best=q.best, high=q.high) for q in event.effects},
        rule=event.rule,
    )


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _quote(claim: Claim, quote: Quote) -> Answer:
    return said(
        content=_pairs(quote.content),
        speaker=_pairs(quote.speaker),
        cue=_pairs(quote.cue),
        speaker_name=claim.speaker.name if claim.speaker else None,
        via=list(claim.via),
        direct=quote.direct,
    )


def _label(claim: Claim, label: Characterisation) -> Answer:
    return said(
        start=claim.passage.start,
        end=claim.passage.end,
        words=label.words,
        of=label.of,
        target=label.target,
        by=_by(claim),
    )


def _norm(claim: Claim, norm: Invocation) -> Answer:
    return said(
        start=claim.passage.start,
        end=claim.passage.end,
        norm=norm.norm,
        said=norm.said,
        by=_by(claim),
        via=list(claim.via),
    )


def _hint(hint: Hint) -> Answer:
    return {"start": hint.start, "end": hint.end, "norm": hint.norm}


def _harm(harm: Harm) -> Answer:
    return said(
        start=harm.act.start,
        end=harm.act.end,
        kind=harm.kind,
        stage=harm.stage,
        reality=harm.reality,
        by=_actor(harm.speaker) if harm.speaker else None,
        rule=harm.rule,
        doers=[_part(d.part) | {"firmness": d.firmness} for d in harm.doers],
        victims=[_part(p) for p in harm.victims],
        targets=[_part(p) for p in harm.targets],
        means=[_part(p) for p in harm.means],
    )


def _part(part: Part) -> Answer:
    return {"start": part.start, "end": part.end, "sort": part.sort}


def _counted(claim: Claim, counted: Counted) -> Answer:
    return {"start": claim.passage.start, "end": claim.passage.end} | _quantity(counted.quantity)


def _quantity(quantity: Quantity) -> Answer:
    return said(
        kind=quantity.kind,
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        qualifier=quantity.qualifier,
        side=quantity.side,
        counted_by=quantity.counted_by,
        as_of=quantity.as_of,
    )


def degrees(point: Point) -> tuple[float, float]:
    """Latitude and longitude in degrees, for answers only: records hold millionths."""
    return point.lat / 1_000_000, point.lon / 1_000_000


def _place(place: Place) -> Answer:
    lat, lon = degrees(place.point) if place.point else (None, None)
    return said(
        start=place.start,
        end=place.end,
        name=place.name,
        lat=lat,
        lon=lon,
        geonameid=place.geonameid,
        country=place.country,
        kind=place.kind,
        precision=place.precision,
    )


def _dated(date: Dated) -> Answer:
    return said(
        start=date.start,
        end=date.end,
        value=date.value,
        type=date.type,
        granularity=date.granularity,
        edtf=date.edtf,
    )


def stories_answer(gathered: Stories, ids: Mapping[str, str]) -> Answer:
    """All stories and copies, as `tocsin stories --json` gives them; reports go by their given id where they had one."""

    def named(name: str) -> str:
        return ids.get(name, name)

    return {
        "stories": [_story(s, ids) for s in gathered.stories],
        "copies": [
            {
                "a": named(c.a),
                "b": named(c.b),
                "containment": c.containment / 1000,
                "direction": c.direction,
                "passages": [_passage(p, ids) for p in c.passages],
            }
            for c in gathered.copies
        ],
    }


def _passage(passage: Any, ids: Mapping[str, str]) -> Answer:
    report = ids.get(passage.report, passage.report)
    return {"report": report, "start": passage.start, "end": passage.end}


def _story(story: Story, ids: Mapping[str, str]) -> Answer:
    return said(
        id=story.id,
        title=story.title,
        first=story.first,
        last=story.last,
        reports=[ids.get(r, r) for r in story.reports],
        origins=[[ids.get(r, r) for r in o.reports] for o in story.origins],
        joins=[
            {"report": ids.get(j.report, j.report), "to": ids.get(j.to, j.to), "reasons": j.reasons}
            for j in story.joins
        ],
        happenings=[
            _happening(h, f"{story.id}/{n}", ids) for n, h in enumerate(story.happenings, 1)
        ],
        wording=[
            said(
                of=w.of,
                target=w.target,
                words=w.words,
                by=w.speaker,
                passage=_passage(w.passage, ids),
            )
            for w in story.wording
        ],
    )


def _happening(happening: Happening, id_: str, ids: Mapping[str, str]) -> Answer:
    return said(
        id=id_,
        category=happening.category,
        mode=happening.mode,
        reality=happening.reality,
        parties=[said(name=p.name, code=p.code, side=p.side) for p in happening.parties],
        date=happening.date,
        place=happening.place,
        origins=happening.origins,
        facts=[_fact(f, ids) for f in happening.facts],
    )


def _fact(fact: Fact, ids: Mapping[str, str]) -> Answer:
    return said(
        property=fact.property,
        status=fact.status,
        why=fact.why,
        answers=[
            {
                "value": a.value,
                "passages": [_passage(p, ids) for p in a.passages],
                "origins": a.origins,
                "speakers": a.speakers,
            }
            for a in fact.answers
        ],
    )
