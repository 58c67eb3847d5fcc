"""Fit the confidence calibrator and write ``src/warmline/knowledge/confidence.json``.

    python tools/fit_confidence.py --data DIR             # write the shipped numbers
    python tools/fit_confidence.py --data DIR --hold-out  # measure on sources not fitted on

Pairs: fitted on CLINC150 (Larson et al. 2019, CC BY 3.0), on random smaller knowledge bases drawn
from it, and on the original shop questions in ``tools/calibration``. Prose: fitted on the shop's
answers joined to pages of one to four, asked in the visitors' and in the stored words. Sets whose
licence does not let weights be shipped are only ever measured on.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from warmline.knowledge.confidence import RIVALS, Curve, Signs, pair_signs, prose_signs
from warmline.knowledge.embedder import SentenceModel, Vector
from warmline.knowledge.index import Hit, Index, embed_missing, text_key
from warmline.knowledge.passages import Passage
from warmline.knowledge.sources import read_source
from warmline.knowledge.splitting import sentences

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/warmline/knowledge/confidence.json"
DRAWS, SEED, RIDGE = 60, 1, 1e-3
Floats = NDArray[np.float64]
Query = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    name: str
    passages: Sequence[Passage]
    queries: Sequence[Query]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The signs of each search result, and whether it was right."""

    signs: list[Signs]
    right: Floats


def read_base(folder: Path, name: str) -> Base:
    path = folder / f"{name}_kb.jsonl"
    lines = (folder / f"{name}_queries.jsonl").read_text(encoding="utf-8").splitlines()
    passages = read_source(path.name, path.read_bytes()).passages
    return Base(name=name, passages=passages, queries=[json.loads(line) for line in lines])


class Bench:
    """Keeps the vectors of everything it has seen."""

    def __init__(self) -> None:
        self._model = SentenceModel(threads=2)
        self._known: dict[str, Vector] = {}

    def trial(self, base: Base) -> Trial:
        asked = [str(query["text"]) for query in base.queries]
        self._learn([*base.passages, *map(plain, asked)])
        index = Index.build(base.passages, self._known)
        found = [index.search(text, self._vector(text), limit=RIVALS) for text in asked]
        right = [h[0].passage.id in gold(q) for h, q in zip(found, base.queries, strict=True)]
        signs = [self._signs(text, hits) for text, hits in zip(asked, found, strict=True)]
        return Trial(signs=signs, right=np.array(right, float))

    def _learn(self, passages: Sequence[Passage]) -> None:
        self._known |= embed_missing(passages, self._known, self._model)

    def _vector(self, text: str) -> Vector:
        return self._known[text_key(text)]

    def _signs(self, text: str, hits: Sequence[Hit]) -> Signs:
        best = hits[0].passage
        if best.questions:
            return pair_signs(hits)
        parts = [part for line in best.text.split("\n") for part in sentences(line)]
        self._learn([plain(part) for part in parts])
        nearest = max(float(self._vector(part) @ self._vector(text)) for part in parts)
        return prose_signs(hits[0], nearest)


def plain(text: str) -> Passage:
    return Passage(id="", title="", text=text)


def gold(query: Query) -> list[str]:
    found = query["gold"]
    assert isinstance(found, list)
    return found


def draws(base: Base, count: int) -> Iterator[Base]:
    """Random smaller knowledge bases, some of whose questions have lost their entry."""
    chance = random.Random(SEED)
    sizes = [n for n in (10, 20, 40, 80, 120) if n <= len(base.passages)]
    for _ in range(count):
        most = chance.choice([1, 1, 2, 3, 5])
        kept = chance.sample(list(base.passages), chance.choice(sizes))
        cut = [_with_fewer_questions(p, most, chance) for p in kept]
        names = {p.id for p in kept}
        known = [q for q in base.queries if names & set(gold(q))]
        strange = [q for q in base.queries if not names & set(gold(q))]
        known = chance.sample(known, min(len(known), 150))
        share = chance.choice([0.3, 0.5, 0.8])
        strange = chance.sample(strange, min(len(strange), int(len(known) * share)))
        yield replace(base, passages=cut, queries=known + strange)


def _with_fewer_questions(passage: Passage, most: int, chance: random.Random) -> Passage:
    questions = chance.sample(passage.questions, min(most, len(passage.questions)))
    return replace(passage, questions=tuple(questions))


def as_prose(base: Base, size: int) -> Base:
    """Its answers joined to pages of ``size``; its stored questions are asked as well."""
    groups = [base.passages[i : i + size] for i in range(0, len(base.passages), size)]
    pages = [replace(plain(" ".join(p.text for p in g)), id=g[0].id) for g in groups]
    page_of = {p.id: g[0].id for g in groups for p in g}
    asked = [{"text": q["text"], "gold": [page_of[e] for e in gold(q)]} for q in base.queries]
    stored = [{"text": q, "gold": [page_of[p.id]]} for p in base.passages for q in p.questions]
    return replace(base, passages=pages, queries=[*asked, *stored])


def fit(parts: Sequence[tuple[Sequence[Trial], float]]) -> Curve:
    """Each part counts by its weight, whatever its size; a sign that would count against goes.

    So a stronger sign never lowers the confidence: an exact question stays the surest hit, also
    where its entry holds unlike questions, which the fitted sets have no case of.
    """
    names, rows, right, weight = _table(parts)
    kept = list(range(len(names)))
    while True:
        found = _logistic([names[i] for i in kept], rows[:, kept], right, weight)
        left = [i for i in kept if found.weights[names[i]] >= 0]
        if left == kept:
            return found
        kept = left


def _logistic(names: Sequence[str], rows: Floats, right: Floats, weight: Floats) -> Curve:
    """Logistic regression by Newton's method on standardised columns."""
    mean, scale = rows.mean(0), rows.std(0) + 1e-9
    x = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    ridge = np.diag([0.0, *[RIDGE] * len(names)])
    b = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ b))
        slope = x.T @ (weight * (p - right)) + ridge @ b
        b -= np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + ridge, slope)
    slopes = b[1:] / scale
    return Curve(
        intercept=round(float(b[0] - slopes @ mean), 4),
        weights={name: round(float(s), 4) for name, s in zip(names, slopes, strict=True)},
    )


def _table(
    parts: Sequence[tuple[Sequence[Trial], float]],
) -> tuple[list[str], Floats, Floats, Floats]:
    found = [(row, i) for i, (ts, _) in enumerate(parts) for t in ts for row in t.signs]
    names = list(found[0][0])
    rows = np.array([[row[name] for name in names] for row, _ in found])
    part = np.array([i for _, i in found])
    shares = np.array([share for _, share in parts]) / np.bincount(part)
    right = np.concatenate([t.right for ts, _ in parts for t in ts])
    return names, rows, right, shares[part] / shares[part].sum()


def measures(curve: Curve, trial: Trial) -> dict[str, float]:
    """AUROC, share answered at 5 % error or less, and expected calibration error (10 bins)."""
    p = np.array([curve.probability(signs) for signs in trial.signs])
    y = trial.right
    order = np.argsort(-p, kind="stable")
    risk = 1 - np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    safe = np.flatnonzero(risk <= 0.05)
    bins = np.minimum(9, (p * 10).astype(int))
    gaps = [abs((p - y)[bins == k].sum()) for k in range(10)]
    wins = (p[y == 1][:, None] > p[y == 0]).mean() + (p[y == 1][:, None] == p[y == 0]).mean() / 2
    covered = (safe[-1] + 1) / len(y) if len(safe) else 0.0
    return {"auroc": float(wins), "answered": float(covered), "ece": float(sum(gaps) / len(y))}


def group(bench: Bench, base: Base, weight: float) -> list[tuple[list[Trial], float]]:
    """A base whole, and drawn from; together they weigh twice ``weight``."""
    drawn = [bench.trial(part) for part in draws(base, DRAWS)]
    return [([bench.trial(base)], weight), (drawn, weight)]


def shipped_curves(bench: Bench, data: Path) -> tuple[Curve, Curve]:
    """For pairs and for prose."""
    shop = read_base(ROOT / "tools/calibration", "shop")
    clinc = group(bench, read_base(data, "d_clinc150"), 1.0)
    pairs = fit([*clinc, ([bench.trial(shop)], 0.3)])
    prose = fit([([bench.trial(as_prose(shop, size))], 1.0) for size in (1, 2, 3, 4)])
    return pairs, prose


def hold_out(bench: Bench, data: Path) -> None:
    """Fit on all shared knowledge bases but one, measure on that one; then the shipped curves."""
    names = ["d_clinc150", "d_covidfaq", "d_stackfaq_google"]
    bases = {name: read_base(data, name) for name in names}
    groups = {name: group(bench, base, 1.0) for name, base in bases.items()}
    for name in names:
        others = [part for other in names if other != name for part in groups[other]]
        report(f"pairs, held out {name}", fit(others), groups[name][0][0][0])
    pairs, prose = shipped_curves(bench, data)
    for name in names:
        report(f"pairs, shipped, on {name}", pairs, groups[name][0][0][0])
    for name in names[1:]:
        report(f"prose, shipped, on {name}", prose, bench.trial(as_prose(bases[name], 1)))


def report(title: str, curve: Curve, trial: Trial) -> None:
    print(f"{title:36}", *(f"{k} {v:.3f}" for k, v in measures(curve, trial).items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    bench = Bench()
    if arguments.hold_out:
        hold_out(bench, arguments.data)
        return
    pairs, prose = shipped_curves(bench, arguments.data)
    content = {
        "fitted_on": ["CLINC150 (CC BY 3.0)", "tools/calibration/shop (original)"],
        "pairs": {"intercept": pairs.intercept, "weights": dict(pairs.weights)},
        "prose": {"intercept": prose.intercept, "weights": dict(prose.weights)},
    }
    TARGET.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
