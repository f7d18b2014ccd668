"""Options that several commands share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

Paths = Annotated[list[Path], Parameter(help="Files or folders of reports.", negative=())]
SomePaths = Annotated[
    list[Path] | None,
    Parameter(help="Files or folders of reports; the bundled ones if none is named.", negative=()),
]
Flag = Annotated[bool, Parameter(negative=())]
Json = Annotated[bool, Parameter(name="--json", negative=(), help="Answer as JSON.")]


def _has_form(_: type, form: str) -> None:
    from tocsin.briefing import FORMATS

    if form not in FORMATS:
        raise ValueError(f"no form {form!r}; there is {', '.join(FORMATS)}.")


Form = Annotated[
    str,
    Parameter(
        validator=_has_form,
        help="text, or another form; an unknown one is answered with those there are.",
    ),
]


@Parameter(name="*")
@dataclass(frozen=True)
class Known:
    """What is known of the reports from outside, and which of their sentences are read."""

    language: str | None = None
    "Their language (BCP 47: en, pt-BR), where it is known; `tocsin doctor` lists those that are read."
    published: str | None = None
    "When they appeared (2024-05-03), where it is known."
    source: str | None = None
    "Who published them, where it is known."
    form: str | None = None
    "Their format (text, html, jsonl, feed, warc), if their names and bytes do not tell."
    gate: Literal["off", "default", "strict"] = "default"
    "Which sentences are parsed: all of them, those that may hold a claim, or fewer."


@Parameter(name="*")
@dataclass(frozen=True)
class Model:
    """The user's own language model, for `--reader llm`."""

    endpoint: Annotated[str, Parameter(env_var="TOCSIN_MODEL_URL")] = "http://127.0.0.1:8080/v1"
    "Where it is: an address that speaks OpenAI's chat completions, up to /v1. The key is TOCSIN_MODEL_KEY."
    model: Annotated[str, Parameter(env_var="TOCSIN_MODEL")] = "default"
    "Its name there."
    budget: int = 500
    "Questions that may be asked in this run."
    tlp: Literal["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] = "TLP:AMBER"
    "How the reports are marked: only TLP:CLEAR goes to another machine."
