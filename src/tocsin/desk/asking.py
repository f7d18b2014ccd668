"""Reports read with the user's own language model: questions out, answers held against the text, claims as always."""

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tocsin.desk.day import Day, take_paths
from tocsin.desk.endpoint import Endpoint, Spent, answers, refuse_leak
from tocsin.desk.kits import kit_for
from tocsin.desk.options import Known, Model
from tocsin.reading import GateName, composed, model, prepared
from tocsin.records import Reading, Report


def read_paths(paths: Sequence[Path], known: Known, by: Model) -> Day:
    """Take in all reports of `paths` and read their acts by the user's model; what was spent and dropped on stderr.

    Raises Unusable if no report could be used, the endpoint cannot be reached, or the reports must not go there.
    """
    of = Endpoint(by.endpoint, by.model, os.environ.get("TOCSIN_MODEL_KEY"), by.budget)
    refuse_leak(of, by.tlp)
    taken = take_paths(paths, known)
    readings, spent = read_by_model(taken.reports, of, known.gate)
    dropped = ", ".join(f"{n} {why}" for why, n in spent.dropped.most_common()) or "nothing"
    print(
        f"tocsin: {spent.asked} questions asked of {of.model}; dropped: {dropped}", file=sys.stderr
    )
    return Day(taken, readings)


def read_by_model(
    reports: Mapping[str, Report], of: Endpoint, gate: GateName
) -> tuple[dict[str, Reading], Spent]:
    """Each report read with the acts that the model found in it and that stand in its text."""
    kits = {name: kit_for(report.language, gate) for name, report in reports.items()}
    made = {name: prepared(report, kits[name]) for name, report in reports.items()}
    asked = [(name, one) for name in made for one in model.questions(made[name], kits[name])]
    told, spent = answers(of, [one for _, one in asked])
    dropped = Counter(spent.dropped)
    found = {name: list[model.Found]() for name in made}
    for (name, question), answer in zip(asked, told, strict=True):
        if answer is not None:
            grounded = model.grounded(made[name], question, answer, of.model)
            found[name] += grounded.found
            dropped += grounded.dropped
    readings = {
        name: composed(report, made[name], found[name], f"{kits[name].reader}/model:{of.model}")
        for name, report in reports.items()
    }
    return readings, Spent(spent.asked, dropped)
