"""Knowledge bases with questions whose right entries are known, to calibrate the confidence on.

Three kinds: files of ``tools/calibration`` (their README tells the format), pairs of files
``NAME_kb.jsonl`` and ``NAME_queries.jsonl``, and utterances that are labelled with an intent.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from warmline.knowledge.passages import Passage
from warmline.knowledge.sources import read_source

SEED = 1
KINDS = {"-": "near", "~": "far", "?": "near", "!": "far"}
FEWEST, STORED, MOST = 12, 5, 60  # utterances of an intent: to count at all, as entry, as questions
_FUNCTION_WORDS = frozenset(
    """a about am an and any are as at be been but by can could did do does for from get got had has
    have he her his how i if in into is it its me might must my no not of on or our out over please
    she should so some than that the their them then there these they this those to up us want was
    we were what when where which who whom why will with would you your""".split()  # noqa: SIM905 - reads best as words
)
_FRAMES = (
    "hi, {}",
    "hello {}",
    "please tell me {}",
    "i would like to know {}",
    "can you tell me {}",
    "{} please",
    "quick question: {}",
    "question about {}",
    "{} thanks",
    "do you know {}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    text: str
    gold: frozenset[str]  # ids of the entries that answer it; empty: none does
    kind: str = "real"  # real, near or far in words (both made up by us), reworded (by a program)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    name: str
    passages: Sequence[Passage]
    queries: Sequence[Query]


def read_pair_of_files(folder: Path, name: str) -> Base:
    path = folder / f"{name}_kb.jsonl"
    lines = (folder / f"{name}_queries.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines if line]
    queries = [Query(text=q["text"], gold=frozenset(q["gold"])) for q in asked]
    return Base(
        name=name, passages=read_source(path.name, path.read_bytes()).passages, queries=queries
    )


def read_written(path: Path) -> Base:
    """A file of ``tools/calibration``."""
    passages: list[Passage] = []
    queries: list[Query] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        match mark:
            case "=":
                id, _, question = rest.partition(" | ")
                passages.append(Passage(id=id, title="", text="", questions=(question,)))
            case "|":
                last = passages.pop()
                passages.append(replace(last, questions=(*last.questions, rest)))
            case "-" | "~":
                gold = frozenset({passages[-1].id})
                queries.append(Query(text=rest, gold=gold, kind=KINDS[mark]))
            case "?" | "!":
                queries.append(Query(text=rest, gold=frozenset(), kind=KINDS[mark]))
            case _:
                passages.append(replace(passages.pop(), text=line))
    return Base(name=path.stem, passages=passages, queries=queries)


def read_intents(path: Path, source: str) -> Base:
    """Utterances labelled with an intent: five become its entry, the others ask for it."""
    chance = random.Random(SEED)
    told: dict[str, list[str]] = {}
    for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if line["source"] == source:
            told.setdefault(line["intent"], []).append(line["text"])
    passages: list[Passage] = []
    queries: list[Query] = []
    for intent, every in sorted(told.items()):
        texts = list(dict.fromkeys(every))
        chance.shuffle(texts)
        if len(texts) >= FEWEST:
            stored = tuple(texts[:STORED])
            passages.append(Passage(id=intent, title="", text="", questions=stored))
            asked = texts[STORED : STORED + MOST]
            queries += [Query(text=text, gold=frozenset({intent})) for text in asked]
    return Base(name=source, passages=passages, queries=queries)


def draws(base: Base, count: int) -> Iterator[Base]:
    """Random smaller knowledge bases, some of whose questions have lost their entry.

    Some entries also lose stored questions; reworded stored questions are asked as well.
    """
    chance = random.Random(SEED)
    sizes = [n for n in (10, 15, 20, 25, 40, 80, 120) if n <= len(base.passages)]
    asked = [*base.queries, *_reworded(base.passages, chance)]
    for _ in range(count):
        most = chance.choice([1, 1, 2, 3, 5])
        kept = chance.sample(list(base.passages), chance.choice(sizes))
        cut = [_with_fewer_questions(p, most, chance) for p in kept]
        names = {p.id for p in kept}
        known = [q for q in asked if names & q.gold]
        strange = [q for q in asked if not names & q.gold]
        known = chance.sample(known, min(len(known), 200))
        share = chance.choice([0.3, 0.5, 0.8])
        strange = chance.sample(strange, min(len(strange), int(len(known) * share)))
        yield replace(base, passages=cut, queries=known + strange)


def _with_fewer_questions(passage: Passage, most: int, chance: random.Random) -> Passage:
    questions = chance.sample(passage.questions, min(most, len(passage.questions)))
    return replace(passage, questions=tuple(questions))


def _reworded(passages: Sequence[Passage], chance: random.Random) -> list[Query]:
    """Stored questions as hasty people type them: keywords, slips, a frame, a word left out."""
    made: list[Query] = []
    for passage in passages:
        for question in chance.sample(passage.questions, min(2, len(passage.questions))):
            text = _hasty(question, chance)
            made.append(Query(text=text, gold=frozenset({passage.id}), kind="reworded"))
    return made


def _hasty(question: str, chance: random.Random) -> str:
    words = re.findall(r"[\w']+", question.lower())
    content = [word for word in words if word not in _FUNCTION_WORDS] or words
    one = chance.choice(content)
    match chance.choice(("keywords", "frame", "slip", "lost", "shuffled", "both")):
        case "keywords":
            return " ".join(content)
        case "frame":
            return chance.choice(_FRAMES).format(" ".join(words))
        case "slip":
            return " ".join(_slip(word, chance) if word == one else word for word in words)
        case "lost":
            return " ".join(word for word in words if word != one) or question
        case "shuffled":
            return " ".join(chance.sample(content, len(content)))
        case _:
            rest = [word for word in content if word != one] or content
            return chance.choice(_FRAMES).format(" ".join(rest))


def _slip(word: str, chance: random.Random) -> str:
    """Two letters change places, one is lost, or one is typed twice."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return chance.choice((swapped, word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]))


def as_prose(base: Base, size: int) -> Base:
    """Its answers joined to pages of ``size``; its stored questions are asked as well."""
    groups = [base.passages[i : i + size] for i in range(0, len(base.passages), size)]
    pages = [Passage(id=g[0].id, title="", text=" ".join(p.text for p in g)) for g in groups]
    page_of = {p.id: g[0].id for g in groups for p in g}
    asked = [replace(q, gold=frozenset(page_of[e] for e in q.gold)) for q in base.queries]
    stored = [
        Query(text=text, gold=frozenset({page_of[p.id]}), kind="near")
        for p in base.passages
        for text in p.questions
    ]
    return replace(base, passages=pages, queries=[*asked, *stored])
