"""Bringing messages to visitors through their channels: in order, in parts, resumed where it broke.

Before a part goes out for the first time its message is noted as being sent, and each part that
went out is noted at once. So a try that nobody lived to note is known as one (``Outgoing.tried``),
and what has gone out does not go again.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Final

from warmline.core.effects import Deliver
from warmline.core.elsewhere import ELSEWHERE
from warmline.core.facts import MessageAdded
from warmline.core.model import Author, Conversation, Millis, OperatorId
from warmline.flow.channel_records import Delivery, Files, Thread, Threads, closes_at
from warmline.flow.channels import Adapter, Kind, Outgoing, Setup
from warmline.flow.composing import (
    SHUT,
    Part,
    carried,
    carried_by_template,
    in_template,
    key_of,
    parts_of,
    together,
)
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.gauge import Gauge
from warmline.flow.ports import Bus, Job, Store, Whisper
from warmline.flow.switchboard import Switchboard
from warmline.flow.typing import AnswerTyping
from warmline.flow.vitals import Vitals

MOST_TOGETHER: Final = 8
OVER: Final = ("sent", "delivered", "read")
WHY_SHUT: Final = (
    f"{SHUT}: this channel takes free replies only for a while after the visitor's newest message"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Messages of one conversation that go out together, mostly one."""

    now: Conversation
    seqs: tuple[int, ...]
    facts: tuple[MessageAdded, ...]
    thread: Thread
    setup: Setup
    kind: Kind
    adapter: Adapter
    before: Delivery | None  # what is known of the first one

    @property
    def author(self) -> Author:
        return self.facts[0].author


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """``flow.world.Delivers``."""

    store: Store
    threads: Threads
    switchboard: Switchboard
    vitals: Vitals
    bus: Bus
    gauge: Gauge
    clock: Callable[[], Millis]
    name: Callable[[OperatorId], str] = str  # an operator's public name
    files: Files | None = None

    async def deliver(self, job: Job, deliver: Deliver) -> None:
        """Raises ``Temporary``, ``PutOff``, ``Permanent``. The same message twice goes out once."""
        errand = await self._errand(job, deliver.seq)
        if errand is None:
            return
        try:
            await self._go(errand)
        except Temporary as error:
            await self._stuck(errand, error)
            raise
        await self.vitals.sent(errand.setup.id)

    async def give_up(self, job: Job, deliver: Deliver, why: str) -> None:
        """It is shown on the message itself."""
        known = await self.threads.delivery(job.conversation, deliver.seq)
        if known and known.state in OVER:
            return
        known = known or Delivery(conversation=job.conversation, seq=deliver.seq, state="failed")
        failed = replace(known, state="failed", why=why, at=self.clock())
        thread = await self.threads.of(job.conversation)
        await self._note(thread.channel if thread else "", failed)
        if thread:
            await self.vitals.failed(thread.channel, why)

    def typing(self, now: Conversation) -> AbstractAsyncContextManager[None]:
        """The visitor sees that somebody writes, for as long as it is open."""
        return AnswerTyping(now, self.threads, self.switchboard)

    # ── what is to go out ─────────────────────────────────────────────────────────────────────────

    async def _errand(self, job: Job, seq: int) -> Errand | None:
        """None: there is nothing to bring, or it went out before."""
        id = job.conversation
        now = await self.store.conversation(id)
        entries = await self.store.entries(id, after=seq - 1, limit=MOST_TOGETHER)
        said = [(one.seq, one.fact) for one in entries if isinstance(one.fact, MessageAdded)]
        if now is None or not said or said[0][0] != seq or _is_theirs(said[0][1]):
            return None
        said[1:] = [one for one in said[1:] if one[1].author is not Author.VISITOR]
        before = await self.threads.delivery(id, seq)
        if before and before.state in OVER:
            return None
        thread = await self.threads.of(id)
        if thread is None:  # who comes by a link is on the way there
            raise Temporary("the conversation stands in no thread of a channel")
        setup, kind, adapter = await self.switchboard.adapter(thread.channel)
        count = await self._together(now, said, before) if kind.abilities.merges else 1
        return Errand(
            now=now,
            seqs=tuple(one for one, _ in said[:count]),
            facts=tuple(fact for _, fact in said[:count]),
            thread=thread,
            setup=setup,
            kind=kind,
            adapter=adapter,
            before=before,
        )

    async def _together(
        self,
        now: Conversation,
        said: Sequence[tuple[int, MessageAdded]],
        before: Delivery | None,
    ) -> int:
        """How many go as one; where it was tried before, those that it was tried with."""
        most = together(said)
        known = {one.seq: one.state for one in await self.threads.deliveries(now.id)}
        tried = before is not None and before.state == "sending"
        wanted = "sending" if tried else None
        count = 1
        while count < most and known.get(said[count][0]) == wanted:
            count += 1
        return count

    # ── the way out ───────────────────────────────────────────────────────────────────────────────

    async def _go(self, errand: Errand) -> None:
        abilities = errand.kind.abilities
        late, template = self._window(errand)
        parts = parts_of(errand.facts, abilities, errand.now.language)
        done = _resumed(errand.before, len(parts))
        tried = done is errand.before and done is not None
        steps = [*enumerate(parts, 1)][done.parts if done else 0 :]
        if template and steps:
            steps = [(len(parts), _in_template(errand, [part for _, part in steps]))]
        for out, part in steps:
            await self.gauge.pass_(errand.setup.id, errand.thread.address, abilities)
            if done is None:
                done = self._delivery(errand)
                await self._note_all(errand, done)
            message = await self._outgoing(errand, done.parts, part)
            message = replace(message, late=late, template=template, tried=tried)
            at = self.clock()
            id = await errand.adapter.send(message)
            done = replace(
                done,
                ids=(*done.ids, id),
                parts=out,
                state="sent" if out == len(parts) else "sending",
                why="",
                at=at,
            )
            await self._note_all(errand, done)
            tried = False

    def _window(self, errand: Errand) -> tuple[bool, str]:
        """Whether only a person may still reply, and a template that goes in place of the text.

        Raises ``Permanent`` where nothing may.
        """
        abilities, now = errand.kind.abilities, self.clock()
        usual = closes_at(errand.thread, abilities, Author.ASSISTANT)
        closes = closes_at(errand.thread, abilities, errand.author)
        if not closes or now < closes:
            return bool(usual) and now >= usual, ""
        template = errand.setup["template"] if abilities.templates else ""
        if not template:
            raise Permanent(WHY_SHUT)
        return False, template

    async def _outgoing(self, errand: Errand, n: int, part: Part) -> Outgoing:
        operator = errand.facts[0].operator
        file = None
        if part.file:
            content = await self.files.content(part.file) if self.files else None
            if content is None:
                raise Permanent("the file is not there any more, or was refused")
            file = carried(content, errand.kind.abilities)
        return Outgoing(
            key=key_of(errand.now.id, errand.seqs[0], n),
            thread=errand.thread.address,
            text=part.text,
            buttons=part.buttons,
            file=file,
            author=errand.author,
            speaker=self.name(operator) if operator else "",
            answers=errand.thread.newest,
            notes=errand.thread.notes,
        )

    # ── what became of it ─────────────────────────────────────────────────────────────────────────

    async def _stuck(self, errand: Errand, error: Temporary) -> None:
        """It is tried again, and says so."""
        if error.retry_after:
            self.gauge.hold(errand.setup.id, errand.thread.address, error.retry_after)
        seq = errand.seqs[0]
        known = await self.threads.delivery(errand.now.id, seq) or self._delivery(errand)
        await self._note(errand.setup.id, replace(known, state="sending", why=str(error)))
        await self.vitals.failed(errand.setup.id, str(error))

    def _delivery(self, errand: Errand) -> Delivery:
        return Delivery(
            conversation=errand.now.id, seq=errand.seqs[0], state="sending", at=self.clock()
        )

    async def _note_all(self, errand: Errand, first: Delivery) -> None:
        await self._note(errand.setup.id, *(replace(first, seq=seq) for seq in errand.seqs))

    async def _note(self, channel: str, *deliveries: Delivery) -> None:
        await self.threads.sent(channel, *deliveries)
        for one in deliveries:
            await self.bus.whisper(
                Whisper(kind="delivery", conversation=one.conversation, number=one.seq)
            )


def _is_theirs(fact: MessageAdded) -> bool:
    """The visitor has it already: they wrote it, or it came from the channel's own program."""
    return fact.author is Author.VISITOR or fact.operator == ELSEWHERE


def _in_template(errand: Errand, left: Sequence[Part]) -> Part:
    """What a template says of all that is left: it goes once. Raises ``Permanent``."""
    switch = errand.setup["template_carries"]
    return in_template(left, carried_by_template(errand.kind.abilities, switch))


def _resumed(before: Delivery | None, parts: int) -> Delivery | None:
    """Where to go on; None: at the beginning. What failed with all its parts out goes anew."""
    if before is None or (before.state == "failed" and before.parts >= parts):
        return None
    return before
