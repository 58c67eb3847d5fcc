"""The labelled tasks that decisions answer: what is predicted, who judges it, what is shown."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.predictions import (
    SURE,
    Line,
    amounts,
    decided,
    ids,
    lines,
    of_score,
    same_need,
    topics,
    transfers,
    user_turns,
)

Predict = Callable[[Sequence[Line], Mapping[str, Line]], Iterable[Line]]
Row = tuple[str, str, str, float]
"""Task, file, metric, value."""
More = Callable[[Any, Sequence[Line], Sequence[Line]], Iterable[tuple[str, float]]]
"""Metrics beyond the scorer's own: from what it found, the gold lines and the predictions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    id: str
    label: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    letter: str
    files: tuple[str, ...]  # patterns
    scorer: str
    predict: Predict
    metrics: Mapping[str, str]  # dotted place in the scorer's answer, and its name in the table
    more: More = lambda *_: ()
    labels: Callable[[Line], Iterable[tuple[str, int]]] = lambda _: ()  # for the mistakes
    but: tuple[str, ...] = ()  # patterns of files that are another task's
    sure: float = SURE  # the score from which a mistake is one of seeing what is not there


# ── metrics beyond the scorers' own ───────────────────────────────────────────────────────────────

FAMILIES = {
    "are you a bot": ("are_you_a_bot",),
    "mention and negation": ("mention", "negat", "quot"),
    "offers accepted": ("accept",),
    "offers declined": ("decline",),
}


def by_family(found: Any, gold: Sequence[Line], predictions: Sequence[Line]):
    """Recall and false alarms of the kinds that have a goal, under any name that holds theirs."""
    kinds = {**found.get("by_family", {}), **found.get("by_category", {})}
    for name, parts in FAMILIES.items():
        counts = [one for kind, one in kinds.items() if any(part in kind for part in parts)]
        asked, other = (sum(one[key] for one in counts) for key in ("pos", "neg"))
        if asked:
            heard = sum(one["pos"] * (one["recall"] or 0) for one in counts)
            yield f"recall, {name}", heard / asked
        if other:
            yield f"false alarms, {name}", sum(one["false_alarms"] for one in counts) / other
    yield from _by_language(found.get("by_lang", {}))


def _by_language(counts: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    if len(counts) < 2:
        return
    for language, one in counts.items():
        hits = round(one["pos"] * (one["recall"] or 0))
        if total := one["pos"] + hits + one["false_alarms"]:
            yield f"F1, {language}", 2 * hits / total


def by_source(found: Any, gold: Sequence[Line], predictions: Sequence[Line]):
    for source, value in found.get("auroc_by_source", {}).items():
        if value is not None:
            yield f"AUROC, {source}", value


def near_verbatim(found: Any, gold: Sequence[Line], predictions: Sequence[Line]):
    scores = {one["id"]: one["score"] for one in predictions}
    said = [scores[one["id"]] for one in gold if one.get("family") == "near_verbatim"]
    if said:
        yield "near-verbatim recall", sum(score >= SURE for score in said) / len(said)
    for source, counts in found.items():
        if source not in ("all", "latency") and counts.get("auroc") is not None:
            yield f"AUROC, {source}", counts["auroc"]


def share_of_dialogues(found: Any, gold: Sequence[Line], predictions: Sequence[Line]):
    calm = sum(not any(turn.get("label") for _, turn in user_turns(one)) for one in gold)
    if calm:
        yield "false transfers, share of dialogues", found["dialogue_level"]["fp"] / calm


# ── labels, for the list of mistakes ──────────────────────────────────────────────────────────────


def label_of_line(line: Line) -> Iterator[tuple[str, int]]:
    if line.get("label") is not None:
        yield line["id"], line["label"]


def labels_of_turns(line: Line) -> Iterator[tuple[str, int]]:
    if "turns" not in line:
        yield from label_of_line(line)
        return
    for at, turn in user_turns(line):
        if "label" in turn:
            yield f"{line['id']}#{at}", turn["label"]


def label_of_topics(line: Line) -> Iterator[tuple[str, int]]:
    yield line["id"], int(bool(line["topics"]))


# ── the tasks ─────────────────────────────────────────────────────────────────────────────────────

FIVE_PERCENT = "recall_at_fpr_0.05"
TIMES = {"latency.p50_ms": "ms p50", "latency.p99_ms": "ms p99"}
SIGNAL_TASKS = (
    Task(
        letter="A",
        files=("a_*.jsonl", "*explicit*.jsonl"),
        scorer="score_a_explicit.py",
        predict=of_score("explicit_request"),
        metrics={
            "precision": "precision",
            "recall": "recall",
            "f1": "F1",
            "false_positive_rate": "false-positive rate",
            **TIMES,
        },
        more=by_family,
        labels=label_of_line,
    ),
    Task(
        letter="A",
        files=("b_uss_*.jsonl", "b_maia*.jsonl"),
        scorer="score_a_false_alarms.py",
        predict=of_score("explicit_request"),
        metrics={"per_1000_turns": "false alarms per 1000 turns"},
    ),
    Task(
        letter="B",
        files=("b_*.jsonl",),
        scorer="score_b_frustration.py",
        predict=of_score("frustration"),
        metrics={"auroc": "AUROC", FIVE_PERCENT: "recall at 5 % alarms", **TIMES},
        more=by_source,
        labels=labels_of_turns,
        sure=0.75,  # 0.5 is a turn without any mood
    ),
    Task(
        letter="C",
        files=("c_*.jsonl",),
        scorer="score_c_transfer.py",
        predict=transfers,
        metrics={
            "turn.precision": "turn precision",
            "turn.recall": "turn recall",
            "turn.f1": "turn F1",
            "dialogue_level.f1": "dialogue F1",
            "dialogue_level.fp": "false transfers (dialogues)",
            **TIMES,
        },
        more=share_of_dialogues,
        labels=labels_of_turns,
    ),
    Task(
        letter="E",
        files=("e_*.jsonl",),
        but=("e_refund_amount*.jsonl",),
        scorer="score_e_topics.py",
        predict=topics,
        metrics={
            "macro_f1": "macro F1",
            "any_sensitive.f1": "any topic F1",
            "any_sensitive.false_positive_rate": "any topic false-positive rate",
            **TIMES,
        },
        labels=label_of_topics,
    ),
    Task(
        letter="E",
        files=("e_refund_amount*.jsonl",),
        scorer="score_e_refund_amount.py",
        predict=amounts,
        metrics={"exact": "refund amounts right", "no_amount_exact": "none where none is named"},
    ),
    Task(
        letter="F",
        files=("f_*.jsonl",),
        scorer="score_f_rephrase.py",
        predict=same_need,
        metrics={"all.auroc": "AUROC", "all.at_threshold.f1": "F1", **TIMES},
        more=near_verbatim,
        labels=label_of_line,
    ),
)


def files_of(task: Task, data: Path) -> list[Path]:
    found = {file for pattern in task.files for file in data.glob(pattern)}
    return sorted(found - {file for pattern in task.but for file in data.glob(pattern)})


def evaluate(
    task: Task, data: Path, kept: Path, mistakes: dict[str, list[Mistake]]
) -> Iterator[Row]:
    """The rows of every file that fits; what went wrong is added to ``mistakes`` by file."""
    for file in files_of(task, data):
        gold = lines(file)
        predictions = list(task.predict(gold, decided(file, kept)))
        out = kept / f"{task.letter}.{task.scorer.removesuffix('.py')}.{file.name}"
        out.write_text("".join(json.dumps(one) + "\n" for one in predictions), encoding="utf-8")
        found = scored(data / task.scorer, file, out)
        for place, metric in task.metrics.items():
            if (value := at(found, place)) is not None:
                yield task.letter, file.name, metric, value
        for metric, value in task.more(found, gold, predictions):
            yield task.letter, file.name, metric, value
        if wrong := list(_wrong(task, gold, predictions)):
            mistakes[f"{task.letter} {file.name}"] = wrong


def scored(scorer: Path, gold: Path, predictions: Path) -> Any:
    """What the folder's own scorer says. Raises where it cannot judge the predictions."""
    command = [sys.executable, str(scorer), str(gold), str(predictions)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{scorer.name} on {gold.name}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def at(found: Any, place: str) -> float | None:
    """A value by its dotted place; None where the scorer did not give it."""
    for key in place.split(".") if place not in found else [place]:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _wrong(task: Task, gold: Sequence[Line], predictions: Sequence[Line]) -> Iterator[Mistake]:
    scores: dict[str, float] = defaultdict(float, _scores(predictions))
    for line in gold:
        for id, label in task.labels(line):
            if (scores[id] >= task.sure) != bool(label):
                yield Mistake(id=id, label=label, score=scores[id])


def _scores(predictions: Iterable[Line]) -> Iterator[tuple[str, float]]:
    for one in predictions:
        score = one.get("score", max(one.get("topics", {}).values(), default=0.0))
        if isinstance(score, list):
            yield from ((f"{one['id']}#{turn}", value) for turn, value in enumerate(score))
        else:
            yield one["id"], score


def texts_of(gold: Path) -> Mapping[str, str]:
    """Each turn's words by its id, as far as they stand in the file."""
    found: dict[str, str] = {}
    for line in lines(gold):
        for id in ids([line]):
            place = int(id.rpartition("#")[2]) if "turns" in line else 0
            turn = line["turns"][place] if "turns" in line else line
            found[id] = " ⇄ ".join(turn[key] for key in ("a", "b", "text") if key in turn)
    return found
