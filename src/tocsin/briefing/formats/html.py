"""placeholder"""

from tocsin.briefing.sheet import Brief, Digest


def write(sheet: Brief | Digest, width: int = 0) -> str:
    """x."""
    return ""
