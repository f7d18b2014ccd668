"""Scores readings against gold rows: one scorer a task, each a pure function of two lists of rows.

* A gold row without a prediction counts as an empty prediction. Rows with an unknown id are counted, and ignored.
* A figure that the gold cannot measure is null, never 0 or 1.
* Precision, recall, F1 and accuracy: 1 for a perfect prediction, 0 for an empty one.
* Figures that end in _rate count mistakes or silence: the smaller the better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from measure.score.annotations import score_annotations
from measure.score.articles import score_seeds
from measure.score.counting import Figures, Row, read_rows
from measure.score.documents import score_actors, score_documents, score_military, score_relevance
from measure.score.events import score_petrarch, score_sentences, score_triples
from measure.score.languages import score_languages
from measure.score.passages import (
    score_arabic,
    score_bodies,
    score_dates,
    score_places,
    score_quotes,
)
from measure.score.stories import (
    over_orders,
    score_compare,
    score_copies,
    score_facts,
    score_grouping,
)

__all__ = ["TASKS", "Figures", "Result", "Row", "Task", "read_rows", "score_all", "score_file"]


class Task(NamedTuple):
    """A scorer, and the figures that the table shows."""

    scorer: Callable[[list[Row], list[Row]], Figures]
    headline: str


TASKS: dict[str, Task] = {
    "sentences": Task(
        score_sentences,
        "category_accuracy category_macro_f1 initiator recipient both triple triple_p role_swap_rate abstained_rate",
    ),
    "triples": Task(
        score_triples,
        "triple_f1 triple_p triple_r dyad_f1 category_f1 role_swap_rate extra_events_per_row abstained_rate",
    ),
    "petrarch": Task(
        score_petrarch,
        "dyad_f1 triple_f1 category_f1 role_swap_rate false_alarm_rate extra_events_per_row",
    ),
    "documents": Task(
        score_documents, "roles_f1 types_f1 stage_f1 confidence_f1 has_incident_f1 false_alarm_rate"
    ),
    "military": Task(score_military, "type_weighted_f1 type_macro_f1 type_accuracy abstained_rate"),
    "actors": Task(score_actors, "country_accuracy sector_accuracy name_accuracy abstained_rate"),
    "relevance": Task(score_relevance, "accuracy relevant_f1 false_alarm_rate"),
    "places": Task(score_places, "found_f1 acc161_all acc161_resolved country_accuracy"),
    "quotes": Task(score_quotes, "direct_f1 direct_speaker all_f1 all_speaker"),
    "dates": Task(score_dates, "strict_f1 relaxed_f1 value_f1 datetime_value_f1"),
    "grouping": Task(score_grouping, "bcubed_f1 pair_f1 order_spread stories_found stories_gold"),
    "copies": Task(score_copies, "pair_f1 pair_p pair_r recall_brief25 hard_negatives_hit"),
    "compare": Task(score_compare, "status_accuracy main_claim_p main_claim_r differ_f1"),
    "arabic": Task(score_arabic, "macro_f1 assault_f1 protest_f1 false_alarm_rate"),
    "bodies": Task(score_bodies, "body_f1 body_p body_r exact"),
    "languages": Task(
        score_languages,
        "triple_f1 triple_f1_b role_swap_rate false_alarm_rate reality quotes_f1 dates_f1 numbers_f1 names_found",
    ),
    "seeds": Task(
        score_seeds,
        "category_f1 category_actors_f1 role_swap_rate reality_accuracy quote_f1 norm_f1 date_value_f1",
    ),
    "annotations": Task(score_annotations, "found_f1 found_p found_r kept mended repeated_rate"),
    "facts": Task(score_facts, "right found agree_recall differ_recall contradict_recall"),
}
NO_ROW_PER_GOLD_ID = ("copies", "facts")


class Result(NamedTuple):
    """The figures of one prediction file; None where a set has no predictions."""

    task: str
    set: str
    variant: str
    figures: Figures | None


def score_file(task: str, gold_path: str | Path, pred_path: str | Path) -> Figures:
    """Figures of one prediction file, with the number of its rows whose id the gold lacks."""
    gold, pred = read_rows(str(gold_path)), read_rows(str(pred_path))
    figures = TASKS[task].scorer(gold, pred)
    if task not in NO_ROW_PER_GOLD_ID:
        known = {r["id"] for r in gold}
        figures["unknown_ids"] = sum(r["id"] not in known for r in pred)
    return figures


def score_all(gold_dir: str | Path, pred_dir: str | Path) -> Iterator[Result]:
    """Every set of a gold folder with every variant of its predictions, task by task.

    Variants of `grouping` whose names begin with "order" are followed by their mean and spread.
    """
    for task in TASKS:
        for gold in sorted(Path(gold_dir, task).glob("*.jsonl")):
            files = sorted(Path(pred_dir, task).glob(f"{gold.stem}*.jsonl"))
            variants = {
                f.name[len(gold.stem) :].removesuffix(".jsonl").strip("."): f for f in files
            }
            named = {
                v: score_file(task, gold, f)
                for v, f in variants.items()
                if f.name[len(gold.stem)] == "."
            }
            yield from (Result(task, gold.stem, v, f) for v, f in named.items())
            orders = [f for v, f in named.items() if task == "grouping" and v.startswith("order")]
            if len(orders) > 1:
                yield Result(task, gold.stem, f"mean of {len(orders)} orders", over_orders(orders))
            if not named:
                yield Result(task, gold.stem, "", None)
