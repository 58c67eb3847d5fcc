"""The rows of the search index: an entry's terms under its position, and how one is forgotten."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, inspect, select, text

from warmline.store import tables as t

NAME: Final = "search"  # of the follower that keeps the index
TABLE: Final = "said"
POSITIONS: Final = 16_383  # the highest that a tsvector holds
INDEXED = select(t.follower.c.position).where(t.follower.c.name == bindparam("name"))
FORGOTTEN: Final = {  # FTS5 keeps no text: it must be told what it is to forget
    "sqlite": "INSERT INTO said (said, rowid, words) VALUES ('delete', :position, :words)",
    "postgresql": "DELETE FROM said WHERE position = :position",
}


def words(kind: str, terms: Sequence[str]) -> str:
    """As they are kept. Terms hold letters, digits and marks only: nothing to escape."""
    if kind == "sqlite":
        return " ".join(terms)
    numbered = enumerate(terms, 1)
    return " ".join(f"'{term}':{min(place, POSITIONS)}" for place, term in numbered)


def forget(db: Connection, place: int, terms: Sequence[str]) -> None:
    """Take an entry out that has exactly these terms; nothing where it is not indexed yet."""
    indexed = db.execute(INDEXED, {"name": NAME}).scalar_one_or_none() or 0
    if not terms or place > indexed or not inspect(db).has_table(TABLE):
        return
    kind = db.dialect.name
    given: dict[str, object] = {"position": place}
    if kind == "sqlite":
        given["words"] = words(kind, terms)
    db.execute(text(FORGOTTEN[kind]), given)
