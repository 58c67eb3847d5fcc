"""What a commit of the log marks at files: which message has them, and that it was taken back."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, update

from warmline.store import tables as t

c = t.file.c
MINE = c.conversation == bindparam("whose")
SAID = (
    update(t.file)
    .where(MINE, c.id.in_(bindparam("ids", expanding=True)))
    .values(message=bindparam("seq"))
)
TAKEN_BACK = (
    update(t.file).where(MINE, c.message == bindparam("seq")).values(state="withdrawn", due=None)
)


def said(db: Connection, conversation: str, ids: Iterable[str], seq: int) -> None:
    """These files are that message's from now on."""
    db.execute(SAID, {"whose": conversation, "ids": list(ids), "seq": seq})


def taken_back(db: Connection, conversation: str, seq: int) -> None:
    """A message is gone, and its files with it: their bytes are deleted soon after."""
    db.execute(TAKEN_BACK, {"whose": conversation, "seq": seq})
