"""Train the weights in ``src/warmline/signals/models``: mood, dissatisfaction and topics.

    python tools/train_mood.py --data DIR [--out DIR] [--without SOURCE ...]

``DIR`` holds ``b_goemotions_train.jsonl`` and ``e_topics.jsonl``. Nothing else of it is read: the
other files may not be trained on. Sentences of our own are in ``tools/phrases``. The same data
gives the same bytes. ``--without`` leaves a source out (``goemotions``, ``bitext``, ``clinc150``,
``nlupp_banking``, ``own``), to measure on what was not seen.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np
from phrasing import sentences

from warmline.signals.leanings import HEADS, ROWS, SHIPPED, rows_of
from warmline.signals.marks import MARKS, marks_of
from warmline.signals.turn import turn_of

TOPICS = HEADS[5:]
EPOCHS, BATCH, RATE, SHRINK = 10, 256, 0.35, 2e-5
LEAST_SEEN = 2
FILES = ("leanings.json", "leanings.npy")
Labels = Mapping[str, float]
"""Head -> how surely it is meant, 0..1; heads that are not named are not learned from."""

NO_TOPIC: Labels = dict.fromkeys(TOPICS, 0.0)
CALM: Labels = {"anger": 0, "unhappy": 0}
CONTENT: Labels = {"rejects": 0, "unhelped": 0}
SECTIONS: Mapping[str, Labels] = {
    "anger": {"anger": 1, "unhappy": 1, "delight": 0},
    "unhappy": {"anger": 0.25, "unhappy": 0.9, "delight": 0},
    "delight": {**CALM, **CONTENT, **NO_TOPIC, "delight": 1},
    "rejects": {**NO_TOPIC, "anger": 0.3, "unhappy": 0.8, "delight": 0, "rejects": 1},
    "unhelped": {**NO_TOPIC, "anger": 0.3, "unhappy": 0.9, "delight": 0, "unhelped": 1},
    "near": {**NO_TOPIC, **CONTENT, "anger": 0},
    "plain": {**NO_TOPIC, **CALM, **CONTENT, "delight": 0},
    "refund_talk": {**NO_TOPIC, **CONTENT},
    "nontopic": {**NO_TOPIC, **CONTENT},
} | {topic: {**NO_TOPIC, **CONTENT, topic: 1} for topic in TOPICS}
UNSURE = {  # a sentence of the one may well be of the other, too
    ("account_security", "billing"), ("billing", "refund"),
    ("refund", "billing"), ("refund", "cancellation"), ("legal", "complaint"),
    ("complaint", "legal"), ("cancellation", "refund"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    text: str
    labels: Labels
    weight: float = 1.0


def examples(data: Path, without: Sequence[str] = ()) -> Iterator[Example]:
    if "own" not in without:
        yield from own()
    if "goemotions" not in without:
        yield from emotions(data / "b_goemotions_train.jsonl")
    for line in lines(data / "e_topics.jsonl"):
        if line["source"] not in without:
            yield matter(line)


def own() -> Iterator[Example]:
    for sentence in sentences():
        labels = dict(SECTIONS[sentence.labels[0]])
        for label in sentence.labels:
            for other in TOPICS:
                if (label, other) in UNSURE:
                    labels.pop(other, None)
            if label == "billing":  # who does not know a charge may have been robbed
                labels["account_security"] = 0.15
        yield Example(text=sentence.text, labels=labels, weight=sentence.weight)


def emotions(path: Path) -> Iterator[Example]:
    """Comments that people wrote anywhere: anger, and displeasure in the wide sense."""
    for line in lines(path):
        wide = 0.8 if line["label_wide"] else 0.0
        mood = {"anger": line["label"], "unhappy": max(wide, line["label"])}
        yield Example(text=line["text"], labels=mood)
        yield Example(text=line["text"], labels={**NO_TOPIC}, weight=0.1)


def matter(line: Mapping) -> Example:
    labels = {topic: float(topic in line["topics"]) for topic in TOPICS}
    if line["source"] == "clinc150" and not line["topics"]:
        labels |= {**CALM, **CONTENT}
    for topic in line["topics"]:
        for other in TOPICS:
            if (topic, other) in UNSURE and not labels[other]:
                labels.pop(other)
    return Example(text=line["text"], labels=labels, weight=0.5)


def lines(path: Path) -> Iterator[Mapping]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Examples as arrays: the rows each touches, and what is known of it."""

    rows: list[np.ndarray]
    marks: np.ndarray  # (examples, marks + 1): the last column is 1, for the bias
    goal: np.ndarray  # (examples, heads)
    weight: np.ndarray  # (examples, heads), 0 where nothing is known


def matrix(given: Sequence[Example]) -> Matrix:
    rows, marks = [], np.zeros((len(given), len(MARKS) + 1))
    goal, weight = np.zeros((len(given), len(HEADS))), np.zeros((len(given), len(HEADS)))
    for at, example in enumerate(given):
        turn = turn_of(example.text)
        rows.append(np.array(rows_of(turn.words or ("\n",)), np.int64))
        marks[at, -1] = 1
        for mark in marks_of(turn):
            marks[at, MARKS.index(mark)] = 1
        for head, value in example.labels.items():
            goal[at, HEADS.index(head)] = value
            weight[at, HEADS.index(head)] = example.weight
    return Matrix(rows=rows, marks=marks, goal=goal, weight=weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The weights so far, and how far each was moved (Adagrad)."""

    table: np.ndarray  # (ROWS, heads)
    dense: np.ndarray  # (marks + 1, heads)
    grown: np.ndarray
    grown_dense: np.ndarray


def fit(given: Matrix) -> Fitted:
    """Logistic regression for all heads at once, by Adagrad over small batches."""
    wide, high = given.marks.shape[1], len(HEADS)
    fitted = Fitted(
        table=np.zeros((ROWS, high)),
        dense=np.zeros((wide, high)),
        grown=np.full((ROWS, high), 1e-3),
        grown_dense=np.full((wide, high), 1.0),
    )
    order, random = list(range(len(given.rows))), Random("order")
    for epoch in range(EPOCHS):
        random.shuffle(order)
        rate = RATE * (1 - epoch / EPOCHS)
        for start in range(0, len(order), BATCH):
            step(fitted, given, order[start : start + BATCH], rate)
    return fitted


def step(fitted: Fitted, given: Matrix, batch: list[int], rate: float) -> None:
    """Move the weights against the error of one batch, in place."""
    rows = [given.rows[at] for at in batch]
    sizes, joined = np.array([len(row) for row in rows]), np.concatenate(rows)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    per = 1 / np.sqrt(sizes)
    logits = np.add.reduceat(fitted.table[joined], starts, axis=0) * per[:, None]
    logits += given.marks[batch] @ fitted.dense
    wrong = (1 / (1 + np.exp(-logits)) - given.goal[batch]) * given.weight[batch]
    unique, inverse = np.unique(joined, return_inverse=True)
    push = SHRINK * fitted.table[unique] * len(batch)
    np.add.at(push, inverse, np.repeat(wrong * per[:, None], sizes, axis=0))
    fitted.grown[unique] += push**2
    fitted.table[unique] -= rate * push / np.sqrt(fitted.grown[unique])
    slope = given.marks[batch].T @ wrong + 1e-3 * fitted.dense
    fitted.grown_dense[:] += slope**2
    fitted.dense[:] -= rate * slope / np.sqrt(fitted.grown_dense)


def packed(table: np.ndarray, given: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """Int8 rows and what a step is worth; rows that were seen once say nothing."""
    seen = np.zeros(ROWS)
    for rows in given.rows:
        seen[np.unique(rows)] += 1
    table = np.where((seen >= LEAST_SEEN)[:, None], table, 0)
    largest = np.array([np.quantile(np.abs(column), 1 - 1 / ROWS) for column in table.T])
    scales = np.maximum(largest, 1e-6) / 127
    return np.clip(np.rint(table / scales), -127, 127).astype(np.int8), scales


def write(out: Path, fitted: Fitted, given: Matrix) -> None:
    """The two files, and the hashes of everything that is shipped there."""
    steps, scales = packed(fitted.table, given)
    dense = fitted.dense
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "leanings.npy", steps)
    told = {
        "heads": HEADS,
        "scales": [float(f"{scale:.6g}") for scale in scales],
        "bias": [round(float(value), 4) for value in dense[-1]],
        "marks": {mark: [round(float(v), 4) for v in dense[at]] for at, mark in enumerate(MARKS)},
    }
    (out / "leanings.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    hashes = [f"{sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES]
    (out / "SHA256SUMS").write_text("".join(hashes), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--without", nargs="*", default=())
    asked = parser.parse_args()
    start = time.perf_counter()
    given = matrix(list(examples(asked.data, asked.without)))
    print(f"{len(given.rows)} examples, {time.perf_counter() - start:.0f} s")
    write(asked.out, fit(given), given)
    print(f"written to {asked.out} after {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
