"""Who is whom by brute force: every link that holds, followed from everybody to everybody."""

from collections.abc import Collection
from dataclasses import dataclass, field

KIND = "telegram"


@dataclass
class Whom:
    """Contacts as they began, what was merged, undone and split, and nothing resolved."""

    nodes: set[str] = field(default_factory=set)
    links: dict[int, tuple[str, str]] = field(default_factory=dict)  # those that hold, by merge
    identity: dict[str, str] = field(default_factory=dict)  # whose it is
    began: dict[str, str] = field(default_factory=dict)  # conversations of the web, by contact
    threads: dict[str, str] = field(default_factory=dict)  # conversations of identities

    def person(self, id: str) -> frozenset[str]:
        """Everybody who can be reached over links that hold."""
        found, fresh = {id}, [id]
        while fresh:
            one = fresh.pop()
            for ends in self.links.values():
                if one in ends:
                    fresh += set(ends) - found
                    found |= set(ends)
        return frozenset(found)

    def identities(self, ids: Collection[str]) -> set[str]:
        return {one for one, contact in self.identity.items() if contact in ids}

    def conversations(self, ids: Collection[str]) -> set[str]:
        web = {id for id, contact in self.began.items() if contact in ids}
        return web | {id for id, one in self.threads.items() if self.identity[one] in ids}
