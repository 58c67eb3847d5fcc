"""Who has which conversation before them: told tab by tab, forgotten after 30 s without a beat.

Each process keeps what the whispers of all processes say; nothing of it is stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from warmline.core.model import Millis
from warmline.flow.ports import Whisper

FORGOTTEN: Millis = 30_000  # after the last beat of a tab
MOST_TABS = 10_000  # remembered; a broker that is written to by strangers fills no memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one tab shows."""

    operator: str
    name: str
    conversation: str
    replying: bool
    until: Millis


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """Somebody who has a conversation before them, in however many tabs."""

    operator: str
    name: str
    replying: bool


Faces = tuple[Face, ...]


class Viewing:
    def __init__(self) -> None:
        self._tabs: dict[str, Look] = {}
        self._there: defaultdict[str, set[str]] = defaultdict(set)  # conversation -> tabs

    def hear(self, whisper: Whisper, now: Millis) -> AbstractSet[str]:
        """Take a beat in; the conversations whose faces it changed."""
        touched = {whisper.conversation, *self._shown_in(whisper.tab)} - {""}
        before = {id: self.faces(id) for id in touched}
        self._forget(whisper.tab)
        if whisper.conversation and len(self._tabs) < MOST_TABS:
            self._there[whisper.conversation].add(whisper.tab)
            self._tabs[whisper.tab] = Look(
                operator=whisper.operator,
                name=whisper.name,
                conversation=whisper.conversation,
                replying=whisper.on,
                until=now + FORGOTTEN,
            )
        return {id for id, faces in before.items() if faces != self.faces(id)}

    def expire(self, now: Millis) -> AbstractSet[str]:
        """Forget the tabs that fell silent; the conversations whose faces that changed."""
        silent = [tab for tab, look in self._tabs.items() if look.until <= now]
        before = {id: self.faces(id) for tab in silent for id in self._shown_in(tab)}
        for tab in silent:
            self._forget(tab)
        return {id for id, faces in before.items() if faces != self.faces(id)}

    def faces(self, conversation: str) -> Faces:
        """In one order everywhere; who replies in any tab is replying."""
        replying = dict[tuple[str, str], bool]()
        for tab in self._there.get(conversation, ()):
            look = self._tabs[tab]
            who = (look.operator, look.name)
            replying[who] = replying.get(who, False) or look.replying
        return tuple(sorted(Face(*who, replies) for who, replies in replying.items()))

    def conversations(self) -> Iterable[str]:
        """Those that anybody has before them."""
        return sorted(self._there)

    def _shown_in(self, tab: str) -> Iterable[str]:
        look = self._tabs.get(tab)
        return (look.conversation,) if look else ()

    def _forget(self, tab: str) -> None:
        look = self._tabs.pop(tab, None)
        if look is None:
            return
        tabs = self._there[look.conversation]
        tabs.discard(tab)
        if not tabs:
            del self._there[look.conversation]
