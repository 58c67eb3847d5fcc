"""What the library does on its own thread. Apart from it, for numpy takes 0.2 s to load."""

from collections.abc import Mapping, Sequence

import numpy as np

from warmline.knowledge.answer import Answer, answer
from warmline.knowledge.embedder import Embedder
from warmline.knowledge.grouping import central, groups
from warmline.knowledge.index import Hit, Index, embed_missing, missing_texts
from warmline.knowledge.passages import Passage

HITS = 10  # passages that an answer is chosen from; the calibration expects them


class Retrieval:
    """Vectors come from the shelf and go there as the bytes of their float32 numbers."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def model(self) -> str:
        """What the vectors are kept under."""
        return self._embedder.name

    def build(self, passages: Sequence[Passage], vectors: Mapping[str, bytes]) -> Index:
        """The index of those whose texts all have their vectors."""
        ready = [passage for passage in passages if not missing_texts([passage], vectors)]
        numbers = {key: np.frombuffer(kept, np.float32) for key, kept in vectors.items()}
        return Index.build(ready, numbers)

    def embed(self, passages: Sequence[Passage], known: Mapping[str, bytes]) -> dict[str, bytes]:
        """Vectors of the texts that have none yet."""
        fresh = embed_missing(passages, known, self._embedder)
        return {key: vector.astype(np.float32).tobytes() for key, vector in fresh.items()}

    def alike(self, texts: Sequence[str], others: Sequence[Sequence[str]]) -> list[float]:
        """For each text, the cosine with the nearest of its own others; 0 where it has none."""
        every = list(dict.fromkeys((*texts, *(one for some in others for one in some))))
        vectors = dict(zip(every, self._embedder.vectors(every), strict=True))
        return [
            max((float(vectors[text] @ vectors[one]) for one in some), default=0.0)
            for text, some in zip(texts, others, strict=True)
        ]

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        return [vector.tobytes() for vector in self._embedder.vectors(texts)]

    def grouped(self, vectors: Sequence[bytes]) -> list[list[int]]:
        """Places in the list, grouped: the largest first, and of each the most typical first."""
        if not vectors:
            return []
        matrix = np.stack([np.frombuffer(kept, np.float32) for kept in vectors])
        return [central(matrix, members) for members in groups(matrix)]

    def find(
        self, index: Index, question: str, language: str
    ) -> tuple[tuple[Hit, ...], Answer | None]:
        [vector] = self._embedder.vectors([question])
        hits = index.search(question, vector, limit=HITS, language=language)
        return hits, answer(question, vector, hits, self._embedder, language=language)
