"""Each assistant's live policy, parsed once and read in the transaction that needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy import Connection, select

from warmline.core.model import TeamId
from warmline.core.policy import Mode, Policy
from warmline.core.teams import Route, Team
from warmline.policies import BadPolicy, default_policy, load
from warmline.store import tables as t
from warmline.store.prepared import Prepared
from warmline.store.teams import VERSION, Setting, read_setting

MOVED = select(t.counter.c.value).where(t.counter.c.name == VERSION)
LIVE = Prepared(
    select(
        t.assistant.c.id,
        t.assistant.c.policy,
        t.assistant.c.handoff,
        t.assistant.c.mode,
        MOVED.scalar_subquery().label("teams"),
    )
)

Live = tuple[str, int, bool, str]
"""An assistant's id, its policy's version, its switch and its mode: what a policy depends on."""


@dataclass(slots=True)
class Parsed:
    """What one process has read of the settings; kept over transactions."""

    policies: dict[Live, Policy] = field(default_factory=dict[Live, Policy])
    teams: Setting | None = None


log = structlog.get_logger()


class Policies:
    """The live policies as one transaction sees them."""

    def __init__(self, db: Connection, parsed: Parsed) -> None:
        self._db = db
        self._parsed = parsed
        self._live: dict[str, Live] | None = None
        self._version = 0  # of the teams and their routes

    def of(self, assistant: str) -> Policy:
        live = self._lives().get(assistant)
        if live is None:
            return default_policy()
        if live not in self._parsed.policies:
            self._parsed.policies[live] = self._read(live)
        return self._parsed.policies[live]

    def teams(self) -> tuple[Mapping[TeamId, Team], tuple[Route, ...]]:
        """The teams and the routes to them; read again only where they were changed."""
        self._lives()
        known = self._parsed.teams
        if known is None or known.version != self._version:
            known = self._parsed.teams = read_setting(self._db, self._version)
        return known.teams, known.routes

    def _lives(self) -> dict[str, Live]:
        if self._live is None:
            rows = LIVE(self._db)
            self._live = {
                id: (id, version, bool(handoff), mode) for id, version, handoff, mode, _ in rows
            }
            moved = rows[0][-1] if rows else self._db.execute(MOVED).scalar()
            self._version = moved or 0
        return self._live

    def _read(self, live: Live) -> Policy:
        assistant, version, handoff, mode = live
        policy = self._published(assistant, version) if version else default_policy()
        return replace(policy, version=version, handoff=handoff, mode=Mode(mode))

    def _published(self, assistant: str, version: int) -> Policy:
        """A text that was good when it was published.

        Should it no longer be, because this program has moved on, visitors are answered anyway.
        """
        c = t.policy.c
        text = select(c.text).where(c.assistant == assistant, c.version == version)
        try:
            return load(self._db.execute(text).scalar_one())
        except BadPolicy as error:
            log.error("policy_unreadable", assistant=assistant, version=version, error=str(error))  # noqa: TRY400 - the faults say it all
            return default_policy()
