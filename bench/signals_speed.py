"""Microseconds to read one turn: ordinary, asking, other languages, long, very long.

python bench/signals_speed.py [--rounds N] [--data DIR]

At the end different turns are read one after the other, so that no answer is remembered: those of
``b_uss_sgd.jsonl`` in DIR, with five earlier ones each, without and with the sentence model.
"""

import argparse
import gc
import json
import time
from pathlib import Path

from warmline.core.policy import Policy, Rule
from warmline.knowledge.embedder import SentenceModel
from warmline.signals import BESIDE_A_PERSON, SIGNALS, Around, own_of, read, turn_of

TURNS = {
    "short": "Where is my order? It should have arrived on Monday morning.",
    "ask": "This is not working, please let me talk to a real person now",
    "german": "Guten Tag, wo bleibt meine Bestellung vom letzten Mittwoch?",
    "japanese": "注文した商品がまだ届いていません。いつ届きますか、教えてください。",
    "arabic": "مرحبا، أين طلبي؟ كان يجب أن يصل يوم الاثنين الماضي صباحا",
    "long (600)": "I ordered two lamps last week and only one arrived, the box was open. " * 9,
    "10,000": "I ordered two lamps last week and only one arrived, the box was open. " * 143,
    "10,000 asks": "agent human talk to someone support person please " * 200,
    "10,000 漢字": "注文した商品がまだ届いていません。人間と話したい。" * 400,
    "10,000 marks": "!?#" * 3334,
}
RECENT = ("Hello, I have a question about a lamp", "Do you ship to Austria as well?")


def times(text, rounds):
    spent = []
    for _ in range(rounds):
        start = time.perf_counter_ns()
        read(text, recent=RECENT, hint="en")
        spent.append((time.perf_counter_ns() - start) / 1000)
    return sorted(spent)


def by_reader(text, rounds):
    turn, around = turn_of(text), Around(recent=RECENT, hint="en")
    for name, reader in (("turn_of", lambda *_: [turn_of(text)]), *SIGNALS.items()):
        start = time.perf_counter_ns()
        for _ in range(rounds):
            list(reader(turn, around))
        print(f"  {name:20} {(time.perf_counter_ns() - start) / rounds / 1000:8.1f} µs")


DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
DESCRIBED = Policy(rules=(Rule(id="x", trigger="described", description="asks for a discount"),))
MOST = 3000  # different turns


def dialogues(data):
    with (data / "b_uss_sgd.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield [turn["text"] for turn in json.loads(line)["turns"] if turn["role"] == "user"]


def in_turn(data, **how):
    """Sorted microseconds a turn, each turn read once, in its dialogue."""
    spent = []
    for dialogue in dialogues(data):
        for at, text in enumerate(dialogue):
            start = time.perf_counter_ns()
            read(text, recent=dialogue[max(0, at - 5) : at], **how)
            spent.append((time.perf_counter_ns() - start) / 1000)
        if len(spent) >= MOST:
            break
    return sorted(spent)


def different_turns(data):
    print(f"\n{'different turns, µs':34} {'median':>9} {'p99':>9}")
    model = SentenceModel().vectors
    model(["loaded before it is measured"])
    for name, how in {
        "first pass (words are new)": {},
        "without the sentence model": {},
        "beside a person": {"only": BESIDE_A_PERSON},
        "sentence model: repetition": {"own": own_of(Policy(), model)},
        "and a described rule": {"own": own_of(DESCRIBED, model)},
    }.items():
        spent = in_turn(data, **how)
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
        print(f"{name:34} {middle:9.1f} {late:9.1f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3000)
    arguments.add_argument("--data", type=Path, default=DATA)
    given = arguments.parse_args()
    rounds = given.rounds
    gc.disable()
    print(f"{'turn':14} {'letters':>8} {'median µs':>10} {'p99 µs':>10}")
    for name, whole in TURNS.items():
        text = whole[:10_000]
        few = max(20, min(rounds, rounds * 100 // max(1, len(text))))
        spent = times(text, few)
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
        print(f"{name:14} {len(text):8} {middle:10.1f} {late:10.1f}")
    print("\nshort, by reader:")
    by_reader(TURNS["short"], rounds)
    if (given.data / "b_uss_sgd.jsonl").exists():
        different_turns(given.data)


if __name__ == "__main__":
    main()
