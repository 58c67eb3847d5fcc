"""What a letter tells: whose thread it belongs to, and whether it may enter it.

Never by its subject, and never by its From alone. A letter is of a thread by the sealed address
that it was sent to, by the sealed id of our mail that it answers, or because the same person goes
on with a letter of theirs. What others send there, and what a machine does, is for operators.
"""

from dataclasses import dataclass

from warmline.channels.email.asides import unread
from warmline.channels.email.heads import Mailer
from warmline.channels.email.letter import Letter, id_of, reference
from warmline.channels.email.reports import report_of
from warmline.channels.email.robots import confirms
from warmline.channels.email.tags import Tags
from warmline.channels.email.trust import proved
from warmline.core.model import Millis
from warmline.flow.channels import Event, Person, Receipt, Remote, Said

LONGEST = 8000  # characters of a message; the whole of a longer one comes along as a file
LONGEST_QUOTED = 20_000
LONGEST_KEPT = 4000  # characters of their words that our reply quotes
MOST_REFERENCES = 20
DAY: Millis = 86_400_000
OLDEST = 30 * DAY  # of a date that is believed
STRANGER = (
    "A mail from {sender} in this thread, which is not the address that it began with. The visitor"
    " sees nothing of it."
)
DOUBTED = (
    "A mail that says it is from {sender}, without the proof (DMARC) that this thread began with."
    " It may be forged. The visitor sees nothing of it."
)
MACHINE = "An automatic mail from {sender} ({why}). Nobody answered it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """``server``: the name under which the owner's mail server vouches for senders; "": none."""

    tags: Tags
    server: str = ""

    def events(self, letter: Letter, now: Millis) -> list[Event]:
        """What it tells; an ``Unread`` where it is nothing for a conversation."""
        if report := report_of(letter):
            threads = [(id, self.tags.thread_of(id)) for id in report.mails]
            ours = next(((id, thread) for id, thread in threads if thread), None)
            if ours and report.failed:
                return [Receipt(state="failed", thread=ours[1], ids=(ours[0],), why=report.why)]
            what = f"a report that a mail is late or arrived: {report.why}"
            return [unread(letter, what if ours else "a report of a mail that is not ours")]
        sender = letter.sender
        if sender is None:
            return [unread(letter, "a mail without a sender")]
        if self.tags.is_ours(sender):
            return [unread(letter, "a mail from our own address")]
        return [self._letter(letter, sender, now)]

    def _letter(self, letter: Letter, sender: Mailer, now: Millis) -> Event:
        vouched = proved(letter.heads, server=self.server, domain=sender.domain)
        thread = self._sealed(letter)
        theirs = bool(thread) and self.tags.is_of(thread, sender, proved=vouched)
        if not (theirs and not letter.robot) and _lets_in(letter, sender):
            return unread(letter, "confirms a registration: for the owner alone")
        if letter.robot and not thread:
            return unread(letter, f"automatic: {letter.robot}")
        if letter.robot:
            why = MACHINE.format(sender=sender.address, why=letter.robot)
            return self._aside(letter, sender, thread, why)
        if not (letter.text or letter.files or letter.quoted):
            return unread(letter, "an empty mail")
        if thread and not theirs:
            doubted = self.tags.is_proved(thread, sender)
            words = (DOUBTED if doubted else STRANGER).format(sender=sender.address)
            return self._aside(letter, sender, thread, words)
        known = thread or self.tags.thread(_root(letter), sender, proved=vouched)
        return self._said(letter, sender, known, sealed=bool(thread), now=now)

    def _sealed(self, letter: Letter) -> str:
        """The thread that an address or an id of ours names; "": none does."""
        found = (self.tags.thread_at(one) for one in letter.to)
        answered = (self.tags.thread_of(one) for one in letter.answers)
        return next((one for one in (*found, *answered) if one), "")

    def _said(
        self, letter: Letter, sender: Mailer, thread: str, *, sealed: bool, now: Millis
    ) -> Said:
        vouched = self.tags.is_proved(thread, sender)
        return Said(
            id=id_of(letter),
            thread=thread,
            person=_person(sender, thread, vouched=vouched),
            text=_text(letter),
            files=_files(letter),
            answers=next((one for one in letter.answers if self.tags.thread_of(one)), ""),
            at=letter.at if now - OLDEST < letter.at <= now else 0,
            notes=_notes(letter, sender, known=sealed or vouched),
        )

    def _aside(self, letter: Letter, sender: Mailer, thread: str, why: str) -> Said:
        return Said(
            id=id_of(letter),
            thread=thread,
            person=_person(sender, thread, vouched=False),
            text=_text(letter),
            files=_files(letter),
            aside=why,
        )


def _lets_in(letter: Letter, sender: Mailer) -> bool:
    machine = bool(letter.robot)
    return confirms(sender.address, letter.subject, letter.text, machine=machine)


def _root(letter: Letter) -> str:
    """What the thread is named after: the oldest mail of it that the letter knows."""
    return letter.references[0] if letter.references else letter.id


def _person(sender: Mailer, thread: str, *, vouched: bool) -> Person:
    """Who nobody vouches for is another in each thread: they join nobody's history (I-01)."""
    return Person(
        identity=sender.key if vouched else f"unverified:{thread}:{sender.key}",
        name=sender.name,
        handle=sender.address,
        email=sender.address,
        verified=vouched,
    )


def _text(letter: Letter) -> str:
    gone = "\n".join(
        f"📎 {name} (not kept: too large, or too many)" for name in letter.left_out[:5]
    )
    words = letter.text[: LONGEST - len(gone) - 2]
    return f"{words}\n\n{gone}".strip() if gone else words


def _files(letter: Letter) -> tuple[Remote, ...]:
    """Those of the letter, and its whole text where that is too long for a message."""
    files = tuple(
        Remote(
            reference=reference(letter, number),
            name=one.name,
            type=one.type,
            size=len(one.content),
            content=one.content,
        )
        for number, one in enumerate(letter.files)
        if one.content
    )
    if len(letter.text) <= LONGEST:
        return files
    whole = letter.text.encode("utf-8", "replace")
    name, type_ = "whole message.txt", "text/plain"
    text = Remote(
        reference=reference(letter, -1), name=name, type=type_, size=len(whole), content=whole
    )
    return (text, *files)


def _notes(letter: Letter, sender: Mailer, *, known: bool) -> dict[str, str]:
    """What our reply is made of. ``known``: the sender has this address, as we have seen."""
    references = " ".join((*letter.references, letter.id)[-MOST_REFERENCES:])
    others = [one.address for one in letter.heads.mailers("reply-to") if one.key != sender.key]
    notes = {
        "to": sender.address,
        "name": sender.name,
        "subject": letter.subject,
        "id": letter.id,
        "references": references,
        "said": letter.text[:LONGEST_KEPT],
        "said_at": str(letter.at),
        "proved": "yes" if known else "",
        "quoted": letter.quoted[:LONGEST_QUOTED],
        "reply_to": ", ".join(others[:3]),
    }
    return {key: value for key, value in notes.items() if value}
