"""Who people are on Messenger and Instagram, as far as the Graph API tells it."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from warmline.testing.meta.shapes import Wrong

FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "page": frozenset({"first_name", "last_name", "name"}),
    "instagram": frozenset({"name", "username"}),
}
"""What of a person may be asked for, by what the API is about."""


class Profiles:
    def __init__(self, people: Iterable[str], about: str) -> None:
        self.of: dict[str, dict[str, str]] = {
            name: {
                "name": f"{name.title()} Pretend",
                "first_name": name.title(),
                "last_name": "Pretend",
                "username": f"{name}.pretend",
            }
            for name in people
        }
        self.asked: list[str] = []  # about whom
        self.refuses: Literal["", "permission", "rate_limit"] = ""
        self.tells = asyncio.Event()  # while it is not set, nobody is answered
        self.tells.set()
        self._about = about

    async def told(self, person: str, fields: str) -> Mapping[str, str]:
        """What is asked for and set. Raises ``Wrong``."""
        wanted = fields.split(",")
        if other := set(wanted) - FIELDS[self._about]:
            raise Wrong(100, f"Tried accessing nonexisting field {sorted(other)}")
        self.asked.append(person)
        await self.tells.wait()
        match self.refuses:
            case "permission":
                words = "Application does not have permission for this action"
                raise Wrong(200 if self._about == "page" else 10, words, status=403, fault=False)
            case "rate_limit":
                raise Wrong(4, "Application request limit reached", status=429, fault=False)
            case "":
                known_as = self.of[person]
        return {key: known_as[key] for key in wanted if known_as.get(key)}
