"""A visitor writes on a channel: whose conversation it is, what they mean, and handing it in."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Protocol

from warmline.core.facts import Entry, MessageAdded
from warmline.core.inputs import (
    ContactLeft,
    Input,
    OfferAnswered,
    Open,
    OperatorNoted,
    PersonRequested,
    VisitorSaid,
)
from warmline.core.mailing import MAILBOX
from warmline.core.model import Author, Conversation, ConversationId, File, Millis
from warmline.core.refusals import KeyReused, NothingOffered, NothingPending
from warmline.flow.channel_records import Files, Thread, Threads
from warmline.flow.channels import Began, Kind, Person, Remote, Said, Setup
from warmline.flow.hearing import Hearing
from warmline.flow.links import holds_code, without_code
from warmline.flow.ports import Command, Store
from warmline.flow.pressing import address_in, pressed, wants_contact

LONGEST_QUOTED: Final = 20_000  # characters that a mail repeats
LONGEST: Final = 8000  # characters of a message
LOOK_BACK: Final = 80  # entries that a decision about a message may look at
MINUTE: Final[Millis] = 60_000
MOST_ANSWERS: Final = 5  # of the assistant in a minute: beyond it talks to a machine
MOST_SAID: Final = 60  # messages of one thread in a minute
MOST_ASIDE: Final = 30  # mails of strangers in an hour
SOMEBODY_ELSE: Final = "{} wrote in this thread, who is not the visitor."


class TooMuch(Exception):
    """A thread says more than a person can: it is kept aside."""


class Joins(Protocol):
    async def redeem(self, payload: str, setup: Setup, event: Said | Began) -> object: ...


class Proves(Protocol):
    async def proved(self, kind: str, person: Person) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    store: Store
    threads: Threads
    hearing: Hearing
    ticket: Callable[[], Awaitable[str]]  # the next number
    clock: Callable[[], Millis]
    files: Files | None = None  # None: what came with a message is only named
    links: Joins | None = None
    contacts: Proves | None = None

    async def begin(self, setup: Setup, began: Began) -> tuple[Thread, bool]:
        """The thread is there and its conversation open; whether it was opened by this."""
        if began.payload and self.links:
            await self.links.redeem(began.payload, setup, began)
        thread = await self._thread(setup, began.thread, began.person)
        return thread, await self._opened(setup, thread)

    async def say(self, setup: Setup, kind: Kind, said: Said) -> ConversationId | None:
        """Hand a message in, once however often it comes; None: it was known, or says nothing.

        Raises ``Temporary``, ``Refused``, ``TooMuch``.
        """
        if await self.threads.entry_of(setup.id, said.id):
            return None
        if self.links and holds_code(said.text):
            await self.links.redeem(said.text, setup, said)
            said = replace(said, text=without_code(said.text))
            if not said.text and not said.files:
                await self.begin(setup, Began(id=said.id, thread=said.thread, person=said.person))
                return None
        if said.crowd and await self._is_somebody_else(setup, said):
            await self.note(setup, replace(said, aside=SOMEBODY_ELSE.format(said.person.name)))
            return None
        thread = await self._thread(setup, said.thread, said.person)
        said = replace(said, person=thread.person)
        await self._opened(setup, thread)
        at = min(said.at or self.clock(), self.clock())
        await self.threads.turn_to(thread, said.id, at, said.notes)
        seq = await self._hand_in(setup, kind, thread, said)
        await self.threads.heard(thread, said.id, seq)
        return thread.conversation

    async def _is_somebody_else(self, setup: Setup, said: Said) -> bool:
        known = await self.threads.at(setup.id, said.thread)
        return known is not None and known.person.identity != said.person.identity

    async def note(self, setup: Setup, said: Said) -> bool:
        """A message that only operators may see; False: there is nobody's thread to note it in."""
        thread = await self.threads.at(setup.id, said.thread)
        if thread is None:
            return False
        now = await self._now(thread)
        log = await self._log(now)
        since = self.clock() - 60 * MINUTE
        notes = [one.fact for one in log if getattr(one.fact, "operator", None) == MAILBOX]
        if sum(one.at > since for one in notes) >= MOST_ASIDE:
            raise TooMuch
        text = f"{said.aside}\n\n{with_names(said.text, said.files)}".strip()[:LONGEST]
        input = OperatorNoted(operator=MAILBOX, text=text, draft=said.id)
        with suppress(KeyReused):
            await self.store.handle(Command(now.id, input, key_of(setup, said.id)))
        return True

    async def _thread(self, setup: Setup, address: str, person: Person) -> Thread:
        thread = await self.threads.open(setup, address, person)
        if person.verified and self.contacts:
            await self.contacts.proved(setup.kind, person)
        return thread

    async def _opened(self, setup: Setup, thread: Thread) -> bool:
        id = thread.conversation
        now = await self.store.conversation(id)
        if now is not None and now.channel:
            return False
        first = Open(
            channel=setup.kind,
            assistant=setup.assistant,
            contact=thread.contact,
            language=language_of(thread.person),
        )
        with suppress(KeyReused):  # opened meanwhile, by another process
            return not (await self.store.handle(Command(id, first, f"open:{id}"))).replayed
        return False

    async def _hand_in(self, setup: Setup, kind: Kind, thread: Thread, said: Said) -> int:
        """The number of its entry."""
        now = await self._now(thread)
        log = await self._log(now)
        self._check_pace(log, said)
        key = key_of(setup, said.id)
        for input in await self._inputs(setup, kind, now, log, said):
            try:
                outcome = await self.store.handle(Command(now.id, input, key))
            except (NothingOffered, NothingPending):
                continue  # the time for it is over: these are words like any other
            except KeyReused:  # it was taken in before, and meant something else then
                return seq_of(await self._log(await self._now(thread)), said.id)
            return outcome.first
        return 0

    async def _inputs(
        self, setup: Setup, kind: Kind, now: Conversation, log: Sequence[Entry], said: Said
    ) -> list[Input]:
        """What the words may mean: the first that the engine accepts is it."""
        found = list[Input]()
        choice = pressed(said, log, kind.abilities)
        text = (choice.label if choice else said.text) or ""
        if _is_a_machine(log, self.clock()):
            found.append(PersonRequested(text=text, draft=said.id))
        match choice.id if choice else "":
            case "person":
                found.append(PersonRequested(text=text, draft=said.id))
            case "accept" | "decline" as answer:
                accepted = answer == "accept"
                found.append(OfferAnswered(accepted=accepted, text=text, draft=said.id))
            case _:
                pass
        if not choice and wants_contact(log) and (address := address_in(text)):
            found.append(await self._contact(thread_name=said.person.name, text=text, to=address))
        if found and not isinstance(found[0], OfferAnswered | ContactLeft):
            return found
        return [*found, await self._words(setup, now, log, said, choice.id if choice else "", text)]

    async def _contact(self, *, thread_name: str, text: str, to: str) -> ContactLeft:
        words = text.strip() if text.strip() != to else ""
        return ContactLeft(
            ticket=await self.ticket(), email=to, name=thread_name[:200], message=words[:2000]
        )

    async def _words(
        self,
        setup: Setup,
        now: Conversation,
        log: Sequence[Entry],
        said: Said,
        choice: str,
        text: str,
    ) -> VisitorSaid:
        files = await self._files(now.id, setup, said.files)
        if said.files and not files:
            text = with_names(text, said.files)
        text = text[:LONGEST]
        return VisitorSaid(
            text=text,
            signals=await self.hearing.signals(now, log, text, choice=choice),
            draft=said.id,
            judge=await self.hearing.judges(now.assistant),
            choice=choice,
            via=setup.kind,
            files=files,
            quoted=said.notes.get("quoted", "")[:LONGEST_QUOTED],
        )

    async def _files(
        self, id: ConversationId, setup: Setup, remotes: Sequence[Remote]
    ) -> tuple[File, ...]:
        if self.files is None:
            return ()
        return tuple([await self.files.expect(id, setup.id, one) for one in remotes])

    def _check_pace(self, log: Sequence[Entry], said: Said) -> None:
        since = self.clock() - MINUTE
        theirs = _messages(log, Author.VISITOR, since)
        if sum(one.draft != said.id for one in theirs) >= MOST_SAID:
            raise TooMuch

    async def _now(self, thread: Thread) -> Conversation:
        id = thread.conversation
        return await self.store.conversation(id) or Conversation(id=id)

    async def _log(self, now: Conversation) -> Sequence[Entry]:
        return await self.store.entries(now.id, before=now.seq + 1, limit=LOOK_BACK)


def key_of(setup: Setup, id: str) -> str:
    """Of what a provider's event does: it is felt once for ever."""
    return f"hook:{setup.id}:{id}"


def seq_of(log: Sequence[Entry], draft: str) -> int:
    """The entry of a message that is there already; 0: it is too long ago."""
    said = (one for one in log if isinstance(one.fact, MessageAdded) and one.fact.draft == draft)
    return next((one.seq for one in said), 0)


def language_of(person: Person) -> str:
    """As the house speaks it, until the visitor's own words show another."""
    first = person.language.replace("_", "-").partition("-")[0].lower()
    return first if len(first) == 2 and first.isascii() and first.isalpha() else "en"


def with_names(text: str, files: Sequence[Remote]) -> str:
    """The words, and the names of what came with them."""
    names = "\n".join(f"📎 {one.name or one.type or 'file'}"[:100] for one in files[:10])
    return f"{text[: LONGEST - len(names) - 2]}\n\n{names}".strip() if names else text


def _is_a_machine(log: Sequence[Entry], now: Millis) -> bool:
    """Whether so much was answered lately that no person can have read it."""
    return len(_messages(log, Author.ASSISTANT, now - MINUTE)) > MOST_ANSWERS


def _messages(log: Sequence[Entry], author: Author, since: Millis) -> list[MessageAdded]:
    facts = [one.fact for one in log if isinstance(one.fact, MessageAdded)]
    return [one for one in facts if one.author is author and one.at > since]
