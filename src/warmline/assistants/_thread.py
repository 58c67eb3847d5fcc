"""Reading what was said before in the thread. Notes are not said: nothing here reads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from warmline.assistants._words import content
from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author
from warmline.flow.ports import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What an operator said at one go, and the visitor's words that it replied to."""

    asked: str
    text: str


def earlier(question: Question) -> tuple[Entry, ...]:
    """The log before the message that is to be answered."""
    if not question.answers:
        return question.log
    return tuple(entry for entry in question.log if entry.seq < question.answers)


def messages(entries: Iterable[Entry]) -> Iterator[MessageAdded]:
    for entry in entries:
        if isinstance(entry.fact, MessageAdded):
            yield entry.fact


def previous_question(question: Question) -> str:
    """The visitor's newest earlier message that has a matter; "" where there is none."""
    said = (m.text for m in messages(earlier(question)) if m.author is Author.VISITOR)
    return next((text for text in reversed(list(said)) if content(text)), "")


def operator_replies(question: Question) -> tuple[Reply, ...]:
    """The human part, oldest first. "ok, thanks" in between does not begin another reply."""
    replies: list[Reply] = []
    asked, going = "", False
    for message in messages(earlier(question)):
        if message.author is Author.OPERATOR and going:
            last = replies.pop()
            replies.append(Reply(asked=last.asked, text=f"{last.text}\n{message.text}"))
        elif message.author is Author.OPERATOR:
            replies.append(Reply(asked=asked, text=message.text))
            going = True
        elif message.author is Author.VISITOR and content(message.text):
            asked, going = message.text, False
    return tuple(replies)
