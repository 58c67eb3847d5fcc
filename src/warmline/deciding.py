"""``warmline decide``: one JSON decision for each visitor turn of a file, as a stream."""

import json
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, TextIO

from warmline.core.model import Author, Signal
from warmline.core.policy import Policy
from warmline.dialogue import Decision, Read, load_policy, reader, sentence_model
from warmline.policies import default_policy
from warmline.progress import Progress
from warmline.transcripts import (
    PIPE,
    BadLine,
    Source,
    Transcript,
    open_source,
    read_transcripts,
)
from warmline.transcripts.replay import Decided, Replay

Line = dict[str, Any]

_ROUNDED: Final = 4


def decision_lines(
    transcript: Transcript, policy: Policy, read: Read, *, explain: bool = False
) -> Iterator[Line]:
    """A line for each visitor turn that has an id; with ``explain``, what every rule said.

    Where the answer to it was decided, too, that stands in ``after_answer``.
    """
    waiting: Line | None = None
    for decided in Replay(transcript, policy, read, explain=explain).decisions():
        if decided.utterance.author is Author.VISITOR:
            if waiting:
                yield waiting
            waiting = _line(decided, explain=explain) if decided.utterance.id else None
        elif waiting and decided.decision.action != "none":
            waiting["after_answer"] = _why(decided.decision, explain=explain)
    if waiting:
        yield waiting


def as_text(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(", ", ": "))


def _line(decided: Decided, *, explain: bool) -> Line:
    decision = decided.decision
    return {
        "id": decided.utterance.id,
        **_why(decision, explain=explain),
        "signals": [_signal(one) for one in decision.signals],
        "scores": scores(decision.signals),
        "ms": round(decided.ms, 3),
    }


def _why(decision: Decision, *, explain: bool) -> Line:
    why: Line = {
        "action": decision.action,
        "rule": decision.rule,
        "reason": decision.reason,
        "words": decision.words,
        "score": decision.score,
        "threshold": decision.threshold,
    }
    if decision.action == "handoff":
        why |= {"team": decision.team, "priority": decision.priority}
    if explain:
        why["verdicts"] = [asdict(verdict) for verdict in decision.verdicts]
    return why


def _signal(signal: Signal) -> Line:
    return {
        "name": signal.name,
        "score": round(signal.score, _ROUNDED),
        "value": signal.value,
        "words": signal.words,
    }


def scores(signals: Sequence[Signal]) -> Line:
    """The strongest score of each kind, all 0 to 1, as scorers of detection want them."""
    mood = min((one.score for one in signals if one.name == "sentiment"), default=0.0)
    dissatisfied = _strongest(signals, "dissatisfied")
    return {
        "explicit_request": _strongest(signals, "explicit_request"),
        "frustration": round((1 - mood) / 2, _ROUNDED),
        "dissatisfied": dissatisfied,
        "same_need": _strongest(signals, "repetition"),
        "accepts_offer": _strongest(signals, "accepts_offer"),
        "declines_offer": _strongest(signals, "declines_offer"),
        "topics": _topics(signals),
        "amount": _amount(signals),
    }


def _strongest(signals: Sequence[Signal], name: str) -> float:
    return round(max((one.score for one in signals if one.name == name), default=0.0), _ROUNDED)


def _topics(signals: Sequence[Signal]) -> Mapping[str, float]:
    topics = sorted((one for one in signals if one.name == "topic"), key=lambda one: one.score)
    return {one.value: round(one.score, _ROUNDED) for one in topics}


def _amount(signals: Sequence[Signal]) -> Line | None:
    """The sum that is wanted back; without one the largest that was named."""
    named = [one.value.partition(":") for one in signals if one.name == "entity"]
    wanted = [found.split() for kind, _, found in named if kind == "refund"]
    sums = wanted or [found.split() for kind, _, found in named if kind == "amount"]
    parsed = [(float(parts[0]), parts[1] if len(parts) > 1 else "") for parts in sums if parts]
    value, currency = max(parsed, default=(0.0, ""))
    return {"value": value, "currency": currency} if parsed else None


# ── a whole file ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of a file: how many turns were decided, and how many lines could not be read."""

    turns: int
    bad_lines: int


def decide_all(
    source: Source,
    out: TextIO,
    decide: Callable[[Transcript], Iterable[Line]],
    tell: Callable[[str], None],
    progress: Progress,
) -> Told:
    """Write a decision for each visitor turn of ``source``; ``tell`` each line that is bad."""
    turns = bad_lines = 0
    for one in read_transcripts(source.stream, source.name):
        if isinstance(one, BadLine):
            bad_lines += 1
            tell(f"line {one.line}: {one.reason}")
            continue
        for line in decide(one):
            turns += 1
            out.write(as_text(line) + "\n")
        progress.tell(turns, source.share())
    progress.end()
    return Told(turns=turns, bad_lines=bad_lines)


def decide_file(
    input: str, output: str, policy: Path | None, *, explain: bool, model: bool
) -> bool:
    """Decide one file into another; whether every line could be read.

    ``model``: compare sentences by their meaning, else by their words.

    Raises ``OSError``, ``BadPolicy``.
    """
    rules = load_policy(policy) if policy else default_policy()
    read = reader(rules, sentence_model() if model else None)

    def decide(transcript: Transcript) -> Iterator[Line]:
        return decision_lines(transcript, rules, read, explain=explain)

    def tell(line: str) -> None:
        sys.stderr.write(f"{line}\n")

    with open_source(input) as source, _sink(output) as out:
        told = decide_all(source, out, decide, tell, Progress(sys.stderr))
    return told.bad_lines == 0


@contextmanager
def _sink(path: str) -> Generator[TextIO]:
    """A file to write to, or the standard output; either in UTF-8, whatever the machine speaks."""
    if path == PIPE:
        piped = TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
        yield piped
        piped.flush()
        piped.detach()
        return
    with Path(path).open("w", encoding="utf-8") as written:
        yield written
