"""The labelled tasks that signals answer: what is predicted, which scorer judges, what is shown."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.eval_signals import lines, measured, predict_alarms, predict_asks, predict_transfers
from warmline.core.model import Signal

Line = Mapping[str, Any]
Predict = Callable[[Sequence[Line]], Iterable[Line]]
Row = tuple[str, str, str, float]
"""Task, file, metric, value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    id: str
    label: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    letter: str
    files: str  # a pattern
    scorer: str
    predict: Predict
    metrics: Mapping[str, str]  # dotted place in the scorer's answer, and its name in the table
    labels: Callable[[Line], Iterable[tuple[str, int]]] = lambda _: ()  # for the mistakes


def strongest(signals: Sequence[Signal], *names: str) -> float:
    return max((signal.score for signal in signals if signal.name in names), default=0.0)


def gloom(signals: Sequence[Signal]) -> float:
    """0..1: words that say "this does not help", or else a dark mood."""
    moods = [signal.score for signal in signals if signal.name == "sentiment"]
    return max(strongest(signals, "dissatisfied"), (1 - min(moods, default=0.0)) / 2)


def predict_gloom(gold: Sequence[Line]) -> Iterator[Line]:
    for line in gold:
        recent: list[str] = []
        turns = line.get("turns", [{"role": "user", "text": line.get("text", "")}])
        for at, turn in enumerate(turns):
            if turn["role"] != "user":
                continue
            signals, ms = measured(turn["text"], recent=recent[-5:])
            recent.append(turn["text"])
            id = f"{line['id']}#{at}" if "turns" in line else line["id"]
            yield {"id": id, "score": gloom(signals), "ms": ms}


def predict_topics(gold: Sequence[Line]) -> Iterator[Line]:
    for line in gold:
        signals, ms = measured(line["text"])
        found = {signal.value: signal.score for signal in signals if signal.name == "topic"}
        yield {"id": line["id"], "topics": found, "ms": ms}


def predict_repetition(gold: Sequence[Line]) -> Iterator[Line]:
    for line in gold:
        signals, ms = measured(line["b"], recent=[line["a"]])
        yield {"id": line["id"], "score": strongest(signals, "repetition"), "ms": ms}


def label_of_line(line: Line) -> Iterator[tuple[str, int]]:
    if line.get("label") is not None:
        yield line["id"], line["label"]


def labels_of_turns(line: Line) -> Iterator[tuple[str, int]]:
    for at, turn in enumerate(line["turns"]):
        if "label" in turn:
            yield f"{line['id']}#{at}", turn["label"]


FIVE_PERCENT = "recall_at_fpr_0.05"
SIGNAL_TASKS = (
    Task(
        letter="A",
        files="a_*.jsonl",
        scorer="score_a_explicit.py",
        predict=predict_asks,
        metrics={
            "precision": "precision",
            "recall": "recall",
            "f1": "F1",
            "false_positive_rate": "false-positive rate",
            "latency.p50_ms": "ms p50",
            "latency.p99_ms": "ms p99",
        },
        labels=label_of_line,
    ),
    Task(
        letter="A",
        files="b_uss_*.jsonl",
        scorer="score_a_false_alarms.py",
        predict=predict_alarms,
        metrics={"per_1000_turns": "false alarms per 1000 turns"},
    ),
    Task(
        letter="B",
        files="b_*.jsonl",
        scorer="score_b_frustration.py",
        predict=predict_gloom,
        metrics={"auroc": "AUROC", FIVE_PERCENT: "recall at 5 % alarms"},
    ),
    Task(
        letter="C",
        files="c_*.jsonl",
        scorer="score_c_transfer.py",
        predict=predict_transfers,
        metrics={
            "turn.precision": "turn precision",
            "turn.recall": "turn recall",
            "turn.f1": "turn F1",
            "dialogue_level.f1": "dialogue F1",
            "dialogue_level.fp": "false transfers (dialogues)",
        },
        labels=labels_of_turns,
    ),
    Task(
        letter="E",
        files="e_topics*.jsonl",
        scorer="score_e_topics.py",
        predict=predict_topics,
        metrics={
            "macro_f1": "macro F1",
            "any_sensitive.f1": "any topic F1",
            "any_sensitive.false_positive_rate": "any topic false-positive rate",
        },
    ),
    Task(
        letter="F",
        files="f_*.jsonl",
        scorer="score_f_rephrase.py",
        predict=predict_repetition,
        metrics={"all.auroc": "AUROC", "all.at_threshold.f1": "F1"},
    ),
)


def evaluate(
    task: Task, data: Path, kept: Path, mistakes: dict[str, list[Mistake]]
) -> Iterator[Row]:
    """The rows of every file that fits; what went wrong is added to ``mistakes`` by file."""
    for gold in sorted(data.glob(task.files)):
        name = gold.name
        predictions = list(task.predict(lines(gold)))
        out = kept / f"{task.letter}.{name}"
        out.write_text("".join(json.dumps(one) + "\n" for one in predictions), encoding="utf-8")
        found = scored(data / task.scorer, gold, out)
        for place, metric in task.metrics.items():
            if (value := at(found, place)) is not None:
                yield task.letter, name, metric, value
        mistakes[f"{task.letter} {name}"] = list(_wrong(task, lines(gold), predictions))


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


def _wrong(
    task: Task, gold: Sequence[Line], predictions: Sequence[Line], sure: float = 0.5
) -> Iterator[Mistake]:
    scores = dict(_scores(predictions))
    for line in gold:
        for id, label in task.labels(line):
            score = scores.get(id, 0.0)
            if (score >= sure) != bool(label):
                yield Mistake(id=id, label=label, score=score)


def _scores(predictions: Iterable[Line]) -> Iterator[tuple[str, float]]:
    for one in predictions:
        score = one.get("score", 0.0)
        if isinstance(score, list):
            yield from ((f"{one['id']}#{turn}", value) for turn, value in enumerate(score))
        else:
            yield one["id"], score
