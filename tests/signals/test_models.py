"""The shipped weights are those that the training wrote, small, licensed and whole."""

import importlib
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from warmline.signals.leanings import HEADS, ROWS, SHIPPED, clauses, leanings, rows_of, shipped
from warmline.signals.marks import MARKS
from warmline.signals.turn import turn_of

TOOLS = Path(__file__).resolve().parents[2] / "tools"


def test_the_shipped_files_have_the_hashes_that_the_training_wrote():
    lines = (SHIPPED / "SHA256SUMS").read_text().splitlines()
    named = dict(reversed(line.split("  ")) for line in lines)
    assert set(named) == {"leanings.npy", "leanings.json"}
    for name, expected in named.items():
        assert sha256((SHIPPED / name).read_bytes()).hexdigest() == expected


def test_the_licence_and_the_sources_lie_beside_the_weights():
    assert "Apache License" in (SHIPPED / "LICENSE").read_text()
    notice = (SHIPPED / "NOTICE").read_text()
    assert all(name in notice for name in ("GoEmotions", "CLINC150", "NLU++", "Bitext"))


def test_the_weights_are_small():
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 3_000_000


def test_every_mark_and_head_has_its_weights():
    weights = shipped()
    assert weights.table.shape == (ROWS, len(HEADS))
    assert set(weights.marks) == set(MARKS)
    assert all(len(one) == len(HEADS) for one in weights.marks.values())


def test_adding_packed_words_is_adding_rows():
    words = turn_of("this is the worst service, nobody answers").words
    weights = shipped()
    rows = rows_of(words)
    sums = weights.table[rows].sum(axis=0, dtype=np.int64) / np.sqrt(len(rows))
    expected = np.array(weights.bias) + sums * np.array(weights.scales)
    assert leanings(words) == pytest.approx(expected.tolist())


def test_no_words_lean_nowhere_but_to_the_bias():
    assert leanings(()) == shipped().bias


def test_a_long_turn_is_read_sentence_by_sentence_and_no_word_twice():
    words = turn_of("I like the lamp that I bought in May. " * 5).words
    parts = list(clauses(words))
    assert len(parts) > 1
    assert tuple(word for part in parts for word in part) == words


def test_the_same_training_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    t = importlib.import_module("train_mood")
    (tmp_path / "b_goemotions_train.jsonl").write_text(
        json.dumps({"text": "this is awful", "label": 1, "label_wide": 1}) + "\n"
    )
    (tmp_path / "e_topics.jsonl").write_text(
        json.dumps({"text": "i want a refund", "topics": ["refund"], "source": "x"}) + "\n"
    )
    for name in ("one", "two"):
        given = t.matrix(list(t.examples(tmp_path, without=["own"])) * 3)
        t.write(tmp_path / name, t.fit(given), given)
    for file in t.FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
