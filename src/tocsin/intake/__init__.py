"""Intake: bytes become reports, one module per format; what cannot be used is named with the reason.

`reports(data, name)` is the way in. It opens nothing: whoever has files and addresses hands over the bytes.
"""

from tocsin.intake.formats import FORMATS, Format, recognise, reports
from tocsin.intake.inputs import Given, IntakeError, Limits, Skipped

__all__ = [
    "FORMATS",
    "Format",
    "Given",
    "IntakeError",
    "Limits",
    "Skipped",
    "recognise",
    "reports",
]
