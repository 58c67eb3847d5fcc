"""What a backtest is to do: the policies, and how one conversation is held against them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from warmline.backtest.bounds import Probe
from warmline.backtest.examining import Examined, examine
from warmline.backtest.outcome import Case, Needed
from warmline.backtest.tally import OfPolicy, Tally, worth_telling
from warmline.core.model import Author, Signal
from warmline.core.policy import Policy
from warmline.dialogue import Read, describes, sentence_model
from warmline.signals import Own, own_of, read
from warmline.signals.batch import prime
from warmline.transcripts import Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``policies``: one, or two side by side. ``curves``: draw them for the first."""

    policies: tuple[Policy, ...]
    curves: bool = True
    meaning: bool = False  # read every turn with the sentence model; else where one describes


@dataclass(frozen=True, slots=True)
class Done:
    """A part of the work, done."""

    tally: Tally
    cases: tuple[Case, ...]  # those in which anything happened, or should have


class Examiner:
    """A plan made ready: what the policies describe is compiled once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        model = sentence_model()
        asked = [plan.meaning or describes(policy) for policy in plan.policies]
        self._owns = [
            own_of(policy, model if needed else None)
            for policy, needed in zip(plan.policies, asked, strict=True)
        ]
        self._reads = _reads(self._owns)
        self._probe = Probe(plan.policies[0]) if plan.curves else None

    def examine(self, transcripts: Iterable[Transcript]) -> Done:
        tally = Tally(tuple(OfPolicy() for _ in self._plan.policies))
        held = list(transcripts)
        for own in self._owns:
            prime(_said(held), own)
        cases = [self._case(transcript, tally) for transcript in held]
        return Done(tally, tuple(case for case in cases if worth_telling(case)))

    def _case(self, transcript: Transcript, tally: Tally) -> Case:
        for one in self._reads:
            one.forget()
        found = [
            examine(transcript, policy, read, None if place else self._probe)
            for place, (policy, read) in enumerate(
                zip(self._plan.policies, self._reads, strict=True)
            )
        ]
        case = _case(transcript, found)
        tally.add(case)
        if self._probe:
            needed = case.needed.number if case.needed else None
            tally.policies[0].curves.add(found[0], self._plan.policies[0], needed)
        return case


class _Kept:
    """Reads each turn of a transcript once, however many policies ask."""

    def __init__(self, own: Own) -> None:
        self._own = own
        self._known: dict[object, tuple[Signal, ...]] = {}

    def __call__(self, text: str, **around: object) -> tuple[Signal, ...]:
        recent = tuple(cast("Sequence[str]", around.get("recent", ())))
        key = (text, recent, *(around.get(name) for name in ("offered", "hint", "only")))
        if key not in self._known:
            ask: Read = read
            self._known[key] = ask(text, own=self._own, **around)
        return self._known[key]

    def forget(self) -> None:
        self._known.clear()


def _reads(owns: Sequence[Own]) -> Sequence[_Kept]:
    """One for each policy; the same one where none of them describes anything of its own."""
    if any(own.matters for own in owns):
        return [_Kept(own) for own in owns]
    return [_Kept(owns[0])] * len(owns)


def _said(transcripts: Iterable[Transcript]) -> Iterator[str]:
    """What visitors say in them, whose meanings are made all at once."""
    for transcript in transcripts:
        yield from (one.text for one in transcript.utterances if one.author is Author.VISITOR)


def _case(transcript: Transcript, found: Sequence[Examined]) -> Case:
    return Case(
        id=transcript.id,
        line=transcript.line,
        turns=found[0].turns,
        needed=needed_in(transcript),
        outcomes=tuple(one.outcome for one in found),
    )


def needed_in(transcript: Transcript) -> Needed | None:
    truth = transcript.truth()
    if truth is None:
        return None
    return Needed(number=turns_until(transcript, truth.place), by=truth.by)


def turns_until(transcript: Transcript, place: int) -> int:
    """How many turns the visitor had by then, that at ``place`` included; at least 1."""
    said = transcript.utterances[: place + 1]
    return max(1, sum(one.author is Author.VISITOR for one in said))
