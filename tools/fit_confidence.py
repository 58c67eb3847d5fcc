"""Fit the confidence calibrator and write ``src/warmline/knowledge/confidence.json``.

    python tools/fit_confidence.py --data DIR             # write the shipped numbers
    python tools/fit_confidence.py --data DIR --hold-out  # measure on bases not fitted on

Fitted on CLINC150 (Larson et al. 2019, CC BY 3.0), on intents of Bitext's customer support set
(CDLA-Sharing 1.0, which leaves trained models free) and on the original knowledge bases in
``tools/calibration``; on each of them whole, and on random smaller ones drawn from it. Prose:
on the answers of ``tools/calibration`` joined to pages of one to four. Sets whose licence does
not let weights be shipped are only ever measured on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from knowledge_bases import Base, as_prose, draws, read_intents, read_pair_of_files, read_written
from numpy.typing import NDArray

from warmline.knowledge.answer import sentences_read
from warmline.knowledge.confidence import RIVALS, Curve, Signs, pair_signs, prose_signs
from warmline.knowledge.embedder import SentenceModel, Vector
from warmline.knowledge.hits import Hit
from warmline.knowledge.index import Index, embed_missing, text_key
from warmline.knowledge.passages import Passage

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/warmline/knowledge/confidence.json"
WRITTEN = ROOT / "tools/calibration"
MEASURED_ONLY = ("d_covidfaq", "d_stackfaq_google")
DRAWS, RIDGE = 12, 1e-2
WHOLE = 0.6  # of a base's weight; the rest is shared by what is drawn from it
# Questions that people asked count most. Those that we thought of in quite other words are harder
# than what is asked in truth, and those that a program reworded are easier.
WEIGHT_OF_KIND = {"real": 1.0, "near": 1.0, "far": 0.15, "reworded": 0.3}
WEIGHT_OF_BASE = {"d_clinc150": 3.0}  # 1 for the others
FREE = frozenset({"length"})  # signs that may count either way
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The signs of each search result, whether it was right, and how much it counts."""

    signs: list[Signs]
    right: Floats
    weight: Floats  # sums to 1

    @property
    def names(self) -> list[str]:
        return list(self.signs[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A base: whole, and what was drawn from it."""

    name: str
    whole: Trial
    drawn: Sequence[Trial] = ()

    def parts(self) -> Iterator[tuple[Trial, float]]:
        weight = WEIGHT_OF_BASE.get(self.name, 1.0)
        whole = WHOLE if self.drawn else 1.0
        yield self.whole, weight * whole
        for trial in self.drawn:
            yield trial, weight * (1 - whole) / len(self.drawn)


class Bench:
    """Keeps the vectors of everything it has seen."""

    def __init__(self) -> None:
        self._model = SentenceModel()
        self._known: dict[str, Vector] = {}

    def group(self, base: Base, count: int = DRAWS) -> Group:
        drawn = [self.trial(part) for part in draws(base, count)] if count else []
        return Group(name=base.name, whole=self.trial(base), drawn=drawn)

    def trial(self, base: Base) -> Trial:
        asked = [query.text for query in base.queries]
        self._learn([*base.passages, *map(plain, asked)])
        index = Index.build(base.passages, self._known)
        found = [index.search(text, self._vector(text), limit=RIVALS) for text in asked]
        right = [h[0].passage.id in q.gold for h, q in zip(found, base.queries, strict=True)]
        signs = [self._signs(text, hits) for text, hits in zip(asked, found, strict=True)]
        weight = np.array([WEIGHT_OF_KIND[query.kind] for query in base.queries])
        return Trial(signs=signs, right=np.array(right, float), weight=weight / weight.sum())

    def _learn(self, passages: Sequence[Passage]) -> None:
        self._known |= embed_missing(passages, self._known, self._model)

    def _vector(self, text: str) -> Vector:
        return self._known[text_key(text)]

    def _signs(self, text: str, hits: Sequence[Hit]) -> Signs:
        best = hits[0].passage
        if best.questions:
            return pair_signs(hits)
        parts = sentences_read(best)
        self._learn(list(map(plain, parts)))
        cosines = [float(self._vector(part) @ self._vector(text)) for part in parts]
        return prose_signs(hits, max(cosines, default=0.0))


def plain(text: str) -> Passage:
    return Passage(id="", title="", text=text)


def fit(groups: Sequence[Group]) -> Curve:
    """A logistic curve; a sign that would count against goes.

    So a stronger sign never lowers the confidence: an exact question stays the surest hit, also
    where its entry holds unlike questions, which the fitted sets have no case of.
    """
    names, rows, right, weight = _table(groups)
    kept = list(range(len(names)))
    while True:
        found = _logistic([names[i] for i in kept], rows[:, kept], right, weight)
        left = [i for i in kept if names[i] in FREE or found.weights[names[i]] >= 0]
        if left == kept:
            return found
        kept = left


def _table(groups: Sequence[Group]) -> tuple[list[str], Floats, Floats, Floats]:
    parts = [part for group in groups for part in group.parts()]
    names = parts[0][0].names
    rows = np.array([[row[name] for name in names] for t, _ in parts for row in t.signs])
    right = np.concatenate([trial.right for trial, _ in parts])
    weight = np.concatenate([trial.weight * share for trial, share in parts])
    return names, rows, right, weight / weight.sum()


def _logistic(names: Sequence[str], rows: Floats, right: Floats, weight: Floats) -> Curve:
    """Logistic regression by Newton's method on standardised columns."""
    mean = weight @ rows
    scale = np.sqrt(weight @ (rows - mean) ** 2) + 1e-9
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


def measures(curve: Curve, trial: Trial) -> Mapping[str, float]:
    """AUROC, share answered at 5 % error or less, expected calibration error (10 bins), bias."""
    p = np.array([curve.probability(signs) for signs in trial.signs])
    y = trial.right
    order = np.argsort(-p, kind="stable")
    risk = 1 - np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    safe = np.flatnonzero(risk <= 0.05)
    bins = np.minimum(9, (p * 10).astype(int))
    gaps = [abs((p - y)[bins == k].sum()) for k in range(10)]
    wins = (p[y == 1][:, None] > p[y == 0]).mean() + (p[y == 1][:, None] == p[y == 0]).mean() / 2
    return {
        "right": float(y.mean()),
        "auroc": float(wins),
        "answered": (safe[-1] + 1) / len(y) if len(safe) else 0.0,
        "ece": float(sum(gaps) / len(y)),
        "bias": float(p.mean() - y.mean()),
    }


def shippable(data: Path) -> list[Base]:
    return [
        read_pair_of_files(data, "d_clinc150"),
        read_intents(data / "e_topics.jsonl", "bitext"),
        *map(read_written, sorted(WRITTEN.glob("*.txt"))),
    ]


def prose_groups(bench: Bench) -> list[Group]:
    """Each size of page of a base counts a quarter of it."""
    bases = map(read_written, sorted(WRITTEN.glob("*.txt")))
    return [
        Group(name=base.name, whole=bench.trial(as_prose(base, size)))
        for base in bases
        for size in (1, 2, 3, 4)
    ]


def hold_out(bench: Bench, data: Path) -> None:
    """Each base is measured by a curve that was fitted without it."""
    groups = [bench.group(base) for base in shippable(data)]
    others = [bench.group(read_pair_of_files(data, name), 0) for name in MEASURED_ONLY]
    for held in [*groups, *others]:
        curve = fit([group for group in groups if group.name != held.name])
        report(f"pairs, held out {held.name}", curve, held.whole)
    pages = prose_groups(bench)
    for name in dict.fromkeys(group.name for group in pages):
        curve = fit([group for group in pages if group.name != name])
        report(f"prose, held out {name}", curve, next(g.whole for g in pages if g.name == name))
    for name in MEASURED_ONLY:
        prose = bench.trial(as_prose(read_pair_of_files(data, name), 1))
        report(f"prose, held out {name}", fit(pages), prose)


def report(title: str, curve: Curve, trial: Trial) -> None:
    print(f"{title:36}", *(f"{k} {v:.3f}" for k, v in measures(curve, trial).items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    bench = Bench()
    if arguments.hold_out:
        hold_out(bench, arguments.data)
        return
    pairs = fit([bench.group(base) for base in shippable(arguments.data)])
    prose = fit(prose_groups(bench))
    content = {
        "fitted_on": [
            "CLINC150 (CC BY 3.0)",
            "Bitext customer support intents (CDLA-Sharing 1.0)",
            "tools/calibration (original)",
        ],
        "pairs": {"intercept": pairs.intercept, "weights": dict(pairs.weights)},
        "prose": {"intercept": prose.intercept, "weights": dict(prose.weights)},
    }
    TARGET.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
