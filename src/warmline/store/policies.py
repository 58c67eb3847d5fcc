"""Each assistant's live policy, parsed once and read in the transaction that needs it."""

from dataclasses import replace

import structlog
from sqlalchemy import Connection, select

from warmline.core.policy import Mode, Policy
from warmline.policies import BadPolicy, default_policy, load
from warmline.store import tables as t

LIVE = select(t.assistant.c.id, t.assistant.c.policy, t.assistant.c.handoff, t.assistant.c.mode)

Live = tuple[str, int, bool, str]
"""An assistant's id, its policy's version, its switch and its mode: what a policy depends on."""

Parsed = dict[Live, Policy]

log = structlog.get_logger()


class Policies:
    """The live policies as one transaction sees them."""

    def __init__(self, db: Connection, parsed: Parsed) -> None:
        self._db = db
        self._parsed = parsed
        self._live: dict[str, Live] | None = None

    def of(self, assistant: str) -> Policy:
        if self._live is None:
            self._live = {
                row.id: (row[0], row[1], row[2], row[3]) for row in self._db.execute(LIVE)
            }
        live = self._live.get(assistant)
        if live is None:
            return default_policy()
        if live not in self._parsed:
            self._parsed[live] = self._read(live)
        return self._parsed[live]

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
