"""Task D: answer from a knowledge base, or abstain; measured on every base in a folder.

    PYTHONPATH=src python bench/eval_d.py [--data DIR] [--predictions DIR]
    PYTHONPATH=src python bench/eval_d.py --speed    # search times over 10,000 passages

Each ``d_*_kb.jsonl`` goes in through the import that an owner uses; its questions are answered one
at a time and judged by the folder's own scorer. The rows "plain MiniLM" are the nearest question by
cosine, its cosine taken as the confidence.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from warmline.knowledge.answer import answer
from warmline.knowledge.confidence import RIVALS
from warmline.knowledge.embedder import SentenceModel, Vector
from warmline.knowledge.index import Index, embed_missing, text_key
from warmline.knowledge.layout import faces
from warmline.knowledge.passages import Passage
from warmline.knowledge.sources import read_source

ROOT = Path(__file__).resolve().parents[1]
SCORER = "score_d_answer_or_abstain.py"
METRICS = {
    "recall_at_1_answerable": "right at 1",
    "recall_at_5": "right within 5",
    "auroc_answer_is_right": "AUROC",
    "answered": "answered at <=5% error",
    "ece_10_bins": "ECE",
    "p50": "ms p50",
    "p95": "ms p95",
    "p99": "ms p99",
}
Query = Mapping[str, str]
Prediction = dict[str, object]


def read_queries(path: Path) -> list[Query]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def ours(index: Index, model: SentenceModel, queries: Sequence[Query]) -> list[Prediction]:
    """The way of a real question: embed, search, answer; one at a time."""
    found: list[Prediction] = []
    for query in queries:
        begun = time.perf_counter()
        [vector] = model.vectors([query["text"]])
        hits = index.search(query["text"], vector, limit=RIVALS)
        given = answer(query["text"], vector, hits, model)
        ms = (time.perf_counter() - begun) * 1e3
        ranked = [hit.passage.id for hit in hits[:5]]
        score = given.confidence if given else 0.0
        found.append(_prediction(query, ranked, score, ms))
    return found


def plain(
    passages: Sequence[Passage],
    vectors: Mapping[str, Vector],
    model: SentenceModel,
    queries: Sequence[Query],
) -> list[Prediction]:
    """The baseline: largest cosine over all questions of an entry."""
    asked = [(p.id, text) for p in passages for _, text in faces(p) if text in p.questions]
    matrix = np.array([vectors[text_key(text)] for _, text in asked])
    found: list[Prediction] = []
    for query in queries:
        begun = time.perf_counter()
        cosines = matrix @ model.vectors([query["text"]])[0]
        order = np.argsort(-cosines)
        ranked = list(dict.fromkeys(asked[i][0] for i in order[:100]))[:5]
        ms = (time.perf_counter() - begun) * 1e3
        found.append(_prediction(query, ranked, float(np.clip(cosines[order[0]], 0, 1)), ms))
    return found


def _prediction(query: Query, ranked: Sequence[str], score: float, ms: float) -> Prediction:
    entry = ranked[0] if ranked else None
    return {"id": query["id"], "entry": entry, "score": score, "ranked": list(ranked), "ms": ms}


def scored(
    data: Path, gold: Path, predictions: Sequence[Prediction], kept: Path
) -> dict[str, float]:
    """The folder's scorer decides."""
    kept.write_text("".join(json.dumps(p) + "\n" for p in predictions), encoding="utf-8")
    command = [sys.executable, str(data / SCORER), str(gold), str(kept)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    said["answered"] = said["coverage_at_error"]["<=5%"]
    said |= {name: said["latency"][f"{name}_ms"] for name in ("p50", "p95", "p99")}
    return {name: said[name] for name in METRICS if said.get(name) is not None}


def evaluate(data: Path, kept: Path, model: SentenceModel) -> Iterable[tuple[str, str, str, float]]:
    """Rows of task, file and method, metric, value."""
    for source in sorted(data.glob("d_*_kb.jsonl")):
        gold = source.with_name(source.name.replace("_kb.jsonl", "_queries.jsonl"))
        document = read_source(source.name, source.read_bytes())
        for problem in document.problems:
            print(f"{source.name} line {problem.line}: {problem.message}")
        vectors = embed_missing(document.passages, {}, model)
        index = Index.build(document.passages, vectors)
        queries = read_queries(gold)
        answers = {
            "warmline": ours(index, model, queries),
            "plain MiniLM": plain(document.passages, vectors, model, queries),
        }
        for method, predictions in answers.items():
            file = kept / f"{gold.stem}.{method.replace(' ', '_')}.jsonl"
            for metric, value in scored(data, gold, predictions, file).items():
                yield "D", f"{gold.stem} · {method}", METRICS[metric], value


def print_table(rows: Iterable[tuple[str, str, str, float]]) -> None:
    line = "{:4} {:46} {:24} {:>8}"
    print(line.format("task", "file", "metric", "value"))
    for task, file, metric, value in rows:
        print(line.format(task, file, metric, f"{value:.3f}"))


def made_up(count: int, chance: random.Random) -> list[Passage]:
    """Passages of 100 words from a vocabulary with a natural skew."""
    vocabulary = [
        "".join(chance.choices("abdefgiklmnoprstu", k=chance.randint(2, 9))) for _ in range(9000)
    ]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]
    texts = [" ".join(chance.choices(vocabulary, weights, k=100)) for _ in range(count)]
    return [Passage(id=str(i), title=f"Page {i}", text=text) for i, text in enumerate(texts)]


def speed(count: int = 10_000) -> Iterable[tuple[str, str, str, float]]:
    """Search alone, on random unit vectors: what the index costs whatever the model."""
    chance, noise = random.Random(1), np.random.default_rng(1)
    passages = made_up(count, chance)
    vectors = noise.standard_normal((count, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    known = {text_key(faces(p)[0][1]): v for p, v in zip(passages, vectors, strict=True)}
    file = f"{count:,} passages"
    for name in ("first build s", "rebuild s"):
        begun = time.perf_counter()
        index = Index.build(passages, known)
        yield "D", file, name, time.perf_counter() - begun
    times = sorted(_search_ms(index, passages, vectors, chance) for _ in range(300))
    yield "D", file, "search ms p50", times[150]
    yield "D", file, "search ms p95", times[285]


def _search_ms(
    index: Index, passages: Sequence[Passage], vectors: Sequence[Vector], chance: random.Random
) -> float:
    at = chance.randrange(len(passages))
    query = " ".join(chance.sample(passages[at].text.split(), 12))
    begun = time.perf_counter()
    index.search(query, vectors[at])
    return (time.perf_counter() - begun) * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--predictions", type=Path, help="folder to keep the predictions in")
    parser.add_argument("--speed", action="store_true", help="time searches instead")
    arguments = parser.parse_args()
    if arguments.speed:
        print_table(speed())
        return
    if not list(arguments.data.glob("d_*_kb.jsonl")):
        print(f"task D: no d_*_kb.jsonl in {arguments.data}; nothing to evaluate")
        return
    with tempfile.TemporaryDirectory() as scratch:
        kept = arguments.predictions or Path(scratch)
        kept.mkdir(parents=True, exist_ok=True)
        print_table(evaluate(arguments.data, kept, SentenceModel()))


if __name__ == "__main__":
    main()
