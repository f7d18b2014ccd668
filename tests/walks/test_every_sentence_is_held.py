"""Nothing a product says is invented: brief, digest and incident sheets of real texts, every sentence carried."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.briefing import brief, digest, held, incident
from tocsin.desk.day import Day, dossier, gather_paths
from tocsin.desk.options import Known
from tocsin.register import open_incident

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "src" / "tocsin" / "desk" / "corpus" / "reports"
SEEDS = Path(os.environ.get("TOCSIN_GOLD", ROOT.parent / "shared" / "data")).parent / "seeds"
MOMENT = datetime(2031, 3, 6, 18, 0, tzinfo=UTC)


def reports(pile: str) -> list[Path]:
    if pile == "corpus":
        return [p for p in sorted(CORPUS.rglob("*")) if p.is_file()]
    if not SEEDS.is_dir():
        if "gold" in os.environ.get("TOCSIN_REQUIRE", "").split(","):
            pytest.fail(f"{SEEDS} is not there, and TOCSIN_REQUIRE asks for gold")
        pytest.skip(f"{SEEDS} is not there; the five articles lie beside TOCSIN_GOLD")
    return [SEEDS]


@pytest.fixture(scope="module", params=["corpus", "seeds"])
def day(
    request: pytest.FixtureRequest, gazetteer_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Day:
    paths = reports(request.param)
    home = tmp_path_factory.mktemp("home")
    (home / "shelves").mkdir()
    (home / "shelves" / "gazetteer.sqlite").symlink_to(gazetteer_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TOCSIN_HOME", str(home))
        return gather_paths(paths, Known())


def test_every_sentence_of_a_brief_is_held(day: Day) -> None:
    whole = dossier(day.reports, day.readings, day.gathered)

    for story in day.stories:
        assert held(brief(whole, story), day.reports, day.readings) == ()


def test_every_sentence_of_a_digest_is_held(day: Day) -> None:
    front = digest(dossier(day.reports, day.readings, day.gathered))

    assert front.highlights
    assert held(front, day.reports, day.readings) == ()


def test_every_sentence_of_an_incident_is_held(day: Day) -> None:
    for story in (s for s in day.stories if s.happenings):
        entry = open_incident(
            "2031-0001",
            story.happenings[:1],
            story=story,
            reports=day.reports,
            readings=day.readings,
            opened_by="the duty desk",
            opened_at=MOMENT,
        )
        whole = dossier(day.reports, day.readings, day.gathered, (entry,))

        assert held(incident(whole, entry), day.reports, day.readings) == ()


def test_a_story_its_brief_and_its_incident_go_by_one_title(day: Day) -> None:
    whole = dossier(day.reports, day.readings, day.gathered)

    for story in day.stories:
        assert brief(whole, story).title.text == story.title
