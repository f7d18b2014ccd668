"""In which language words stand, where it is not that of the product."""

from functools import cache

from babel import Locale

from tocsin.briefing.compose import Said
from tocsin.briefing.dossier import Dossier

OURS = "en"


def tongue(dossier: Dossier, report: str) -> tuple[Said, ...]:
    """ "in Arabic" for words of a report in Arabic; nothing for a report in English or of unknown language."""
    held = dossier.reports.get(report)
    code = ((held.language or "") if held else "").partition("-")[0]
    name = _names().get(code)
    return (Said(f"in {name}", "recorded"),) if name and code != OURS else ()


@cache
def _names() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(OURS).languages.items()}
