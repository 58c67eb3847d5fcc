"""Written dialogues, said by visitors over real WebSockets to a running server with operators.

    python -m bench.play [--data DIR] [--at-once 8] [--operators 3]    # ./run play

Checked on both sides: every message exactly once, in order, without gaps; every handoff with a
complete package. Ends with 1 where a promise was broken. Also printed: which visitor turns were
handed off, against the labels.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bench.clients import Frame, connected
from bench.dialects import Seat
from bench.evaluate import DATA
from bench.playing import Operator, Played, play
from bench.promises import alike, gapless, said_once
from bench.servers import Owner, colleague_of, owner_of, warmline
from bench.tasks import scored

SHOWN = 20  # breaches printed
IN_WORDS = ("explicit_request", "button")  # triggers by which the visitor asks in their own words


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run play", description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder with c_*.jsonl")
    parser.add_argument("--at-once", type=int, default=8, help="visitors talking at a time")
    parser.add_argument("--operators", type=int, default=3)
    parser.add_argument("--most", type=int, default=10_000, help="dialogues played of each file")
    given = parser.parse_args()
    files = sorted(given.data.glob("c_*.jsonl"))
    if not files:
        print(f"nothing to play: expected c_*.jsonl in {given.data}, found none")
        return 0
    faults = 0
    for file in files:
        dialogues = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        faults += asyncio.run(_play_file(file, dialogues[: given.most], given))
    return int(faults > 0)


async def _play_file(file: Path, dialogues: Sequence[Frame], given: Any) -> int:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, warmline(Path(folder)) as running:
        async with owner_of(running) as owner, AsyncExitStack() as stack:
            for policy in sorted(given.data.glob(f"{file.stem}*.md")):
                await owner.learn(policy.name, policy.read_bytes())
            operators = await _operators(owner, given.operators, stack)
            seats = await owner.seats(len(dialogues))
            played = await _play_all(running.server.url, seats, dialogues, given.at_once)
            await asyncio.sleep(1)  # what is still on its way to a screen
            faults = [*_visitor_faults(played), *_operator_faults(played, operators)]
    _report(file, played, operators, faults, time.monotonic() - begun)
    _print_scores(given.data, dialogues, played, operators[0])
    return len(faults)


async def _operators(owner: Owner, count: int, stack: AsyncExitStack) -> list[Operator]:
    operators = [Operator(owner, 0, count)]
    for rank in range(1, count):
        person = await stack.enter_async_context(colleague_of(owner, rank))
        operators.append(Operator(person, rank, count))
    for one in operators:
        opening = connected(one.person.running.server.url, one.person.door, one.hear)
        one.link = await stack.enter_async_context(opening)
    return operators


async def _play_all(
    url: str, seats: Sequence[Seat], dialogues: Sequence[Frame], at_once: int
) -> list[Played]:
    gate = asyncio.Semaphore(at_once)

    async def one(seat: Seat, dialogue: Frame) -> Played:
        async with gate:
            return await play(url, seat, dialogue["id"], dialogue["turns"])

    pairs = zip(seats, dialogues, strict=True)
    return await asyncio.gather(*(one(seat, dialogue) for seat, dialogue in pairs))


def _visitor_faults(played: Iterable[Played]) -> Iterator[str]:
    for one in played:
        yield from one.breaches
        yield from gapless(f"visitor {one.id}", [entry["seq"] for entry in one.thread.entries])
        yield from said_once(f"visitor {one.id}", one.thread.entries, one.thread.said)


def _operator_faults(played: Sequence[Played], operators: Sequence[Operator]) -> list[str]:
    """What each operator saw against what each visitor saw."""
    faults = [fault for one in operators for fault in one.faults()]
    for one in played:
        for operator in operators:
            who = f"operator {operator.rank}, {one.id}"
            seen = operator.threads[one.thread.conversation]
            faults += said_once(who, seen, one.thread.said)
            faults += alike(who, one.thread.entries, seen)
    return faults


def _report(
    file: Path,
    played: Sequence[Played],
    operators: Sequence[Operator],
    faults: Sequence[str],
    seconds: float,
) -> None:
    entries = sum(len(one.thread.entries) for one in played)
    said = sum(len(one.thread.said) for one in played)
    triggers = Counter(why["rule"] for why in operators[0].why.values())
    declined = sum(id.startswith("no-") for one in played for id in one.thread.said)
    print(f"{file.name}: {len(played)} dialogues, {said} messages said, {entries} entries,")
    print(f"  {len(operators)} operators, {seconds:.0f} s")
    print(f"  handoffs {sum(triggers.values())}: {dict(triggers.most_common())}")
    print(f"  offers declined by the button: {declined}")
    print(f"  packages checked: {sum(one.packages for one in operators)}", end="")
    print(f"; claims lost to a colleague: {sum(one.lost_races for one in operators)}")
    print(f"  promises broken: {len(faults)}")
    for fault in faults[:SHOWN]:
        print(f"    {fault}")


def _print_scores(
    data: Path, dialogues: Sequence[Frame], played: Sequence[Played], operator: Operator
) -> None:
    """Against the labels: all handoffs, and those for which the visitor asked in words."""
    asked = {place for place, why in operator.why.items() if why["trigger"] in IN_WORDS}
    seqs = {id: {seq for conversation, seq in asked if conversation == id} for id, _ in asked}
    with tempfile.TemporaryDirectory() as scratch:
        gold = Path(scratch) / "gold.jsonl"
        gold.write_text("".join(json.dumps(one) + "\n" for one in dialogues), encoding="utf-8")
        for name, wanted in (("all handoffs", None), ("asked for in words", seqs)):
            lines = [
                _prediction(dialogue, one, wanted)
                for dialogue, one in zip(dialogues, played, strict=True)
            ]
            kept = Path(scratch) / "predicted.jsonl"
            kept.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
            turn = scored(data / "score_c_transfer.py", gold, kept)["turn"]
            print(f"  turn F1, {name}: {turn['f1']:.3f}", end="")
            print(f" (precision {turn['precision']:.3f}, recall {turn['recall']:.3f})")


def _prediction(
    dialogue: Frame, played: Played, wanted: Mapping[str, set[int]] | None
) -> dict[str, Any]:
    """1 at each visitor turn that led to a handoff (of the wanted ones)."""
    mine = None if wanted is None else wanted.get(played.thread.conversation, set())
    hits = [0] * len(dialogue["turns"])
    for at, handoffs in played.handoffs.items():
        hits[at] = int(any(mine is None or seq in mine for seq in handoffs))
    return {"id": dialogue["id"], "pred": hits}


if __name__ == "__main__":
    sys.exit(main())
