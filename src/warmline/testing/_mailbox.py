"""A folder of letters in memory, as a mail server keeps it."""

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class Kept:
    uid: int
    raw: bytes
    flags: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class Folder:
    """Numbers are given once; with another ``validity`` they all mean something else."""

    letters: list[Kept] = field(default_factory=list[Kept])
    next: int = 1
    validity: int = 1
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def put(self, raw: bytes) -> None:
        self.letters.append(Kept(uid=self.next, raw=raw))
        self.next += 1
        async with self.news:
            self.news.notify_all()

    def renumber(self) -> None:
        """As after a restore from a backup: other numbers, and nothing of the old ones holds."""
        self.validity += 1
        for uid, letter in enumerate(self.letters, 1001):
            letter.uid = uid
        self.next = 1001 + len(self.letters)

    def unread(self) -> list[Kept]:
        return [one for one in self.letters if "\\Seen" not in one.flags]
