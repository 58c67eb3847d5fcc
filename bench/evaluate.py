"""Quality on labelled conversations: every task whose files stand in a folder, in one table.

    python -m bench.evaluate [--data DIR] [--mistakes N] [--predictions DIR]    # ./run eval

A folder with other files of the same schemas works as it is. The folder's own scorers
(``score_*.py``) judge. Mistakes are listed by id: the sentences are not ours to print.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench import eval_d
from bench.tasks import SIGNAL_TASKS, Mistake, Row, evaluate
from warmline.knowledge.embedder import SentenceModel

DATA = Path(__file__).resolve().parents[2] / "shared/data"


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run eval", description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of gold files and scorers")
    parser.add_argument("--mistakes", type=int, default=0, metavar="N", help="list the worst N")
    parser.add_argument("--predictions", type=Path, help="folder to keep the predictions in")
    given = parser.parse_args()
    if not any(given.data.glob("[a-f]_*.jsonl")):
        print(f"nothing to evaluate: expected a_*.jsonl to f_*.jsonl in {given.data}, found none")
        return
    with tempfile.TemporaryDirectory() as scratch:
        kept = given.predictions or Path(scratch)
        kept.mkdir(parents=True, exist_ok=True)
        mistakes: dict[str, list[Mistake]] = {}
        print_table(rows(given.data, kept, mistakes))
        if given.mistakes:
            mistakes |= wrong_answers(given.data, kept)
            print_mistakes(mistakes, given.mistakes)


def rows(data: Path, kept: Path, mistakes: dict[str, list[Mistake]]) -> Iterator[Row]:
    for task in SIGNAL_TASKS:
        yield from evaluate(task, data, kept, mistakes)
    if any(data.glob("d_*_kb.jsonl")):
        yield from eval_d.evaluate(data, kept, SentenceModel())


def wrong_answers(data: Path, kept: Path) -> Mapping[str, list[Mistake]]:
    """Task D: answers that were given with confidence and are wrong."""
    found: dict[str, list[Mistake]] = {}
    for gold in sorted(data.glob("d_*_queries.jsonl")):
        right = {line["id"]: line["gold"] for line in _lines(gold)}
        found[f"D {gold.name}"] = [
            Mistake(id=one["id"], label=int(bool(right[one["id"]])), score=one["score"])
            for one in _lines(kept / f"{gold.stem}.warmline.jsonl")
            if one["entry"] not in right[one["id"]]
        ]
    return found


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def print_table(table: Iterable[Row]) -> None:
    line = "{:5} {:44} {:30} {:>8}"
    print(line.format("task", "file", "metric", "value"))
    for task, file, metric, value in table:
        print(line.format(task, file, metric, f"{value:.3f}"), flush=True)


def print_mistakes(by_file: Mapping[str, Sequence[Mistake]], most: int) -> None:
    """The surest mistakes of each file: wrongly seen, and wrongly missed."""
    for file, wrong in by_file.items():
        if not wrong:
            continue
        seen = sorted((one for one in wrong if one.score >= 0.5), key=lambda one: -one.score)
        missed = sorted((one for one in wrong if one.score < 0.5), key=lambda one: one.score)
        print(f"\n{file}: {len(seen)} wrong at 0.5 or above, {len(missed)} below")
        for one in [*seen[:most], *(missed[:most] if not file.startswith("D") else [])]:
            print(f"  {one.id:32} label {one.label}  score {one.score:.2f}")


if __name__ == "__main__":
    main()
