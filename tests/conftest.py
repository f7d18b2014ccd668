"""What every test may ask for: a home of its own, and the gazetteer, which is compiled once for all of them."""

from pathlib import Path

import pytest
from hypothesis import settings

from tocsin.atlas import Gazetteer, NoGazetteer, compile_gazetteer

# A busy machine is no bug: speeds are measured in the bench, never in a test.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

BUILD = Path(__file__).parent.parent / "build" / "test"


def _compiled() -> Path:
    path = BUILD / "gazetteer.sqlite"
    try:
        Gazetteer(path)
    except NoGazetteer:
        BUILD.mkdir(parents=True, exist_ok=True)
        compile_gazetteer(path)
    return path


@pytest.fixture(scope="session")
def gazetteer_path() -> Path:
    return _compiled()


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Gazetteer:
    return Gazetteer(gazetteer_path)


@pytest.fixture
def home(tmp_path: Path, gazetteer_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A node's folder of its own, with the gazetteer in its place."""
    folder = tmp_path / "home"
    (folder / "shelves").mkdir(parents=True)
    (folder / "shelves" / "gazetteer.sqlite").symlink_to(gazetteer_path)
    monkeypatch.setenv("TOCSIN_HOME", str(folder))
    return folder
