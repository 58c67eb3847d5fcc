"""What ``warmline decide`` says to a gold file, in the forms that the scorers read."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Line = Mapping[str, Any]
SURE = 0.5


def lines(path: Path) -> list[Line]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def decided(gold: Path, kept: Path) -> dict[str, Line]:
    """The public command's decisions by id; a line of the gold file that it cannot read ends it."""
    output = kept / f"decisions.{gold.name}"
    if not output.exists():
        command = [sys.executable, "-m", "warmline", "decide"]
        done = subprocess.run([*command, "--input", gold, "--output", output], check=False)
        if done.returncode:
            output.unlink(missing_ok=True)
            raise RuntimeError(f"warmline decide could not read all of {gold.name}")
    return {line["id"]: line for line in lines(output)}


def user_turns(dialogue: Line) -> Iterator[tuple[int, Line]]:
    turns = enumerate(dialogue["turns"])
    return ((place, turn) for place, turn in turns if turn["role"] == "user")


def ids(gold: Iterable[Line]) -> Iterator[str]:
    """Of each visitor turn of a dialogue, or of the single text."""
    for line in gold:
        if "turns" in line:
            yield from (f"{line['id']}#{place}" for place, _ in user_turns(line))
        else:
            yield line["id"]


def of_score(name: str):
    """Predictions by one score."""

    def predict(gold: Sequence[Line], decisions: Mapping[str, Line]) -> Iterator[Line]:
        for id in ids(gold):
            found = decisions[id]
            yield {"id": id, "score": found["scores"][name], "ms": found["ms"]}

    return predict


def transfers(gold: Sequence[Line], decisions: Mapping[str, Line]) -> Iterator[Line]:
    """Per dialogue, whether each turn asks for a person, a yes to the assistant's offer included.

    What the policy would do for other reasons is not counted: whether a refund or a complaint
    belongs to a person is the owner's choice, and the gold file's owner may have made another.
    """
    for dialogue in gold:
        found = {at: decisions[f"{dialogue['id']}#{at}"] for at, _ in user_turns(dialogue)}
        scores = [
            found[at]["scores"]["explicit_request"] if at in found else 0.0
            for at in range(len(dialogue["turns"]))
        ]
        slowest = max((one["ms"] for one in found.values()), default=0.0)
        hits = [int(score >= SURE) for score in scores]
        yield {"id": dialogue["id"], "pred": hits, "score": scores, "ms": slowest}


def topics(gold: Sequence[Line], decisions: Mapping[str, Line]) -> Iterator[Line]:
    for id in ids(gold):
        yield {"id": id, "topics": decisions[id]["scores"]["topics"], "ms": decisions[id]["ms"]}


def amounts(gold: Sequence[Line], decisions: Mapping[str, Line]) -> Iterator[Line]:
    for id in ids(gold):
        amount = decisions[id]["scores"]["amount"] or {"value": 0}
        yield {"id": id, "amount": amount["value"], "currency": amount.get("currency") or None}


def same_need(gold: Sequence[Line], decisions: Mapping[str, Line]) -> Iterator[Line]:
    """Pairs by their likeness; single statements by "that is not what I asked"."""
    for line in gold:
        found = decisions[line["id"]]
        name = "same_need" if "b" in line else "dissatisfied"
        yield {"id": line["id"], "score": found["scores"][name], "ms": found["ms"]}
