"""What one process at a time does, and another soon after that one dies."""

from typing import Protocol


class Leases(Protocol):
    """Whose turn it is: ``store.leases``."""

    async def take(self, name: str, holder: str, *, seconds: float) -> bool:
        """Hold it from now on for so long; whether it is the holder's, anew or still."""
        ...

    async def leave(self, name: str, holder: str) -> None:
        """Let the next one have it at once. Nothing where somebody else holds it."""
        ...
