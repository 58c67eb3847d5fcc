"""A message that could not be sent goes out anew: by its old job, or by a new one."""

from sqlalchemy import Connection, insert, select, update

from warmline.core.effects import Deliver
from warmline.core.model import ConversationId
from warmline.store import tables as t
from warmline.store.codec import EFFECT
from warmline.store.sql import SqlStore


class SqlRetries:
    """``web.desk.Retries``."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def again(self, conversation: ConversationId, seq: int) -> bool:
        """Whether there is such a message and it failed; once, however many ask for it at once."""
        now, d = self._store.clock(), t.delivery.c
        here = (d.conversation == conversation) & (d.seq == seq)
        effect = Deliver(seq=seq)

        def run(db: Connection) -> bool:
            failed = update(t.delivery).where(here, d.state == "failed")
            failed = failed.values(state="sending", why="", at=now).returning(d.seq)
            if db.execute(failed).one_or_none() is None:
                return False
            if not _revived(db, conversation, effect, now):
                # all of it had gone out: a provider said afterwards that it did not arrive
                db.execute(update(t.delivery).where(here).values(ids="[]", parts=0))
                db.execute(insert(t.outbox), _job(conversation, effect, now))
            return True

        return await self._store.write(run)


def _revived(db: Connection, conversation: ConversationId, effect: Deliver, now: int) -> bool:
    """Make its dead job due; False: it has none."""
    c = t.outbox.c
    mine = (c.conversation == conversation) & (c.kind == "deliver") & c.due.is_(None)
    for id, body in db.execute(select(c.id, c.body).where(mine)).all():
        if EFFECT.validate_json(body) == effect:
            alive = update(t.outbox).where(c.id == id).values(due=now, attempts=0, error="")
            db.execute(alive)
            return True
    return False


def _job(conversation: ConversationId, effect: Deliver, now: int) -> dict[str, object]:
    return {
        "conversation": conversation,
        "kind": effect.kind,
        "lane": conversation,
        "body": EFFECT.dump_json(effect).decode(),
        "due": now,
        "at": now,
    }
