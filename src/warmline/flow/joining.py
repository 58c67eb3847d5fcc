"""The lines as they stand within one transaction, before what it does to them is recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from warmline.core.model import TeamId
from warmline.core.waits import Queue


class Joined(Mapping[TeamId, Queue]):
    """Lines of which ``joined`` have been joined, or left, since they were read."""

    def __init__(self, lines: Mapping[TeamId, Queue], joined: Mapping[TeamId, int]) -> None:
        self._lines = lines
        self._joined = joined

    def __getitem__(self, team: TeamId) -> Queue:
        line = self._lines[team]
        return replace(line, waiting=line.waiting + self._joined.get(team, 0))

    def __iter__(self) -> Iterator[TeamId]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)
