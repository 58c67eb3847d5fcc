"""What operators and teams wish of notices, who their browsers are, and what became of each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import structlog
from pydantic import TypeAdapter
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from warmline.core.effects import Notify
from warmline.core.model import ConversationId, Millis, OperatorId, TeamId
from warmline.flow.notebook import Told
from warmline.flow.telling import key_of
from warmline.flow.wishes import DEVICES, Board, Subscription, Target, Wishes
from warmline.store import tables as t
from warmline.store.dialects import insert_into, upsert
from warmline.store.sealing import Seal, Unsealable
from warmline.store.sql import SqlStore, does
from warmline.store.wishbook import BOARD, WISHES

KEPT: Final[Millis] = 30 * 24 * 3600 * 1000  # what became of a notice is known for this long
MOST_SHOWN: Final = 500  # notices of one conversation
TOLD: TypeAdapter[Told] = TypeAdapter(Told)
NOTIFY: TypeAdapter[Notify] = TypeAdapter(Notify)
VAPID: Final = "vapid"
OPEN_JOBS = select(t.outbox).where(t.outbox.c.kind == "notify")

log = structlog.get_logger()


class SqlNotebook:
    """``flow.notebook.Notebook``."""

    def __init__(self, store: SqlStore, secret: bytes) -> None:
        self._store = store
        self._seal = Seal(secret)

    # ── wishes ────────────────────────────────────────────────────────────────────────────────────

    async def wishes(self, operator: OperatorId) -> Wishes:
        body = await self._page(f"operator:{operator}")
        return WISHES.validate_json(body) if body else Wishes()

    async def wish(self, operator: OperatorId, wishes: Wishes) -> None:
        await self._write_page(f"operator:{operator}", WISHES.dump_json(wishes).decode())

    async def board(self, team: TeamId) -> Board:
        body = await self._page(f"team:{team}")
        board = BOARD.validate_json(body) if body else Board()
        return replace(board, targets=tuple(self._opened(board.targets)))

    async def pin(self, team: TeamId, board: Board) -> None:
        sealed = replace(board, targets=tuple(map(self._sealed, board.targets)))
        await self._write_page(f"team:{team}", BOARD.dump_json(sealed).decode())

    async def _page(self, owner: str) -> str | None:
        query = select(t.wish.c.body).where(t.wish.c.owner == owner)
        return await self._store.read(lambda db: db.execute(query).scalar_one_or_none())

    async def _write_page(self, owner: str, body: str) -> None:
        row = {"owner": owner, "body": body}
        await self._change(lambda db: db.execute(upsert(db, t.wish, *row), row))

    async def _change(self, change: Callable[[Connection], object]) -> None:
        def run(db: Connection) -> None:
            change(db)

        await self._store.write(run)
        self._store.wishbook.forget()

    def _sealed(self, target: Target) -> Target:
        url = self._seal.seal(target.url, f"url:{target.id}")
        secret = self._seal.seal(target.secret, f"secret:{target.id}")
        return replace(target, url=url, secret=secret)

    def _opened(self, targets: Sequence[Target]) -> Iterator[Target]:
        for one in targets:
            try:
                url = self._seal.opened(one.url, f"url:{one.id}")
                secret = self._seal.opened(one.secret, f"secret:{one.id}")
            except Unsealable:
                log.warning("target_unsealable", target=one.id)  # the secret has changed
                yield replace(one, url="", secret="")
            else:
                yield replace(one, url=url, secret=secret)

    # ── browsers ──────────────────────────────────────────────────────────────────────────────────

    async def subscriptions(self, operator: OperatorId) -> Sequence[Subscription]:
        mine = select(t.push).where(t.push.c.operator == operator).order_by(t.push.c.created_at)
        rows = await self._store.read(lambda db: db.execute(mine).all())
        return [
            Subscription(
                id=row.id,
                endpoint=row.endpoint,
                p256dh=row.p256dh,
                auth=row.auth,
                label=row.label,
                created_at=row.created_at,
            )
            for row in rows
        ]

    async def subscribe(self, operator: OperatorId, subscription: Subscription) -> bool:
        """A browser that is known is moved to this operator. False: they have too many."""

        def run(db: Connection) -> bool:
            db.execute(delete(t.push).where(t.push.c.endpoint == subscription.endpoint))
            mine = select(func.count()).where(t.push.c.operator == operator)
            if db.execute(mine).scalar_one() >= DEVICES:
                return False
            row = {
                "id": subscription.id,
                "operator": operator,
                "endpoint": subscription.endpoint,
                "p256dh": subscription.p256dh,
                "auth": subscription.auth,
                "label": subscription.label,
                "created_at": subscription.created_at,
            }
            db.execute(insert(t.push), row)
            return True

        done = await self._store.write(run)
        self._store.wishbook.forget()
        return done

    async def unsubscribe(self, operator: OperatorId, id: str) -> bool:
        mine = delete(t.push).where(t.push.c.id == id, t.push.c.operator == operator)
        done = await self._store.write(lambda db: db.execute(mine).rowcount == 1)
        self._store.wishbook.forget()
        return done

    async def expired(self, id: str) -> None:
        await self._change(does(delete(t.push).where(t.push.c.id == id)))

    # ── what became of each ───────────────────────────────────────────────────────────────────────

    async def note(self, told: Told) -> None:
        row = TOLD.dump_python(told)
        await self._store.write(lambda db: db.execute(upsert(db, t.told, *row), row) and None)

    async def became(self, key: str) -> Told | None:
        query = select(t.told).where(t.told.c.key == key)
        row = await self._store.read(lambda db: db.execute(query).mappings().one_or_none())
        return _told(row) if row else None

    async def told(self, conversation: ConversationId) -> Sequence[Told]:
        """Oldest first, those that are still to be sent included."""
        noted = select(t.told).where(t.told.c.conversation == conversation)
        noted = noted.order_by(t.told.c.seq, t.told.c.at).limit(MOST_SHOWN)
        waiting = OPEN_JOBS.where(t.outbox.c.conversation == conversation)

        def run(db: Connection) -> list[Told]:
            rows = [_told(row) for row in db.execute(noted).mappings()]
            known = {one.key for one in rows}
            open_ = (_waiting(row) for row in db.execute(waiting).mappings())
            return rows + [one for one in open_ if one.key not in known]

        return await self._store.read(run)

    async def sent(self, to: str, way: str, since: Millis) -> Sequence[Millis]:
        c = t.told.c
        lately = select(c.at).where(c.to == to, c.way == way, c.at > since, c.state == "sent")
        query = lately.order_by(c.at)
        return await self._store.read(lambda db: list(db.execute(query).scalars()))

    async def held(self, to: str, way: str) -> Sequence[Told]:
        c = t.told.c
        query = select(t.told).where(c.to == to, c.way == way, c.state == "held").order_by(c.at)
        rows = await self._store.read(lambda db: db.execute(query).mappings().all())
        return [_told(row) for row in rows]

    async def fold(self, keys: Sequence[str]) -> None:
        c = t.told.c
        if keys:
            gone = update(t.told).where(c.key.in_(keys), c.state == "held").values(state="folded")
            await self._store.write(does(gone))

    async def forget_old(self) -> None:
        old = delete(t.told).where(t.told.c.at < self._store.clock() - KEPT)
        await self._store.write(does(old))

    # ── who we are to push services ───────────────────────────────────────────────────────────────

    async def vapid_key(self, new: Callable[[], bytes]) -> bytes:
        """The key of this installation: made once, by the first process that needs it.

        One that was sealed under another secret cannot be opened any more: a new one is made, and
        the browsers that took pushes under it are forgotten.
        """
        found = await self._vapid()
        if found is not None:
            return found
        row = {"name": VAPID, "body": self._seal.seal(new().hex(), VAPID)}

        def first(db: Connection) -> None:
            put = insert_into(db, t.sealed).values(row)
            db.execute(put.on_conflict_do_nothing(index_elements=["name"]))

        await self._store.write(first)
        return await self._vapid() or await self._replaced(row)

    async def _vapid(self) -> bytes | None:
        query = select(t.sealed.c.body).where(t.sealed.c.name == VAPID)
        body = await self._store.read(lambda db: db.execute(query).scalar_one_or_none())
        if body is None:
            return None
        try:
            return bytes.fromhex(self._seal.opened(body, VAPID))
        except Unsealable:
            return None

    async def _replaced(self, row: dict[str, str]) -> bytes:
        log.warning("vapid_key_replaced")
        await self._change(does(delete(t.push), update(t.sealed).values(row)))
        return bytes.fromhex(self._seal.opened(row["body"], VAPID))


def _told(row: RowMapping) -> Told:
    return TOLD.validate_python(dict(row))


def _waiting(row: RowMapping) -> Told:
    """A job that is still in the outbox: it waits, or failed for good."""
    effect = NOTIFY.validate_json(row["body"])
    conversation = ConversationId(row["conversation"])
    return Told(
        key=key_of(conversation, effect),
        conversation=conversation,
        seq=effect.seq,
        notice=effect.notice,
        to=effect.to,
        way=effect.way,
        state="failed" if row["due"] is None else "pending",
        why=row["error"],
        at=row["at"],
    )
