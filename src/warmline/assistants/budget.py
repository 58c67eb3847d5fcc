"""How many tokens a day may cost: of one visitor, one address, one assistant, and all together.

Before a model is asked, the most that it may use is reserved; afterwards what it used takes the
place of that. So many questions at once cannot overdraw, and a crash errs on the careful side.
Whose share is used up is answered without the model: never with silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from warmline.assistants.provider import Prompt
from warmline.core.model import AssistantId, ContactId, ConversationId
from warmline.flow.failures import Permanent

LETTERS: Final = 3  # of a text make a token, counted so that it is rather too much


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Whose shares a question is counted towards."""

    conversation: ConversationId
    contact: ContactId
    assistant: AssistantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Tokens a day; 0: as many as there are questions."""

    visitor: int = 0
    address: int = 0
    assistant: int = 0
    all: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """Tokens reserved, in the counters of a day."""

    day: int  # days since 1970, UTC
    counters: tuple[str, ...]
    tokens: int


class Tally(Protocol):
    """Where tokens are counted."""

    @property
    def today(self) -> int: ...
    async def address(self, conversation: ConversationId) -> str:
        """From where a conversation was begun, as a hash; "": not known."""
        ...

    async def take(self, day: int, tokens: int, most: dict[str, int]) -> str:
        """Add to all counters; or to none, where one would pass its limit: then its name."""
        ...

    async def add(self, day: int, tokens: int, names: tuple[str, ...]) -> None: ...


class Spent(Permanent):
    """A share (visitor, address, assistant, installation) is used up for today."""

    def __init__(self, share: str) -> None:
        super().__init__(f"today's tokens of this {share} are used up")
        self.share = share


class Purse:
    """What may be spent today; without a tally, whatever is asked for."""

    def __init__(self, tally: Tally | None = None, shares: Shares | None = None) -> None:
        self._tally = tally
        self._shares = shares or Shares()

    async def reserve(self, payer: Payer, tokens: int) -> Bill:
        """Raises ``Spent`` where a share does not hold so many any more, and ``Temporary``."""
        if self._tally is None:
            return Bill(day=0, counters=(), tokens=tokens)
        day = self._tally.today
        named = counters_of(payer, self._shares, await self._tally.address(payer.conversation))
        most = {name: limit for name, (_, limit) in named.items()}
        if full := await self._tally.take(day, tokens, most):
            raise Spent(named[full][0])
        return Bill(day=day, counters=tuple(named), tokens=tokens)

    async def settle(self, bill: Bill, tokens: int) -> None:
        """What was used takes the place of what was reserved."""
        if self._tally is not None and bill.counters:
            await self._tally.add(bill.day, tokens - bill.tokens, bill.counters)


def counters_of(payer: Payer, shares: Shares, address: str) -> Mapping[str, tuple[str, int]]:
    """By the name of each counter, the share's name and its limit; ``address`` "": not known."""
    counters = {
        f"visitor:{payer.contact}": ("visitor", shares.visitor),
        f"assistant:{payer.assistant}": ("assistant", shares.assistant),
        "all": ("installation", shares.all),
    }
    known = {f"address:{address}": ("address", shares.address)} if address else {}
    return counters | known


def tokens_of(prompt: Prompt) -> int:
    """At most about so many tokens are in a prompt."""
    return (len(prompt.system) + len(prompt.user)) // LETTERS + 200


def tokens_in(text: str) -> int:
    return len(text) // LETTERS + 1
