"""Telling staff: whether a notice is still worth sending, what is in it, and what became of it."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from weakref import WeakValueDictionary

from warmline.core.effects import Notify
from warmline.core.ladder import ESCALATED
from warmline.core.model import Conversation, ConversationId, Millis, OperatorId, Presence, Seat
from warmline.core.ways import CONSOLE, target_of, team_of
from warmline.flow.desk import Accounts, Inbox, Operator
from warmline.flow.failures import Permanent, PutOff
from warmline.flow.notebook import Notebook, State, Told
from warmline.flow.ports import Job, Letter, Notifier, Store
from warmline.flow.settled import settled
from warmline.flow.wishes import Target, Wishes, quiet_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """At most so many notices to one recipient, in one way, within that time."""

    most: int
    within: Millis


PACES: Final[Mapping[str, Pace]] = {
    "push": Pace(most=20, within=5 * 60_000),
    "email": Pace(most=20, within=10 * 60_000),
    "sms": Pace(most=5, within=10 * 60_000),
    "chat": Pace(most=20, within=60_000),
}
"""What is more is told together afterwards. Consoles and services of one's own take any number."""


TEST: Final = "test"
BLANK: Final = Letter(
    operator=OperatorId(""),
    name="",
    email="",
    conversation=Conversation(id=ConversationId("")),
    package=None,
)
DONE: Final = ("sent", "dropped", "folded")


@dataclass(frozen=True, slots=True)
class Drop:
    """It is not sent, and why."""

    why: str


def key_of(conversation: ConversationId, notify: Notify) -> str:
    """One for each cause, recipient and way: providers and browsers know a repetition by it."""
    named = f"{conversation}:{notify.seq}:{notify.notice}:{notify.to}:{notify.way}"
    return f"msg_{hashlib.sha256(named.encode()).hexdigest()[:32]}"


class Telling:
    """Sends notices."""

    def __init__(  # noqa: PLR0913 - all ports, by name
        self,
        *,
        store: Store,
        accounts: Accounts,
        inbox: Inbox,
        notebook: Notebook,
        ways: Mapping[str, Notifier],
        with_text: bool = False,
        paces: Mapping[str, Pace] = PACES,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._inbox = inbox
        self._notebook = notebook
        self._ways = ways
        self._with_text = with_text
        self._paces = paces
        # a lane is forgotten with the last job that is in it
        self._lanes: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def tell(self, job: Job, notify: Notify, now: Millis) -> None:
        """Send it, drop it, or put it off. Raises ``PutOff``, ``Temporary``, ``Permanent``.

        To one recipient by one way, one after the other: the pace is kept by counting.
        """
        key = key_of(job.conversation, notify)
        lane = self._lanes.setdefault((notify.to, notify.way), asyncio.Lock())
        async with lane:
            before = await self._notebook.became(key)
            if before and before.state in DONE:
                return  # told together with others; or by a process that died too soon to say so
            await self._tell(job, notify, key, now)

    async def _tell(self, job: Job, notify: Notify, key: str, now: Millis) -> None:
        conversation = await self._store.conversation(job.conversation)
        if conversation is None:
            return
        found = await self._letter(conversation, notify, now)
        if isinstance(found, Drop):
            await self._note(key, job.conversation, notify, "dropped", found.why, now)
            return
        if notify.way in self._paces:
            found = await self._paced(found, notify, key, now)
        letter = replace(found, tried=job.attempts > 1, at=now)
        said = await self._send(key, job.conversation, notify, letter, now)
        await self._note(key, job.conversation, notify, "sent", said, now)
        await self._fold(letter, notify, key)

    async def try_out(self, operator: OperatorId, way: str, *, key: str) -> str:
        """Send a test notice by a way; what the provider said. Raises as ``tell`` does."""
        seat, account = await self._seat(operator), await self._account(operator)
        if seat is None or account is None or way not in seat.ways[ESCALATED]:
            raise Permanent(f"{way} does not reach you yet: it is not set up")
        wishes = await self._notebook.wishes(operator)
        letter = replace(
            BLANK,
            operator=operator,
            name=account.name,
            email=account.email,
            phone=wishes.phone,
            subscriptions=tuple(await self._notebook.subscriptions(operator)),
            consoles=(operator,),
        )
        notify = Notify(notice=TEST, to=operator, seq=0, way=way)
        return await self._way(way).notify(notify, letter, key=key)

    async def try_target(self, target: Target, *, key: str, now: Millis) -> str:
        """The same for a service or a room of a team."""
        notify = Notify(notice=TEST, to="", seq=0, way=target.way)
        letter = replace(BLANK, target=target, at=now)
        return await self._way(target.way).notify(notify, letter, key=key)

    async def give_up(self, job: Job, notify: Notify, why: str, now: Millis) -> None:
        """It could not be sent, after all that was tried; the conversation shows that."""
        key = key_of(job.conversation, notify)
        await self._note(key, job.conversation, notify, "failed", why, now)

    async def _send(
        self, key: str, id: ConversationId, notify: Notify, letter: Letter, now: Millis
    ) -> str:
        try:
            return await self._way(notify.way).notify(notify, letter, key=key)
        except Permanent as error:
            await self._note(key, id, notify, "failed", str(error), now)
            raise

    def _way(self, way: str) -> Notifier:
        if way not in self._ways:
            raise Permanent(f"{way} is not set up on this server")
        return self._ways[way]

    async def _note(
        self,
        key: str,
        id: ConversationId,
        notify: Notify,
        state: State,
        why: str,
        now: Millis,
    ) -> None:
        told = Told(
            key=key,
            conversation=id,
            seq=notify.seq,
            notice=notify.notice,
            to=notify.to,
            way=notify.way,
            state=state,
            why=why,
            at=now,
        )
        await self._notebook.note(told)

    # ── what is in it ─────────────────────────────────────────────────────────────────────────────

    async def _letter(self, now: Conversation, notify: Notify, at: Millis) -> Letter | Drop:
        if why := await settled(self._store, self._inbox, now, notify):
            return Drop(why)
        team = team_of(notify.to)
        if team is None:
            return await self._to_operator(now, notify, at)
        blank = replace(BLANK, conversation=now, package=await self._store.package(now.id))
        if notify.way == CONSOLE:
            members = [seat for seat in await self._accounts.seats() if team in seat.teams]
            wanting = (s for s in members if CONSOLE in s.ways.get(notify.notice, ()))
            return replace(blank, consoles=tuple(seat.operator for seat in wanting))
        targets = (await self._notebook.board(team)).targets
        target = next((one for one in targets if one.id == target_of(notify.to)), None)
        if target is None or notify.notice not in (*target.events, ESCALATED):
            return Drop(f"the team wants no {notify.way} of this any more")
        return replace(blank, target=target)

    async def _to_operator(self, now: Conversation, notify: Notify, at: Millis) -> Letter | Drop:
        operator = OperatorId(notify.to)
        seat, account = await self._seat(operator), await self._account(operator)
        if seat is None or account is None:
            return Drop("the operator is no longer there")
        if notify.way not in seat.ways.get(notify.notice, ()):
            return Drop("they do not want this any more, or it no longer reaches them")
        wishes = await self._notebook.wishes(operator)
        if notify.notice != ESCALATED and (why := _unwanted(seat, wishes, notify.way)):
            return Drop(why)
        if notify.notice != ESCALATED and notify.way != CONSOLE:
            _keep_quiet(wishes, at)
        pushed = notify.way == "push"
        return Letter(
            operator=operator,
            name=account.name,
            email=account.email,
            phone=wishes.phone,
            subscriptions=tuple(await self._notebook.subscriptions(operator)) if pushed else (),
            consoles=(operator,),
            conversation=now,
            package=await self._store.package(now.id),
            text=wishes.text and self._with_text,
        )

    async def _seat(self, operator: OperatorId) -> Seat | None:
        return next((s for s in await self._accounts.seats() if s.operator == operator), None)

    async def _account(self, operator: OperatorId) -> Operator | None:
        everybody = await self._accounts.operators()
        return next((one for one in everybody if one.id == operator and not one.disabled), None)

    # ── not too many at once ──────────────────────────────────────────────────────────────────────

    async def _paced(self, letter: Letter, notify: Notify, key: str, now: Millis) -> Letter:
        """Beyond the pace it is held, and told together with others as soon as there is room."""
        pace = self._paces[notify.way]
        sent = await self._notebook.sent(notify.to, notify.way, now - pace.within)
        if len(sent) >= pace.most:
            why = f"{pace.most} went there lately: it is told together with others"
            await self._note(key, letter.conversation.id, notify, "held", why, now)
            raise PutOff("held until there is room", after=_seconds(sent[0] + pace.within - now))
        held = await self._notebook.held(notify.to, notify.way)
        more = [one for one in held if one.key != key and await self._matters(one)]
        last = len(sent) == pace.most - 1
        until = (sent[0] if sent else now) + pace.within
        return replace(letter, more=len(more), last_until=until if last else 0)

    async def _matters(self, told: Told) -> bool:
        conversation = await self._store.conversation(told.conversation)
        notify = Notify(notice=told.notice, to=told.to, seq=told.seq, way=told.way)
        if conversation is None:
            return False
        return not await settled(self._store, self._inbox, conversation, notify)

    async def _fold(self, letter: Letter, notify: Notify, key: str) -> None:
        """What was held is told by now."""
        if notify.way in self._paces:
            held = await self._notebook.held(notify.to, notify.way)
            await self._notebook.fold([one.key for one in held if one.key != key])


def _unwanted(seat: Seat, wishes: Wishes, way: str) -> str:
    """Why somebody does not want it this way now; "": they do."""
    if way in wishes.away_only and seat.presence is Presence.ONLINE:
        return "they are there, and their console shows it"
    return ""


def _keep_quiet(wishes: Wishes, now: Millis) -> None:
    """Raises ``PutOff`` in somebody's quiet hours."""
    if until := quiet_until(wishes, now):
        raise PutOff("quiet hours", after=(until - now) / 1000)


def _seconds(millis: Millis) -> float:
    return max(millis / 1000, 1.0)
