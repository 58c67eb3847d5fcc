"""What the newest turn showed, and what it was held against: the package's part about why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from warmline.core.facts import AssistantMissed, Entry, MessageAdded
from warmline.core.model import Author, Signal, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One signal, and the rule that fired on it, where one did."""

    seq: int  # the entry that showed it
    name: str
    score: float
    value: str = ""
    words: str = ""
    rule: str = ""
    threshold: float | None = None  # of that rule


def evidence(log: Sequence[Entry], whys: Sequence[Why]) -> Iterator[Evidence]:
    """The signals of the visitor's newest message, and how sure the answers to it were."""
    by_signal = {why.signal: why for why in reversed(whys) if why.signal}
    for seq, signal in _shown(log):
        why = by_signal.get(signal.name)
        yield Evidence(
            seq=seq,
            name=signal.name,
            score=signal.score,
            value=signal.value,
            words=signal.words,
            rule=why.rule if why else "",
            threshold=why.threshold if why else None,
        )


def _shown(log: Sequence[Entry]) -> Iterator[tuple[int, Signal]]:
    asked = [place for place, entry in enumerate(log) if _by_visitor(entry)]
    for entry in log[asked[-1] :] if asked else ():
        match entry.fact:
            case MessageAdded(author=Author.VISITOR, signals=signals):
                yield from ((entry.seq, signal) for signal in signals)
            case MessageAdded(confidence=float(sure)) | AssistantMissed(confidence=float(sure)):
                yield entry.seq, Signal(name="confidence", score=sure)
            case _:
                pass


def _by_visitor(entry: Entry) -> bool:
    return isinstance(entry.fact, MessageAdded) and entry.fact.author is Author.VISITOR


def asked_version(log: Sequence[Entry]) -> int:
    """The version of the policy that the newest turn was held against; 0: the built-in one."""
    for entry in reversed(log):
        match entry.fact:
            case MessageAdded(author=Author.VISITOR | Author.ASSISTANT) | AssistantMissed():
                return entry.fact.policy
            case _:
                pass
    return 0
