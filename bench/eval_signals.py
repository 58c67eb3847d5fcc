"""Scores the signals on tasks A (explicit request) and C (when to transfer) of a data folder.

python bench/eval_signals.py [--data DIR] [--predictions DIR]

Reads every a_*.jsonl, c_*.jsonl and, for false alarms, b_uss_*.jsonl and b_maia*.jsonl in DIR and
scores them with the scorers that lie beside them.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from warmline.signals import offers_person, read

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
THRESHOLD = 0.5
RECENT = 5


def lines(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def measured(text, **around):
    start = time.perf_counter_ns()
    signals = read(text, **around)
    return signals, (time.perf_counter_ns() - start) / 1e6


def score_of(signals, name):
    return max((signal.score for signal in signals if signal.name == name), default=0.0)


def predict_asks(gold):
    for line in gold:
        signals, ms = measured(line["text"])
        yield {"id": line["id"], "score": score_of(signals, "explicit_request"), "ms": ms}


def predict_alarms(gold):
    for dialogue in gold:
        for at, turn in enumerate(dialogue["turns"]):
            if turn["role"] == "user":
                signals, ms = measured(turn["text"])
                score = score_of(signals, "explicit_request")
                yield {"id": f"{dialogue['id']}#{at}", "score": score, "ms": ms}


def predict_transfers(gold):
    """Turns in order; an acceptance counts where the assistant's last turn offers a person."""
    for dialogue in gold:
        recent, offered, scores, spent = [], False, [], 0.0
        for turn in dialogue["turns"]:
            if turn["role"] != "user":
                offered = offers_person(turn["text"])
                scores.append(0.0)
                continue
            signals, ms = measured(turn["text"], recent=recent[-RECENT:], offered=offered)
            scores.append(max(score_of(signals, n) for n in ("explicit_request", "accepts_offer")))
            recent, offered, spent = [*recent, turn["text"]], False, max(spent, ms)
        hits = [int(score >= THRESHOLD) for score in scores]
        yield {"id": dialogue["id"], "pred": hits, "score": scores, "ms": spent}


def score(scorer, gold, predictions, out):
    with out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in predictions)
    done = subprocess.run(
        [sys.executable, scorer, gold, out], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{scorer.name} on {gold.name}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def row(task, name, *cells):
    print(f"{task:2} {name:28}", *(f"{cell:>10}" for cell in cells))


def show_asks(name, found):
    latency = found.get("latency", {})
    row(
        "A", name, *(f"{found[key]:.3f}" for key in ("precision", "recall", "f1")),
        f"{found['false_positive_rate']:.2%}",
        *(f"{latency.get(key, 0):.3f}" for key in ("p50_ms", "p99_ms")),
    )  # fmt: skip
    for key in ("by_family", "by_category", "by_lang"):
        for kind, counts in found.get(key, {}).items():
            recall = "-" if counts["recall"] is None else f"{counts['recall']:.3f}"
            row("", f"  {kind}", counts["pos"], recall, counts["neg"], counts["false_alarms"])


def evaluate(data, out):
    row("", "task and file", "precision", "recall", "F1", "FPR", "p50 ms", "p99 ms")
    for gold in sorted(data.glob("a_*.jsonl")):
        predictions = predict_asks(lines(gold))
        found = score(data / "score_a_explicit.py", gold, predictions, out / gold.name)
        show_asks(gold.name, found)
    for gold in sorted([*data.glob("b_uss_*.jsonl"), *data.glob("b_maia*.jsonl")]):
        predictions = predict_alarms(lines(gold))
        found = score(data / "score_a_false_alarms.py", gold, predictions, out / gold.name)
        print(
            f"A  {gold.name:28} {found['per_1000_turns']:.2f} alarms per 1000 turns",
            f"({found['false_alarms']} of {found['turns']})",
        )
    for gold in sorted(data.glob("c_*.jsonl")):
        predictions = predict_transfers(lines(gold))
        found = score(data / "score_c_transfer.py", gold, predictions, out / gold.name)
        for level in ("turn", "dialogue_level"):
            cells = (f"{found[level][key]:.3f}" for key in ("precision", "recall", "f1"))
            row("C", f"{gold.name} {level.split('_')[0]}", *cells)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--predictions", type=Path, help="keep the prediction files here")
    given = arguments.parse_args()
    if not any(given.data.glob("[ac]_*.jsonl")):
        print(f"nothing to score: expected a_*.jsonl or c_*.jsonl in {given.data}, found none")
        return
    with tempfile.TemporaryDirectory() as scratch:
        out = given.predictions or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        evaluate(given.data, out)


if __name__ == "__main__":
    main()
