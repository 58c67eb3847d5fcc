"""Question/answer pairs as one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import cast

from warmline.knowledge.passages import Document, Problem
from warmline.knowledge.sources.decoding import decode
from warmline.knowledge.sources.pairs import Pair, document


def read_jsonl(title: str, content: bytes) -> Document:
    """``question`` or ``questions`` (a list), ``answer``; perhaps ``entry_id``, ``title``, ``url``.

    An empty answer is kept: the entry can be found, though nothing can be quoted from it.
    """
    text, guessed = decode(content)
    return document(title, [*guessed, *_pairs(text)])


def _pairs(text: str) -> Iterator[Pair | Problem]:
    for line, written in enumerate(text.split("\n"), start=1):
        if written.strip():
            yield _pair(line, written)


def _pair(line: int, written: str) -> Pair | Problem:
    try:
        value: object = json.loads(written)
    except (ValueError, RecursionError) as broken:
        return Problem(line=line, message=f"expected a JSON object, came broken JSON: {broken}")
    if not isinstance(value, dict):
        return Problem(line=line, message=f"expected a JSON object, came {type(value).__name__}")
    entry = cast("Mapping[str, object]", value)
    questions = _questions(entry)
    if not questions:
        told = 'expected "question" (text) or "questions" (list of texts)'
        return Problem(line=line, message=f"{told}, came keys {_listed(entry)}")
    if not isinstance(entry.get("answer"), str):
        return Problem(line=line, message=f'expected "answer" (text), came keys {_listed(entry)}')
    return Pair(
        line=line,
        questions=questions,
        answer=_text(entry, "answer"),
        id=_text(entry, "entry_id") or _text(entry, "id"),
        title=_text(entry, "title"),
        url=_text(entry, "url"),
    )


def _questions(entry: Mapping[str, object]) -> tuple[str, ...]:
    """Distinct, in order; empty when any is not text."""
    asked = entry.get("questions", [entry.get("question")])
    if not isinstance(asked, list):
        return ()
    listed = cast("list[object]", asked)
    texts = [_clean(question) for question in listed if isinstance(question, str)]
    return tuple(dict.fromkeys(texts)) if len(texts) == len(listed) and all(texts) else ()


def _text(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    return _clean(value) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    """Without the lone surrogates and zero bytes that JSON escapes can smuggle in."""
    return text.encode("utf-8", "replace").decode().replace("\0", "").strip()


def _listed(entry: Mapping[str, object]) -> str:
    return ", ".join(entry)[:80] or "none"
