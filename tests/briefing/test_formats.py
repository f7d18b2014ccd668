"""The forms of a product: readable, safe with strangers' text, and the same structure in each."""

import base64
import hashlib
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.briefing.league import AS_OF, DOSSIER, INCIDENT, SECOND, STORY, made
from tocsin.briefing import (
    FORMATS,
    BadSheet,
    Dossier,
    brief,
    briefs,
    digest,
    geojson,
    held,
    incident,
    load,
    map_svg,
    schema,
    timeline_svg,
)
from tocsin.briefing.formats.plain import columns
from tocsin.records import (
    Actor,
    Answer,
    Characterisation,
    Claim,
    Event,
    Fact,
    Happening,
    Origin,
    Party,
    Place,
    Point,
    Quote,
    Reading,
    Span,
    Story,
    Wording,
    passage,
)

WHOLE = msgspec.structs.replace(DOSSIER, stories=(STORY, SECOND), incidents=(INCIDENT,))
SHEETS = {
    "story": brief(WHOLE, STORY),
    "digest": briefs(WHOLE),
    "front": digest(WHOLE),
    "incident": incident(WHOLE, INCIDENT),
}
EXPECTED = Path(__file__).parent / "expected"
HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</title></head><body onload=x>",
    "{{ 7 * 7 }} {% raw %}",
    "[click](javascript:x) ![i](http://a.example/x.png) <http://a.example>",
    "| a | b |\n|---|---|\n# heading\n- list\n1. one\n***",
    "`code` _under_ **bold** ~~gone~~ $x$ \\ [^1]: note",
    "\x1b[31mred\x1b[0m \x07 \x00 \x9b31m",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200e\u200f",
    "گزارش تازه از بندر و شهر",
    "تقرير عن اجتماع «الميناء»",
    "港口的会议 港口的会议",
    "“nested” 'quotes' \"twice\" «thrice»",
    "{speaker} {words} [{date}]",
    "line one\r\nline two\u2028line three\x0b",
    "]]> --> <!-- <![CDATA[ &amp; &#60;",
    "a" * 300,
]


def strange(text: str, name: str) -> Dossier:
    """A dossier in which every word that a stranger gives is `text`, and every name `name`."""
    report = made(f"{text}\n{text}.", name, "2031-03-05", text, url=f"https://{name}/{text}")
    key = "report-" + "e" * 32
    p = passage(key, report.text, 0, len(text))
    actor = Actor(start=0, end=len(text), name=name, country="XAA", sector="GOV", office=name)
    place = Place(start=0, end=len(text), name=name, point=Point(lat=1, lon=2), precision="country")
    event = Event(
        category="CONSULT",
        act=Span(start=0, end=1),
        reality="actual",
        rule="r",
        initiators=(actor,),
        place=place,
        date="2031-03",
    )
    says = (
        event,
        Quote(content=(Span(start=0, end=len(text)),), direct=True),
        Characterisation(words=text, of="act", target=text),
    )
    claims = tuple(Claim(passage=p, says=s, rule="r", speaker=actor, via=(name,)) for s in says)
    answers = tuple(
        Answer(value=v, passages=(p,), origins=1, speakers=(name,)) for v in (text, name)
    )
    happening = Happening(
        category="CONSULT",
        passages=(p,),
        parties=(Party(name=name, side="initiator", code="XAA"),),
        date="2031-03",
        place=name,
        facts=(Fact(property="where", status="contradict", answers=answers, why=text),),
    )
    story = Story(
        id="story-e",
        title=text,
        reports=(key,),
        origins=(Origin(reports=(key,), reason=text),),
        happenings=(happening,),
        wording=(Wording(of="act", target=text, words=text, passage=p, speaker=name),),
    )
    return Dossier(
        reports={key: report},
        readings={key: Reading(report=key, reader=name, claims=claims)},
        stories=(story,),
        as_of=AS_OF,
        reader=name,
    )


class Page(HTMLParser):
    """What a browser would make of a page: its tags, its attributes, and the text outside the style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "path", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in ("path", "circle"):
            assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "article",
    "header",
    "div",
    "span",
    "b",
    "h1",
    "h2",
    "h3",
    "p",
    "section",
    "svg",
    "path",
    "circle",
    "text",
    "g",
    "details",
    "summary",
    "ul",
    "ol",
    "li",
    "cite",
    "a",
    "bdi",
    "mark",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "code",
    "footer",
}


def safe_page(page: str) -> Page:
    parsed = Page(page)
    assert not parsed.open
    for tag, attributes in parsed.tags:
        assert tag in ALLOWED, tag
        assert not any(
            name.startswith("on") or name in ("src", "style", "srcset") for name in attributes
        )
        assert (attributes.get("href") or "#").startswith("#")
    return parsed


@pytest.mark.parametrize("name", SHEETS)
def test_a_page_fetches_nothing_and_allows_its_own_style_alone(name):
    page = FORMATS["html"].write(SHEETS[name], 0)

    parsed = safe_page(page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    policy = next(
        a["content"] for t, a in parsed.tags if t == "meta" and "content" in a and "http-equiv" in a
    )
    digest_of_style = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest_of_style}'; base-uri 'none'; form-action 'none'"
    )
    assert "http" not in re.sub(r"http-equiv|xmlns=\"http://www.w3.org/2000/svg\"", "", page)
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_of_a_page_has_its_place():
    parsed = Page(FORMATS["html"].write(SHEETS["digest"], 0))

    places = [a["id"] for _, a in parsed.tags if "id" in a]
    links = {a["href"][1:] for t, a in parsed.tags if t == "a"}
    assert len(places) == len(set(places))
    assert links <= set(places)


def test_a_page_holds_every_sentence_and_the_words_around_each_passage():
    words = " ".join("".join(Page(FORMATS["html"].write(SHEETS["story"], 0)).words).split())

    assert "Mira Halloran (Avaria) met Oren Dask (Brennia) in Portmere on 4 March 2031." in words
    assert "Avaria's foreign minister, Mira Halloran, met her Brennian counterpart" in words


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_break_out_of_no_form(form, text):
    for dossier in (strange(text, "Avaria Post"), strange("Ministers met.", text)):
        sheet = briefs(dossier)
        check_safe(form, FORMATS[form].write(sheet, 80))
        assert held(sheet, dossier.reports) == ()


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=20))
def test_no_words_at_all_break_out_of_any_form(text, name):
    sheet = briefs(strange(text, name))

    for form, kind in FORMATS.items():
        check_safe(form, kind.write(sheet, 60))


def check_safe(form: str, written: str) -> None:
    if form == "json":
        load(written)
        return
    controls = {c for c in written if ord(c) < 32 or 127 <= ord(c) < 160} - {"\n"}
    assert not controls
    assert not set(written) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028\u2029")
    if form == "html":
        safe_page(written)
    if form == "md":
        safe_markdown(written)


def safe_markdown(written: str) -> None:
    bare = re.sub(r"\\[\\`*_{}\[\]<>#|!~&$^.:)+=-]", "", written)
    assert "<" not in bare
    assert "](" not in bare
    assert "http://" not in bare
    assert "https://" not in bare
    for line in bare.splitlines():
        if line.startswith("#"):
            assert re.match(r"#{1,3} ", line), line


@pytest.mark.parametrize("width", [32, 40, 60, 80, 88, 100, 120])
@pytest.mark.parametrize("name", SHEETS)
def test_no_line_of_the_text_is_wider_than_asked(name, width):
    for line in FORMATS["text"].write(SHEETS[name], width).splitlines():
        assert columns(line) <= width, line


@given(st.text(max_size=80), st.integers(32, 90))
@settings(max_examples=40, deadline=None)
def test_no_words_make_a_line_wider_than_asked(text, width):
    sheet = briefs(strange(text or "x", "Avaria Post"))

    assert all(columns(s) <= width for s in FORMATS["text"].write(sheet, width).splitlines())


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("form", ["text", "md"])
def test_the_written_forms_are_as_kept_beside_this_test(name, form):
    kept = EXPECTED / f"{name}{FORMATS[form].suffix}"

    assert FORMATS[form].write(SHEETS[name], 88) == kept.read_text("utf-8")


@pytest.mark.parametrize("name", SHEETS)
def test_json_gives_back_the_same_sheet(name):
    written = FORMATS["json"].write(SHEETS[name], 0)

    assert load(written) == SHEETS[name]
    assert json.loads(written)["v"] == 1


def test_the_schema_of_the_json_is_as_kept_beside_this_test():
    kept = json.loads((EXPECTED / "schema.json").read_text("utf-8"))

    assert shape(json.loads(json.dumps(schema()))) == shape(kept)


def shape(part):
    """A schema without its descriptions."""
    if isinstance(part, dict):
        return {key: shape(value) for key, value in part.items() if key != "description"}
    return [shape(value) for value in part] if isinstance(part, list) else part


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_strangers_bytes_are_a_sheet_or_a_bad_sheet(data):
    with pytest.raises(BadSheet):
        load(data)


NOTHING = Dossier(reports={}, readings={}, stories=(), as_of=AS_OF, reader="nobody")


@pytest.mark.parametrize("form", FORMATS)
def test_a_day_without_stories_and_records_without_their_reports_can_be_written(form):
    without = msgspec.structs.replace(NOTHING, stories=(STORY, SECOND), incidents=(INCIDENT,))

    for sheet in (digest(NOTHING), briefs(NOTHING), briefs(without), incident(NOTHING, INCIDENT)):
        assert FORMATS[form].write(sheet, 80)


def test_an_incident_whose_reports_are_elsewhere_says_so():
    written = FORMATS["text"].write(incident(NOTHING, INCIDENT), 200)

    assert "a report not held here" in written
    assert held(incident(NOTHING, INCIDENT), {})


def test_the_forms_are_named_with_their_media_types():
    assert {name: form.suffix for name, form in FORMATS.items()} == {
        "text": ".txt",
        "md": ".md",
        "html": ".html",
        "json": ".json",
    }


def test_geojson_has_a_point_for_each_place_longitude_first():
    plain = json.loads(geojson(SHEETS["story"]))

    assert plain["type"] == "FeatureCollection"
    by_name = {f["properties"]["name"]: f for f in plain["features"]}
    assert by_name["Portmere"]["geometry"] == {"type": "Point", "coordinates": [-12.5, -39.2]}
    assert by_name["Portmere"]["properties"]["precision"] == "city"
    assert all(f["properties"]["passages"] for f in plain["features"])


def test_a_map_says_what_it_does_not_draw():
    drawn = map_svg(SHEETS["story"].spots)

    ET.fromstring(drawn)
    assert "Land only; no boundaries are drawn" in drawn
    assert "Portmere" in drawn


@given(
    st.lists(
        st.tuples(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000)),
        min_size=1,
        max_size=4,
    ),
    st.text(max_size=12),
)
@settings(max_examples=25, deadline=None)
def test_a_map_of_any_places_is_well_formed_and_shows_each(points, name):
    spots = tuple(
        msgspec.structs.replace(
            SHEETS["story"].spots[0], point=Point(lat=lat, lon=lon), name=name or "x"
        )
        for lat, lon in points
    )

    drawn = ET.fromstring(map_svg(spots))
    _, _, wide, tall = map(float, drawn.attrib["viewBox"].split())
    dots = [
        c for c in drawn.iter("{http://www.w3.org/2000/svg}circle") if c.attrib["class"] == "dot"
    ]
    assert len(dots) == len(points)
    assert all(
        -1 <= float(c.attrib["cx"]) <= wide + 1 and -1 <= float(c.attrib["cy"]) <= tall
        for c in dots
    )


def test_a_line_of_time_hangs_each_date_in_the_margin():
    drawn = timeline_svg(SHEETS["story"].moments)

    ET.fromstring(drawn)
    for date in ("1 March 2031", "4 March 2031", "April 2031"):
        assert date in drawn


def test_nothing_placed_or_dated_draws_nothing():
    assert map_svg(()) == ""
    assert timeline_svg(()) == ""
