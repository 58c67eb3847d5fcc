"""What notices say. No word of a conversation is among them unless the owner wants it (M-03)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from warmline.core.effects import Notify
from warmline.core.package import Package
from warmline.core.ways import EVENTS
from warmline.flow.ports import Letter

TEST: Final = "A test from Warmline: this way reaches you"
Mask = Callable[[str], str]


def title(notify: Notify) -> str:
    return TEST if notify.notice == "test" else EVENTS.get(notify.notice, "Something happened")


def more(letter: Letter) -> str:
    """For how many others it stands; "": for none."""
    if not letter.more:
        return ""
    return f"And {letter.more} more that were held back, as too many came at once."


def held_back(letter: Letter) -> str:
    """That no other follows for a while; "": one may."""
    if not letter.last_until:
        return ""
    at = datetime.fromtimestamp(letter.last_until / 1000, UTC)
    return f"Many come at once: further ones are held back until {at:%H:%M} UTC."


def address(console: str, letter: Letter) -> str:
    """Where the conversation is; of a test, the inbox."""
    id = letter.conversation.id
    return f"{console}/inbox/open/{id}" if id else f"{console}/inbox"


def asides(letter: Letter) -> list[str]:
    return [one for one in (more(letter), held_back(letter)) if one]


def told(package: Package | None, mask: Mask) -> list[str]:
    """The summary, with what must not leave the conversation masked."""
    if package is None:
        return []
    summary = package.summary
    lines = (
        f"Wants: {summary.wants}",
        f"Tried: {summary.tried or 'nothing yet'}",
        f"Open: {summary.open}",
    )
    return [mask(line) for line in lines]
