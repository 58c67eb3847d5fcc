"""Sentences to unit vectors whose dot product says how alike they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from warmline.knowledge.wordpiece import WordPiece

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Matrix = NDArray[np.float32]
Vector = NDArray[np.float32]

SHIPPED = Path(__file__).parent / "model"
LONGEST = 256  # tokens; what stands behind them does not count towards the meaning
BATCH_TOKENS = 256  # padding included; larger batches measured slower on one thread


class Embedder(Protocol):
    """Whatever turns texts into vectors; ``name`` changes whenever the vectors would."""

    @property
    def name(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def vectors(self, texts: Sequence[str]) -> Matrix:
        """One row of length 1 for each text: shape ``(len(texts), dimensions)``, float32."""
        ...


class SentenceModel:
    """The sentence model in ``folder`` (``model.onnx``, ``vocab.txt``), loaded at first use.

    The graph takes ``ids`` and ``mask`` (int64, ``(batch, tokens)``) and gives ``vectors``. Safe to
    call from several threads.
    """

    name = "all-MiniLM-L6-v2/int8-1"
    dimensions = 384

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 1) -> None:
        self._folder = folder
        self._threads = threads

    @cached_property
    def _tokens(self) -> WordPiece:
        return WordPiece.read(self._folder / "vocab.txt")

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime  # noqa: PLC0415 - takes 0.1 s and is not always needed

        options: Any = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(self._folder / "model.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def vectors(self, texts: Sequence[str]) -> Matrix:
        found = np.zeros((len(texts), self.dimensions), np.float32)
        ids = [self._tokens.ids(text, limit=LONGEST) for text in texts]
        for rows in batches([len(i) for i in ids]):
            found[rows] = self._run([ids[row] for row in rows])
        return found

    def _run(self, ids: Sequence[Sequence[int]]) -> Matrix:
        width = max(map(len, ids))
        padded = np.zeros((len(ids), width), np.int64)
        mask = np.zeros_like(padded)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        results = cast(
            "list[Matrix]", self._session.run(["vectors"], {"ids": padded, "mask": mask})
        )
        return results[0]


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Row numbers grouped by like length, so that little is padded."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[row] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
