"""The bundled reports through the day's work: the first thing that a newcomer sees."""

from pathlib import Path

from tocsin.desk.day import brief_of, gather_paths
from tocsin.desk.options import Known
from tocsin.desk.settings import home, room_for
from tocsin.desk.show import complain, product

REPORTS = Path(__file__).parent / "corpus" / "reports"
SHOWN = REPORTS / "damascus-2024"


def demo(out: Path | None) -> int:
    """Print the brief of twelve bundled reports about one happening, write its page, say where both lie."""
    day = gather_paths([SHOWN], Known())
    print(brief_of(day, "text"))
    page = out or room_for(home() / "products") / "demo.html"
    product(brief_of(day, "html"), page)
    print(f"\nThe same brief as a page: {page.resolve().as_uri()}")
    print(f"The reports behind it: {SHOWN}; of fifteen other happenings: {REPORTS}")
    print("Next: tocsin read FOLDER · tocsin stories FOLDER · tocsin brief FOLDER · tocsin --help")
    return complain(day)
