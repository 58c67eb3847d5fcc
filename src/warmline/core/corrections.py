"""What a visitor makes of words that they have sent: they change them, or take them back.

Where the message is still to be answered, its new words are what is asked: an answer to the old
ones is void, as the epoch says. What was answered stays answered.
"""

from dataclasses import replace

from warmline.core.changing import changed
from warmline.core.facts import Entry, MessageEdited, MessageWithdrawn
from warmline.core.fallbacks_kept import answered_broadly
from warmline.core.model import Conversation, Floor, Signal
from warmline.core.refusals import NotChangeable

REPEATS = "repetition"  # the signal that quotes another message than its own
CHANGEABLE = 100  # newest messages of a conversation that may still be changed


def check(now: Conversation, message: int) -> None:
    """Raises ``NotChangeable``: only words of the visitor's that came by a channel change."""
    if message not in now.changeable:
        raise NotChangeable(message)


def is_open_question(now: Conversation, message: int) -> bool:
    return now.owed and now.asked_at == message


def asks_anew(message: int, entry: Entry, after: Conversation) -> bool:
    """Whether the assistant is to be asked because of a change: the open question is another."""
    if answered_broadly(after, message):
        return False
    another = isinstance(entry.fact, MessageWithdrawn) and message > after.asked_at
    return another or message == after.asked_at


def still_asked(before: Conversation) -> tuple[int, ...]:
    """The visitor's messages that wait for an answer while a newer one comes."""
    return (*before.still_asked, before.asked_at)[-CHANGEABLE:] if before.owed else ()


def with_edit(now: Conversation, fact: MessageEdited) -> Conversation:
    """``now`` already counts the entry of the change."""
    if not is_open_question(now, fact.message):
        return now
    return _asked_anew(changed(now, shown=fact.signals, judge=fact.judge))


def with_withdrawal(now: Conversation, fact: MessageWithdrawn) -> Conversation:
    """Nothing that it said is kept here; a question before it that waits still is open again."""
    was_open = is_open_question(now, fact.message)
    waiting = tuple(one for one in now.still_asked if one != fact.message)
    now = changed(
        now,
        changeable=tuple(one for one in now.changeable if one != fact.message),
        still_asked=waiting,
        matter="",
        gathered=(),
        shown=() if fact.message == now.asked_at else now.shown,
        offer=replace(now.offer, words="") if now.offer else None,
    )
    if not was_open:
        return now
    now = changed(now, judge=False)
    if not waiting:
        return _asked_anew(changed(now, owed=False))
    return _asked_anew(changed(now, asked_at=waiting[-1], still_asked=waiting[:-1]))


def unquoted(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Without the words of an earlier message that a later one repeats."""
    return tuple(replace(one, words="") if one.name == REPEATS else one for one in signals)


def _asked_anew(now: Conversation) -> Conversation:
    """What was being written for the old words is void; people are not disturbed."""
    return changed(now, epoch=now.epoch + 1) if now.floor is Floor.ASSISTANT else now
