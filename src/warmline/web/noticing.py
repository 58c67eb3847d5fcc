"""What the web layer is handed of notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from warmline.flow.notebook import Notebook
from warmline.flow.telling import Telling
from warmline.outside.reach import Network


class Identity(Protocol):
    """Who we are to push services."""

    async def public(self) -> str:
        """The key that browsers are to be asked with."""
        ...

    def fault_of(self, p256dh: str, auth: str) -> str:
        """What is wrong with a browser's keys; "": nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    notebook: Notebook
    telling: Telling
    identity: Identity
    ways: frozenset[str]  # those that this server can take
    with_text: bool  # whether notices may hold words of a conversation
    networks: Sequence[Network] = ()  # private ones that notices may go to
    push_networks: Sequence[Network] = ()  # those that pushes may
