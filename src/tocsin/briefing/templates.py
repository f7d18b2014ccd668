"""The declared templates, and how one is filled."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.atlas import FORMS, acts

_DATA = files("tocsin.briefing") / "data"
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\^?)([a-z_]+)\}")


@cache
def templates() -> Mapping[str, str]:
    """Templates by id: "line.actual.both" -> "{initiators} {did} {recipients}…"."""
    made = _leaves(tomllib.loads((_DATA / "templates.toml").read_text("utf-8")), "")
    return {**dict(made), **_titles()}


def _titles() -> dict[str, str]:
    """The forms of the atlas for titles, as templates: how real first where that must be said, place and day last."""
    return {
        f"title.{form}": f"[{{status}}: ]{text.replace('{', '{^', 1)}[, {{place}}][, {{date}}]"
        for form, text in FORMS.items()
    }


def _leaves(table: Mapping[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, str):
            found.append((prefix + key, value))
        else:
            found += _leaves(value, f"{prefix}{key}.")
    return found


@cache
def act_words() -> frozenset[str]:
    """All the words that a fixed slot of an act may hold."""
    return frozenset().union(*(a.words for a in acts().values()))


def slots_of(template: str) -> tuple[str, ...]:
    """The names of the slots that a template text has, in order."""
    return tuple(name for _, name in _SLOT.findall(template))


def template_text(template: str) -> str:
    """The text of a template id; several ids with "+" between them are sentences that follow one another.

    Raises KeyError for an unknown id.
    """
    return " ".join(templates()[part] for part in template.split("+"))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The sentence that a template id and its values make.

    Raises KeyError for an unknown template, or a slot outside brackets that has no value.
    """
    return filled(template_text(template), values)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The sentence that the text of a template and its values make; KeyError for a slot outside brackets without value."""

    def chosen(part: re.Match[str]) -> str:
        names = slots_of(part[1])
        return part[1] if all(values.get(name) for name in names) else ""

    def said(slot: re.Match[str]) -> str:
        value = values[slot[2]]
        return value[:1].upper() + value[1:] if slot[1] else value

    return _SLOT.sub(said, _OPTIONAL.sub(chosen, text))
