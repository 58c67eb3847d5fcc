"""Question/answer pairs: the checks that CSV and JSON lines share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from warmline.knowledge.passages import (
    MAX_PASSAGE,
    MAX_PASSAGES,
    MAX_PROBLEMS,
    MAX_QUESTION,
    MAX_QUESTIONS,
    BadSource,
    Document,
    Passage,
    Problem,
    content_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    line: int
    questions: tuple[str, ...]
    answer: str
    id: str = ""
    title: str = ""
    url: str = ""


def document(title: str, found: Iterable[Pair | Problem]) -> Document:
    """Good pairs become passages, in order; the rest is told. A repeated id is left out."""
    passages: dict[str, Passage] = {}
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
        elif len(passages) == MAX_PASSAGES:
            raise BadSource(f"expected at most {MAX_PASSAGES:,} entries, came more")
        else:
            problems += _admit(item, passages)
        if len(problems) > MAX_PROBLEMS:
            raise BadSource(
                f"more than {MAX_PROBLEMS:,} broken lines; the first: {_told(problems)}"
            )
    if not passages:
        raise BadSource(f"expected question/answer pairs, came none. {_told(problems)}".strip())
    return Document(title=title, passages=tuple(passages.values()), problems=tuple(problems))


def _told(problems: Sequence[Problem]) -> str:
    return f"line {problems[0].line}: {problems[0].message}" if problems else ""


def _admit(pair: Pair, passages: dict[str, Passage]) -> list[Problem]:
    """Add the pair's passage; what had to be cut or left out."""
    pair, problems = _trimmed(pair)
    passage = Passage(
        id=pair.id or content_id(*pair.questions, pair.answer),
        title=pair.title,
        text=pair.answer,
        questions=pair.questions,
        url=pair.url,
    )
    if passage.id in passages:
        what = f"id {pair.id!r}" if pair.id else "question and answer"
        return [*problems, Problem(line=pair.line, message=f"the same {what} stands above")]
    passages[passage.id] = passage
    return problems


def _trimmed(pair: Pair) -> tuple[Pair, list[Problem]]:
    told: list[str] = []
    if len(pair.answer) > MAX_PASSAGE:
        told.append(f"expected an answer of at most {MAX_PASSAGE:,} characters; the rest was cut")
    if len(pair.questions) > MAX_QUESTIONS:
        told.append(f"expected at most {MAX_QUESTIONS} questions; the rest was left out")
    if any(len(question) > MAX_QUESTION for question in pair.questions):
        told.append(f"expected questions of at most {MAX_QUESTION:,} characters; longer were cut")
    questions = tuple(question[:MAX_QUESTION] for question in pair.questions[:MAX_QUESTIONS])
    kept = replace(pair, answer=pair.answer[:MAX_PASSAGE], questions=questions)
    return kept, [Problem(line=pair.line, message=message) for message in told]
