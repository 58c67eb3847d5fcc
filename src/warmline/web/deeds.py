"""What an operator does, as commands: the same for the socket, for plain HTTP, and in bulk."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from warmline.core.inputs import (
    HandoffJudged,
    Input,
    OperatorCancelled,
    OperatorClaimed,
    OperatorJudged,
    OperatorNoted,
    OperatorPassed,
    OperatorPrioritised,
    OperatorResolved,
    OperatorReturned,
    OperatorSaid,
    OperatorSnoozed,
    OperatorTookOver,
    OperatorTransferred,
)
from warmline.core.model import ConversationId, File, OperatorId, TeamId
from warmline.core.refusals import Refused
from warmline.flow.desk import Operator
from warmline.flow.failures import Temporary
from warmline.flow.ports import Command, Outcome, Whisper
from warmline.web import frames as f
from warmline.web.beside import taken
from warmline.web.desk import Desk
from warmline.web.rights import check_may_act

Deed = f.Reply | f.Note | f.Act | f.JudgeAnswer | f.JudgeHandoff


@dataclass(frozen=True, slots=True)
class Answered:
    """How one deed of many went."""

    conversation: str
    came: Outcome | Refused | Temporary


async def do(desk: Desk, me: Operator, deed: Deed) -> Outcome:
    """Hand in what an operator does, under their own name. Raises ``Refused``, ``Temporary``."""
    return await _do(desk, me, deed, f"o:{me.id}:{deed.id}")


async def choose(desk: Desk, me: OperatorId, *, away: bool) -> None:
    """Whether conversations may be offered to them, on whichever device they are."""
    await desk.accounts.choose(me, away=away)
    await desk.bus.whisper(Whisper(kind="presence", operator=me))


async def do_all(desk: Desk, me: Operator, deeds: Sequence[f.Act]) -> Sequence[Answered]:
    """Each deed on its own: one that is refused does not undo the others.

    They share an id; with the conversation's it names each of them for ever, so that what is sent
    again is felt once.
    """

    async def one(deed: f.Act) -> Answered:
        try:
            key = f"b:{me.id}:{deed.id}:{deed.conversation}"
            return Answered(deed.conversation, await _do(desk, me, deed, key))
        except (Refused, Temporary) as error:
            return Answered(deed.conversation, error)

    return await asyncio.gather(*map(one, deeds))


async def _do(desk: Desk, me: Operator, deed: Deed, key: str) -> Outcome:
    id = ConversationId(deed.conversation)
    given = deed.files if isinstance(deed, f.Reply) else ()
    input = _input(me.id, deed, await taken(desk.files, id, me.id, given, deed.id))
    return await desk.store.handle(Command(id, input, key, partial(check_may_act, me)))


def _input(me: OperatorId, deed: Deed, files: tuple[File, ...]) -> Input:
    match deed:
        case f.Reply():
            return OperatorSaid(
                operator=me,
                text=deed.text,
                draft=deed.id,
                alongside=deed.alongside,
                seen=deed.seen,
                files=files,
            )
        case f.Note():
            return OperatorNoted(operator=me, text=deed.text, draft=deed.id)
        case f.JudgeAnswer():
            return OperatorJudged(operator=me, seq=deed.seq, right=deed.right)
        case f.JudgeHandoff():
            return HandoffJudged(operator=me, handoff=deed.handoff, needed=deed.needed)
        case f.Act():
            return _act(me, deed)
        case _:
            assert_never(deed)


def _act(me: OperatorId, deed: f.Act) -> Input:
    match deed.action:
        case "claim":
            return OperatorClaimed(operator=me)
        case "resolve":
            return OperatorResolved(operator=me, seen=deed.seen)
        case "return":
            return OperatorReturned(operator=me)
        case "cancel":
            return OperatorCancelled(operator=me)
        case "pass":
            return OperatorPassed(operator=me)
        case "take_over":
            return OperatorTookOver(operator=me)
        case "transfer":
            return OperatorTransferred(
                operator=me,
                team=TeamId(deed.team),
                to=OperatorId(deed.to) if deed.to else None,
                note=deed.note,
                stay=deed.stay,
            )
        case "snooze":
            return OperatorSnoozed(operator=me, until=deed.until)
        case "prioritise":
            return OperatorPrioritised(operator=me, priority=deed.priority)
        case _:
            assert_never(deed.action)
