"""The outbox: jobs that are due are leased, and deleted when done. NULL in ``due``: given up."""

from collections.abc import Collection, Sequence

import structlog
from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, delete, or_, select, update

from warmline.core.model import ConversationId, Millis
from warmline.flow.ports import Job
from warmline.store import tables as t
from warmline.store.codec import EFFECT

c = t.outbox.c
EARLIER = t.outbox.alias("earlier")
OLDER = select(EARLIER.c.id).where(
    EARLIER.c.lane == c.lane, EARLIER.c.id < c.id, EARLIER.c.due.is_not(None)
)
FIRST_IN_LANE = or_(c.lane == "", ~OLDER.exists())
"""A job with a lane waits until the older ones of its lane are done or given up."""

# built once: making a statement costs more than running it
FIRST = (
    select(c.id, c.due)
    .where(c.due.is_not(None), c.kind.in_(bindparam("kinds", expanding=True)), FIRST_IN_LANE)
    .order_by(c.due)
    .limit(bindparam("most"))
)
DUE = FIRST.where(c.due <= bindparam("now")).with_for_update(skip_locked=True)
THESE = c.id.in_(bindparam("ids", expanding=True))
UNTIL = bindparam("until", type_=c.due.type)
TAKE = (
    update(t.outbox)
    .where(THESE)
    .values(
        due=case((c.kind == "later", bindparam("soon", type_=c.due.type)), else_=UNTIL),
        attempts=c.attempts + 1,
    )
    .returning(c.id, c.conversation, c.body, c.attempts)
)
RENEW = update(t.outbox).where(THESE, c.due.is_not(None)).values(due=bindparam("until"))
SETTLE = delete(t.outbox).where(c.id == bindparam("number"))

TIMER_LEASE: Millis = 5_000
"""At most, whatever is asked for: a timer takes milliseconds, and those of the dead are late."""

log = structlog.get_logger()


def claim(
    db: Connection, kinds: Collection[str], now: Millis, until: Millis, limit: int
) -> list[Job]:
    """Take what is due; a job whose body this program cannot read is given up, and shown."""
    ids = [row.id for row in db.execute(DUE, {"kinds": kinds, "now": now, "most": limit})]
    if not ids:
        return []
    soon = min(until, now + TIMER_LEASE)
    rows = db.execute(TAKE, {"ids": ids, "until": until, "soon": soon}).all()
    jobs = (_job(db, row) for row in sorted(rows, key=lambda row: row.id))
    return [job for job in jobs if job]


def next_due(db: Connection, kinds: Collection[str]) -> Millis | None:
    first = db.execute(FIRST, {"kinds": kinds, "most": 1}).one_or_none()
    return first.due if first else None


def renew(db: Connection, jobs: Sequence[Job], until: Millis) -> None:
    db.execute(RENEW, {"ids": [_number(job) for job in jobs], "until": until})


def settle(db: Connection, job: Job) -> None:
    db.execute(SETTLE, {"number": _number(job)})


def put_off(db: Connection, job: Job, due: Millis | None, why: str) -> None:
    """Until ``due``, or for good. Nothing where somebody else has claimed it since."""
    mine: ColumnElement[bool] = (c.id == _number(job)) & (c.attempts == job.attempts)
    db.execute(update(t.outbox).where(mine).values(due=due, error=why))


def _job(db: Connection, row: Row[int, str, str, int]) -> Job | None:
    try:
        effect = EFFECT.validate_json(row.body)
    except ValidationError:
        log.exception("job_unreadable", job=row.id)
        db.execute(update(t.outbox).where(c.id == row.id).values(due=None, error="unreadable"))
        return None
    return Job(f"job-{row.id}", ConversationId(row.conversation), effect, row.attempts)


def _number(job: Job) -> int:
    return int(job.id.removeprefix("job-"))
