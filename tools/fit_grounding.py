"""Fit how sure a language model's answer is and write ``src/warmline/assistants/sureness.json``.

    python tools/fit_grounding.py --data DIR            # write the shipped numbers
    python tools/fit_grounding.py --data DIR --hold-out # measure on sources not fitted on

No language model is needed: this plays one. For each question it writes answers of known
faithfulness from the passages that a search finds: the right passage in other words, a wrong one
in other words, the right one with a figure, a name or a negation changed, one invented sentence
among true ones. What is fitted says how far support, retrieval and relevance tell these apart.
Fitted on the original knowledge bases in ``tools/calibration``; with ``--hold-out`` on all of them
but one, which is measured on, and sets whose licence lets no weights be shipped are only measured.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from knowledge_bases import Base, read_pair_of_files, read_written
from numpy.typing import NDArray

from warmline.assistants._words import sentences
from warmline.assistants.grounding import Ground, doubtful, judge, with_meaning
from warmline.assistants.sureness import signs_of
from warmline.knowledge.answer import answer
from warmline.knowledge.confidence import Curve, Signs
from warmline.knowledge.embedder import SentenceModel, Vector
from warmline.knowledge.index import Hit, Index, embed_missing, text_key
from warmline.knowledge.passages import Passage

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src/warmline/assistants/sureness.json"
PASSAGES, SEED, RIDGE = 6, 3, 1e-2
MOST = 100  # questions of a knowledge base
Floats = NDArray[np.float64]

INSTEAD = {
    "parcel": "package",
    "choose": "select",
    "press": "click",
    "works": "is possible",
    "later": "afterwards",
    "shows": "displays",
    "within": "in at most",
    "usually": "normally",
    "need": "require",
    "get": "receive",
    "help": "assist",
    "people": "persons",
    "currently": "at the moment",
    "should": "ought to",
    "make": "do",
}
INVENTED = (
    "Our premium members get this free of charge.",
    "You will also receive a voucher as a thank-you.",
    "This offer ends on 31 March.",
    "A manager must approve it first.",
    "It takes 45 minutes on average.",
    "Please call our hotline in Zurich for that.",
    "I have already forwarded your request.",
    "The warranty is then extended to ten years.",
)
NAMES = ("Portugal", "Zalando", "Windows", "Amazon", "Iceland", "Android")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    signs: Signs
    right: bool
    kind: str


class Bench:
    def __init__(self, base: Base) -> None:
        self._passages = [one for one in base.passages if one.text]
        self.queries = base.queries
        self._model = SentenceModel(threads=1)
        self._known: dict[str, Vector] = {}
        self._known |= embed_missing(self._passages, self._known, self._model)
        self._index = Index.build(self._passages, self._known)

    def cases(self, most: int) -> Iterator[Case]:
        chance = random.Random(SEED)
        asked = chance.sample(list(self.queries), min(most, len(self.queries)))
        vectors = self._model.vectors([query.text for query in asked])
        for query, vector in zip(asked, vectors, strict=True):
            hits = self._index.search(query.text, vector, limit=10)
            found = answer(query.text, vector, hits, self._model)
            sure = found.confidence if found else 0.0
            yield from self._cases(query.text, hits, sure, query.gold, chance)

    def _cases(
        self,
        asked: str,
        hits: Sequence[Hit],
        sure: float,
        gold: frozenset[str],
        chance: random.Random,
    ) -> Iterator[Case]:
        """One answer for each way to answer, as often as a decent model might take it."""
        shown = [hit.passage for hit in hits[:PASSAGES]]
        right = next((at for at, one in enumerate(shown) if one.id in gold), None)
        best = shown[0 if right is None else right]
        said = spoken(best, chance)
        yield self._case(asked, best, said, sure, right=right is not None, kind="true")
        for kind, spoil in SPOILS.items():
            if (bad := spoil(spoken(best, chance), best, shown, chance)) is not None:
                yield self._case(asked, best, bad, sure, right=False, kind=kind)
        other = shown[chance.randrange(1, len(shown))] if len(shown) > 1 else best
        if other.id not in gold:
            told = spoken(other, chance)
            yield self._case(asked, other, told, sure, right=False, kind="other passage")

    def _case(
        self,
        asked: str,
        cited: Passage,
        said: Sequence[str],
        sure: float,
        *,
        right: bool,
        kind: str,
    ) -> Case:
        titles = "\n".join((cited.title, *cited.questions))
        ground = Ground(passages=(cited.text,), titles=titles, said=asked)
        places = [cited.title, *cited.questions, cited.text]
        words = " ".join(f"{one.rstrip('.!')} [1]." for one in said)
        judged = judge(words, ground)
        doubts = doubtful(judged, ground)
        near = {one: max(self._alike([one], places)) for one, places in doubts.items() if places}
        judged = with_meaning(judged, near)
        [meaning] = self._alike([asked], [place for place in places if place])
        signs = signs_of(judged, retrieval=sure, meaning=meaning)
        return Case(signs=signs, right=right, kind=kind)

    def _alike(self, texts: Sequence[str], others: Sequence[str]) -> list[float]:
        missing = [text for text in (*texts, *others) if text_key(text) not in self._known]
        for text, vector in zip(missing, self._model.vectors(missing), strict=True):
            self._known[text_key(text)] = vector
        theirs = np.array([self._known[text_key(other)] for other in others])
        return [float((theirs @ self._known[text_key(text)]).max()) for text in texts]


# ── a model played ────────────────────────────────────────────────────────────────────────────────


def spoken(passage: Passage, chance: random.Random) -> list[str]:
    """One to three sentences of a passage in somewhat other words."""
    parts = list(sentences(passage.text))
    start = chance.randrange(max(1, len(parts) - 2))
    return [_reworded(part, chance) for part in parts[start : start + chance.randint(1, 3)]]


def _reworded(sentence: str, chance: random.Random) -> str:
    for word, other in INSTEAD.items():
        if chance.random() < 0.6:
            sentence = re.sub(rf"\b{word}\b", other, sentence, flags=re.IGNORECASE)
    lead = chance.choice(["", "", "", "Yes: ", "In short, ", "As our page says, ", "Note that "])
    return f"{lead}{sentence[0].lower()}{sentence[1:]}" if lead else sentence


Said = list[str]


def another_figure(
    said: Said, _: Passage, __: Sequence[Passage], chance: random.Random
) -> Said | None:
    at = next((i for i, one in enumerate(said) if re.search(r"\d", one)), None)
    if at is None:
        return None
    other = re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randint(1, 40)), said[at])
    return [*said[:at], other, *said[at + 1 :]]


def the_contrary(said: Said, _: Passage, __: Sequence[Passage], ___: random.Random) -> Said | None:
    for at, one in enumerate(said):
        for verb in ("can", "is", "are", "will", "must", "may", "should"):
            if re.search(rf"\b{verb}\b(?! not)", one):
                other = re.sub(rf"\b{verb}\b", f"{verb} not", one, count=1)
                return [*said[:at], other, *said[at + 1 :]]
    return None


def another_name(
    said: Said, _: Passage, __: Sequence[Passage], chance: random.Random
) -> Said | None:
    at = chance.randrange(len(said))
    words = said[at].rstrip(".").split()
    words.insert(len(words), f"in {chance.choice(NAMES)}")
    return [*said[:at], " ".join(words) + ".", *said[at + 1 :]]


def invented(said: Said, _: Passage, __: Sequence[Passage], chance: random.Random) -> Said | None:
    return [*said, chance.choice(INVENTED)]


def wrongly_cited(
    said: Said, passage: Passage, shown: Sequence[Passage], chance: random.Random
) -> Said | None:
    """The words of a passage that is not the one it names."""
    others = [one for one in shown if one.id != passage.id]
    return spoken(chance.choice(others), chance) if others else None


SPOILS = {
    "another figure": another_figure,
    "the contrary": the_contrary,
    "another name": another_name,
    "invented": invented,
    "wrongly cited": wrongly_cited,
}
OFTEN = {(True, "true"): 8.0, (False, "true"): 2.4, (False, "other passage"): 0.5}
"""How often an answer is of a kind, for one of each other: models are mostly faithful, mostly say
so where no passage answers, and seldom take another passage than the right one."""


# ── fitting and measuring ─────────────────────────────────────────────────────────────────────────


def fit(cases: Sequence[Case]) -> Curve:
    """Logistic regression by Newton's method; a sign that would count against goes."""
    names = list(cases[0].signs)
    while True:
        found = _logistic(names, cases)
        kept = [name for name in names if found.weights[name] >= 0]
        if kept == names:
            return found
        names = kept


def _logistic(names: Sequence[str], cases: Sequence[Case]) -> Curve:
    rows = np.array([[case.signs[name] for name in names] for case in cases])
    right = np.array([case.right for case in cases], float)
    weight = _weights(cases)
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


def _weights(cases: Sequence[Case]) -> Floats:
    return np.array([OFTEN.get((case.right, case.kind), 1.0) for case in cases])


def report(title: str, curve: Curve, cases: Sequence[Case], *, kinds: bool = True) -> None:
    p = np.array([curve.probability(case.signs) for case in cases])
    y = np.array([case.right for case in cases], float)
    w = _weights(cases)
    wins = (p[y == 1][:, None] > p[y == 0]).mean() + (p[y == 1][:, None] == p[y == 0]).mean() / 2
    bins = np.minimum(9, (p * 10).astype(int))
    gap = sum(abs((w * (p - y))[bins == k].sum()) for k in range(10)) / w.sum()
    print(f"{title:28} {len(cases):5} cases  auroc {wins:.3f}  ece {gap:.3f}")
    for kind in dict.fromkeys(case.kind for case in cases if kinds):
        for right in (True, False):
            mine = [i for i, c in enumerate(cases) if c.kind == kind and c.right == right]
            if mine:
                said = (p[mine] >= 0.5).mean()
                print(
                    f"    {kind:16} {'right' if right else 'wrong'} {len(mine):5}  said {said:.2f}"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--hold-out", action="store_true")
    given = parser.parse_args()
    written = sorted((ROOT / "tools/calibration").glob("*.txt"))
    ours = {path.stem: list(Bench(read_written(path)).cases(MOST)) for path in written}
    curve = fit([case for cases in ours.values() for case in cases])
    report("all of ours (fitted)", curve, [case for cases in ours.values() for case in cases])
    if not given.hold_out:
        TARGET.write_text(json.dumps(asdict(curve), indent=2) + "\n", encoding="utf-8")
        return
    for name, cases in ours.items():
        others = [case for other, some in ours.items() if other != name for case in some]
        report(f"{name}, held out", fit(others), cases, kinds=False)
    for name in ("d_covidfaq", "d_stackfaq_google"):
        base = read_pair_of_files(given.data, name)
        report(name, curve, list(Bench(base).cases(2 * MOST)))


if __name__ == "__main__":
    main()
