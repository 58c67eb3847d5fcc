"""How many automatic mails may go: to a thread, to who never showed that the address is theirs.

Whoever writes under somebody else's address makes us write to that person. So one such address gets
answers in one thread a day, and all of them together only so many an hour (I-06, I-07). Counted in
each process: the bounds are of a flood, not of a law.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from warmline.core.model import Millis

HOUR: Millis = 3_600_000
DAY: Millis = 24 * HOUR
MOST_IN_THREAD = 5  # automatic mails an hour
MOST_A_DAY = 30  # to a thread: a robot that nothing gives away
MOST_KNOWN = 10_000  # threads, and addresses, that are remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """One mail that nobody wrote by hand. ``known``: who gets it has that address for sure."""

    key: str
    thread: str
    to: str
    known: bool


@dataclass(slots=True)
class Brakes:
    clock: Callable[[], Millis]
    most_new: int  # of new addresses an hour
    _threads: OrderedDict[str, deque[tuple[Millis, str]]] = field(
        default_factory=OrderedDict[str, deque[tuple[Millis, str]]]
    )
    _addresses: OrderedDict[str, tuple[Millis, str]] = field(
        default_factory=OrderedDict[str, tuple[Millis, str]]
    )
    _new: deque[Millis] = field(default_factory=deque[Millis])  # when a new address was written to

    def held(self, mail: Automatic) -> str:
        """Why it may not go; "": it may. What went once may go again under the same key."""
        now = self.clock()
        went = self._threads.get(mail.thread, ())
        if any(key == mail.key for _, key in went):
            return ""
        if sum(at > now - HOUR for at, _ in went) >= MOST_IN_THREAD:
            return f"held back: {MOST_IN_THREAD} automatic mails an hour went to this thread"
        if sum(at > now - DAY for at, _ in went) >= MOST_A_DAY:
            return f"held back: {MOST_A_DAY} automatic mails a day went to this thread"
        return "" if mail.known else self._held_from_strangers(mail, now)

    def _held_from_strangers(self, mail: Automatic, now: Millis) -> str:
        at, thread = self._addresses.get(mail.to, (0, ""))
        if thread and at > now - DAY:
            if thread == mail.thread:
                return ""
            return "held back: an unproved address gets automatic mails in one thread a day"
        while self._new and self._new[0] <= now - HOUR:
            self._new.popleft()
        if len(self._new) >= self.most_new:
            return f"held back: {self.most_new} new unproved addresses were written to this hour"
        return ""

    def went(self, mail: Automatic) -> None:
        now = self.clock()
        self._threads.setdefault(mail.thread, deque(maxlen=MOST_A_DAY)).append((now, mail.key))
        self._threads.move_to_end(mail.thread)
        if not mail.known and self._addresses.get(mail.to, (0, ""))[1] != mail.thread:
            self._addresses[mail.to] = (now, mail.thread)
            self._addresses.move_to_end(mail.to)
            self._new.append(now)
        for kept in (self._threads, self._addresses):
            while len(kept) > MOST_KNOWN:
                kept.popitem(last=False)
