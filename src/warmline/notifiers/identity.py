"""Who we are to push services: the installation's key, read when it is first needed."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warmline.notifiers.webpush import Vapid

Keep = Callable[[Callable[[], bytes]], Awaitable[bytes]]
"""Gives the kept key; where there is none, one that is made so is kept."""


class Identity:
    def __init__(self, keep: Keep, contact: str) -> None:
        self._keep = keep
        self._contact = contact
        self._vapid: Vapid | None = None

    async def vapid(self) -> "Vapid":
        from warmline.notifiers.webpush import Vapid, new_key  # noqa: PLC0415 - loads a library

        if self._vapid is None:
            self._vapid = Vapid(secret=await self._keep(new_key), contact=self._contact)
        return self._vapid

    async def public(self) -> str:
        """As browsers want it."""
        return (await self.vapid()).public

    @staticmethod
    def fault_of(p256dh: str, auth: str) -> str:
        """What is wrong with a browser's keys; "": nothing."""
        from warmline.notifiers.webpush import BadSubscription, check_keys  # noqa: PLC0415

        try:
            check_keys(p256dh, auth)
        except BadSubscription as error:
            return str(error)
        return ""
