"""The shipped sentence model is the one we converted, small, licensed, quick and right."""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from warmline.knowledge.embedder import BATCH_TOKENS, SHIPPED, SentenceModel, batches

GOLDEN = Path(__file__).parent / "vectors_golden.json"


def test_the_shipped_files_have_the_hashes_that_the_converter_wrote() -> None:
    lines = (SHIPPED / "SHA256SUMS").read_text().splitlines()
    named = dict(reversed(line.split("  ")) for line in lines)
    assert set(named) == {"model.onnx", "vocab.txt"}
    for name, expected in named.items():
        assert sha256((SHIPPED / name).read_bytes()).hexdigest() == expected


def test_the_vocabulary_is_the_published_one() -> None:
    published = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
    assert sha256((SHIPPED / "vocab.txt").read_bytes()).hexdigest() == published


def test_the_model_is_at_most_24_megabytes() -> None:
    assert (SHIPPED / "model.onnx").stat().st_size <= 24_000_000


def test_the_model_comes_with_its_licence_and_a_notice_of_our_changes() -> None:
    licence = (SHIPPED / "LICENSE").read_text()
    notice = (SHIPPED / "NOTICE").read_text()
    assert "Apache License" in licence
    assert "Version 2.0" in licence
    assert "all-MiniLM-L6-v2" in notice
    assert "Changes made" in notice


def test_vectors_agree_with_the_unquantised_original(model: SentenceModel) -> None:
    """The golden vectors come from the float weights, computed once outside the project."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    ours = model.vectors([item["text"] for item in golden])
    theirs = np.array([item["vector"] for item in golden], np.float32)
    theirs /= np.linalg.norm(theirs, axis=1, keepdims=True)
    cosines = (ours * theirs).sum(1)
    assert cosines.min() >= 0.998
    assert np.abs(ours @ ours.T - theirs @ theirs.T).max() < 0.02


def test_every_text_gets_one_row_of_length_one(model: SentenceModel) -> None:
    vectors = model.vectors(["", "?", "word " * 1000, "Wo ist mein Paket?"])
    assert vectors.shape == (4, model.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-4)


def test_no_texts_give_no_rows(model: SentenceModel) -> None:
    assert model.vectors([]).shape == (0, model.dimensions)


def test_a_text_gets_the_same_vector_alone_and_in_company(model: SentenceModel) -> None:
    texts = ["refund", "how do I get my money back for the broken vase?", "hello " * 60]
    together = model.vectors(texts)
    alone = np.concatenate([model.vectors([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


def test_batches_hold_every_row_once_and_stay_within_their_size() -> None:
    lengths = [3, 200, 5, 256, 7, 7, 90, 90, 1]
    found = list(batches(lengths))
    assert sorted(row for batch in found for row in batch) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or max(lengths[r] for r in batch) * len(batch) <= BATCH_TOKENS
