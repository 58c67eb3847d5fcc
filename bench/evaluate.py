"""Quality on labelled conversations: every task whose files stand in a folder, in one table.

    python -m bench.evaluate [--data DIR] [--mistakes N] [--texts] [--predictions DIR]  # ./run eval

A folder with other files of the same names and schemas works as it is. Decisions are those of
``warmline decide``; the folder's own scorers (``score_*.py``) judge them. Mistakes are listed by
id, and with ``--texts`` by their words, which may not be ours to pass on.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import eval_d
from bench.goals import goal_of
from bench.predictions import SURE, lines
from bench.tasks import SIGNAL_TASKS, Mistake, Row, evaluate, files_of, texts_of
from warmline.knowledge.embedder import SentenceModel

DATA = Path(__file__).resolve().parents[2] / "shared/data"


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run eval", description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of gold files and scorers")
    parser.add_argument("--mistakes", type=int, default=5, metavar="N", help="list the worst N")
    parser.add_argument("--texts", action="store_true", help="list them with their words")
    parser.add_argument("--predictions", type=Path, help="folder to keep the predictions in")
    parser.add_argument("--tasks", default="ABCDEF", help="letters of the tasks to run")
    given = parser.parse_args()
    if not _anything(given.data):
        print(f"nothing to evaluate: expected a_*.jsonl to f_*.jsonl in {given.data}, found none")
        return
    with tempfile.TemporaryDirectory() as scratch:
        kept = given.predictions or Path(scratch)
        kept.mkdir(parents=True, exist_ok=True)
        mistakes: dict[str, list[Mistake]] = {}
        print_table(rows(given.data, kept, mistakes, given.tasks.upper()))
        if given.mistakes:
            mistakes |= wrong_answers(given.data, kept)
            words = _texts(given.data) if given.texts else {}
            print_mistakes(mistakes, given.mistakes, words)


def _anything(data: Path) -> bool:
    return any(files_of(task, data) for task in SIGNAL_TASKS) or any(data.glob("d_*_kb.jsonl"))


def rows(
    data: Path, kept: Path, mistakes: dict[str, list[Mistake]], letters: str = "ABCDEF"
) -> Iterator[Row]:
    for task in SIGNAL_TASKS:
        if task.letter in letters:
            yield from evaluate(task, data, kept, mistakes)
    if "D" in letters and any(data.glob("d_*_kb.jsonl")):
        yield from eval_d.evaluate(data, kept, SentenceModel())


def wrong_answers(data: Path, kept: Path) -> Mapping[str, list[Mistake]]:
    """Task D: answers that were given with confidence and are wrong."""
    found: dict[str, list[Mistake]] = {}
    for gold in sorted(data.glob("d_*_queries.jsonl")):
        predictions = kept / f"{gold.stem}.warmline.jsonl"
        if predictions.exists():
            right = {line["id"]: line["gold"] for line in lines(gold)}
            found[f"D {gold.name}"] = [
                Mistake(id=one["id"], label=int(bool(right[one["id"]])), score=one["score"])
                for one in lines(predictions)
                if one["entry"] not in right[one["id"]]
            ]
    return found


def print_table(table: Iterable[Row]) -> None:
    line = "{:5} {:44} {:36} {:>8}  {:8} {}"
    print(line.format("task", "file", "metric", "value", "goal", "").rstrip())
    missed = held = 0
    for task, file, metric, value in table:
        goal = goal_of(task, file, metric)
        fine = goal is None or goal.met(value)
        held, missed = held + (goal is not None and fine), missed + (not fine)
        said = ("" if goal is None else str(goal), "" if fine else "missed")
        print(line.format(task, file, metric, f"{value:.3f}", *said).rstrip(), flush=True)
    print(f"goals reached: {held} of {held + missed}")


def _texts(data: Path) -> Mapping[str, str]:
    files = {file for task in SIGNAL_TASKS for file in files_of(task, data)}
    files |= set(data.glob("d_*_queries.jsonl"))
    return {id: text for file in files for id, text in texts_of(file).items()}


def print_mistakes(
    by_file: Mapping[str, Sequence[Mistake]], most: int, words: Mapping[str, str]
) -> None:
    """The surest mistakes of each file: wrongly seen, and wrongly missed."""
    for file, wrong in by_file.items():
        seen = sorted((one for one in wrong if one.score >= SURE), key=lambda one: -one.score)
        missed = sorted((one for one in wrong if one.score < SURE), key=lambda one: one.score)
        print(f"\n{file}: {len(seen)} wrong at {SURE} or above, {len(missed)} below")
        for one in [*seen[:most], *(missed[:most] if not file.startswith("D") else [])]:
            told = f"  {words[one.id]!r}" if one.id in words else ""
            print(f"  {one.id:32} label {one.label}  score {one.score:.2f}{told}")


if __name__ == "__main__":
    main()
