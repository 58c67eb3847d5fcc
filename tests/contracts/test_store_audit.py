"""The audit log is read newest first, page by page, on both databases."""

from tests.shell import ANN, BOB, SECOND, Clock
from warmline.store.accounts import SqlAccounts
from warmline.store.sql import SqlStore


async def test_lines_come_newest_first_and_each_once(store: SqlStore, clock: Clock):
    accounts = SqlAccounts(store)
    for number in range(5):
        await accounts.note((ANN, BOB)[number % 2], "unmasked", f"c1:{number}")
        clock.move(SECOND)
    first = await accounts.audited(before=2**53, limit=3)
    assert [(one.operator, one.object) for one in first] == [
        (ANN, "c1:4"),
        (BOB, "c1:3"),
        (ANN, "c1:2"),
    ]
    assert first[0].at - first[1].at == SECOND
    rest = await accounts.audited(before=first[-1].id, limit=3)
    assert [one.object for one in rest] == ["c1:1", "c1:0"]
    assert await accounts.audited(before=rest[-1].id, limit=3) == []
