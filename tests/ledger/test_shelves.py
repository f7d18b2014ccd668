"""The shelf finds what is asked for, newest first, alike in SQLite and PostgreSQL, in every script."""

import contextlib
import math
import os
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.ledger.shelves import BadQuestion, Item, Shelf, question, word, words
from tocsin.ledger.shelves.cells import cells, cover

NUMBERS = count()
REPORTS = {
    "harbour": ("2031-03-04", "A drone fell near the harbour of Port Avar.", (10_000_000, 20_000_000)),
    "talks": ("2031-03-06", "Ministers met for talks on the pipeline in Brennia.", (-35_500_000, 179_900_000)),
    "pipeline": ("2031-03", "The gas pipeline was cut; nobody claimed the cut.", (10_400_000, 20_000_000)),
    "undated": (None, "Talks about talks.", None),
    "persian": ("2031-03-05", "او می‌رود به کتابخانهٔ مرکزی", None),
    "arabic": ("2031-03-05", "قالَ الأمينُ العام إن الاجتماع مؤجّل", None),
    "chinese": ("2031-03-05", "外交部发言人表示强烈不满", None),
    "digits": ("2031-03-05", "۲۴ ساعت", None),
}  # fmt: skip
ASKED = (
    ("drone", ["harbour"]),
    ("HARBOUR Drone", ["harbour"]),
    ("talks", ["talks", "undated"]),
    ('"gas pipeline"', ["pipeline"]),
    ('"pipeline gas"', []),
    ("pipeline -gas", ["talks"]),
    ('pipeline -"gas pipeline"', ["talks"]),
    ("harb*", ["harbour"]),
    ("since:2031-03-05 talks", ["talks"]),
    ("until:2031-03-04", ["harbour", "undated"]),
    ("since:2031-03-31", ["pipeline"]),
    ("میرود", ["persian"]),
    ("می‌رود", ["persian"]),
    ("مي رود", ["persian"]),
    ("الامين العام", ["arabic"]),
    ("外交部", ["chinese"]),
    ("交部外", []),
    ("满", []),
    ("外", ["chinese"]),
    ("24", ["digits"]),
    ("language:fa", ["persian"]),
    ("language:fa,ar", ["arabic", "persian"]),
    ("talks -language:fa", ["talks", "undated"]),
    ("place:10,20~50km", ["pipeline", "harbour"]),
    ("place:10,20~10km", ["harbour"]),
    ("box:-36,179,-35,-179", ["talks"]),
    ("box:-90,-180,90,180 pipeline", ["pipeline", "talks"]),
)
REFUSED = ("colour:red", "actor:", "-drone", "since:tomorrow", "place:1,2", "place:95,2~5km", "box:1,2,3", "x" * 1001)  # fmt: skip


def item(name, published, text, point=None):
    language = {"persian": "fa", "arabic": "ar"}.get(name, "en")
    points = (point,) if point else ()
    return Item(name, name, published, text, (word("language", language),), points, text.encode())


@pytest.fixture
def database(postgres):
    """The URL of an empty database of the server that the ledger's tests start."""
    import psycopg

    name = f"shelf_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(f"{postgres} dbname=postgres", autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    host, user = (part.partition("=")[2] for part in postgres.split())
    return f"postgresql+psycopg:///{name}?host={host}&user={user}"


@pytest.fixture(params=["sqlite", "postgres"])
def shelf(request, tmp_path):
    url = f"sqlite:///{tmp_path / 'shelf.sqlite'}"
    if request.param == "postgres":
        url = request.getfixturevalue("database")
    found = Shelf(url)
    yield found
    found.close()


@pytest.fixture
def full(shelf):
    shelf.put(item(name, *rest) for name, rest in REPORTS.items())
    return shelf


@pytest.mark.parametrize("repeated", [False, True])
def test_a_question_finds_its_items_newest_first(full, repeated):
    if repeated:  # put again: each takes its own place
        full.put(item(name, *rest) for name, rest in REPORTS.items())
    for asked, names in ASKED:
        found = full.find(question(asked))
        assert ([i.name for i in found.items] if len(names) < 2 else sorted(i.name for i in found.items)) == sorted(names), asked  # fmt: skip
        days = [i.published or "" for i in found.items]
        assert days == sorted(days, reverse=True) or "2031-03" in days


def test_an_item_comes_back_as_it_was_put(full):
    assert full.read("talks") == item("talks", *REPORTS["talks"])
    assert full.read("nothing") is None
    assert len(full) == len(REPORTS)


def test_pages_follow_one_another_without_gap_or_double(full):
    for asked in ("", "talks", "box:-90,-180,90,180"):
        whole = [i.name for i in full.find(question(asked)).items]
        paged, after = [], None
        while True:
            page = full.find(question(asked), most=1, after=after)
            paged += [i.name for i in page.items]
            after = page.after
            if after is None:
                break
        assert paged == whole


def test_within_a_day_the_later_minute_comes_first_wherever_it_was_said(shelf):
    hours = (
        "2031-03-04",
        "2031-03-04T05:45:00Z",
        "2031-03-04T09:00:00+04:30",
        "2031-03-04T23:59:59Z",
    )
    shelf.put(Item(h, None, h, "x", (), (), b"") for h in hours)

    found = [i.name for i in shelf.find(question("x")).items]
    assert found == [hours[3], hours[1], hours[2], hours[0]]


def test_a_crowded_minute_runs_over_into_the_end_of_its_day(shelf, monkeypatch):
    monkeypatch.setattr("tocsin.ledger.shelves.shelf.MINUTE", 2)
    monkeypatch.setattr("tocsin.ledger.shelves.shelf.LAST_MINUTE", 4)
    for part in (range(3), range(3, 6)):
        shelf.put(Item(str(n), None, "2031-03-04", "x", (), (), b"") for n in part)
    assert sorted(i.name for i in shelf.find(question("x")).items) == list("012345")


def test_what_took_another_s_place_is_no_longer_found_by_the_old_words(full):
    full.put([item("talks", "2031-03-06", "The meeting was called off.")])
    assert [i.name for i in full.find(question("talks")).items] == ["undated"]
    assert [i.name for i in full.find(question("meeting")).items] == ["talks"]


@pytest.mark.parametrize("asked", REFUSED)
def test_what_cannot_be_asked_is_refused_with_what_can(asked):
    with pytest.raises(BadQuestion):
        question(asked)


@given(st.text(max_size=60) | st.text('abc-":*~,. 0123456789', max_size=60))
def test_whatever_is_typed_is_a_question_or_a_bad_question(text):
    with contextlib.suppress(BadQuestion):
        asked = question(text)
        with contextlib.closing(Shelf("sqlite://")) as empty:
            assert empty.find(asked).items == ()


TEXTS = st.lists(st.text("abاأیي中文字 -", max_size=20), min_size=1, max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS, asked=st.text('abایي中文" -*', max_size=8))
def test_both_databases_find_the_same(both, texts, asked):
    try:
        wanted = question(asked)
    except BadQuestion:
        return
    answers = []
    for one in both:
        one.put(
            Item(str(n), None, "2031", t, (), (), b"")
            for n, t in enumerate([*texts, *[""] * (8 - len(texts))])
        )
        answers.append({i.name for i in one.find(wanted).items})
    assert answers[0] == answers[1]


@pytest.fixture
def both(tmp_path, database):
    shelves = Shelf(f"sqlite:///{tmp_path / 'shelf.sqlite'}"), Shelf(database)
    yield shelves
    for one in shelves:
        one.close()


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 3000))
def test_the_cells_of_a_circle_cover_its_points(lat, lon, km):
    box = question(f"place:{lat:.4f},{lon:.4f}~{km:.1f}km").box
    step = km / 111.195 * 0.9
    for a, o in (
        (lat, lon),
        (lat + step, lon),
        (lat, lon + step * math.cos(math.radians(min(89.9, abs(lat) + step)))),
    ):
        if -90 <= a <= 90 and box.holds(a, (o + 180) % 360 - 180):
            assert set(cells(a, (o + 180) % 360 - 180)) & set(cover(box))


@given(st.text())
def test_words_of_any_text_are_folded_once_and_for_all(text):
    assert all(words(w)[:1] in ([w], []) or len(w) == 2 for w in words(text))
