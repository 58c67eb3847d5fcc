"""Microseconds to read one turn: ordinary, asking, other languages, long, very long.

python bench/signals_speed.py [--rounds N]
"""

import argparse
import gc
import time

from warmline.signals import SIGNALS, Around, read, turn_of

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


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=3000)
    rounds = arguments.parse_args().rounds
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


if __name__ == "__main__":
    main()
