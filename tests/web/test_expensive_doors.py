"""What costs much is asked for so often and no oftener, and holds nobody else up."""

import asyncio
import threading
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from tests.notifiers.standins import Texts, service
from tests.web.conftest import serving
from warmline.flow.reports import AT_ONCE, MOST_LINES, MOST_ROWS, Look, Reports, TooMuch
from warmline.flow.searching import Searching
from warmline.reports.figures import FIGURES
from warmline.reports.series import Period
from warmline.settings import Settings, SmsSettings
from warmline.web.desk import Limits
from warmline.web.limits import Rate

SLOW = Rate(burst=2, per_second=0.001)
DAY = 86_400_000
LOOK = Look(period=Period(since=0, until=400 * DAY, zone=ZoneInfo("UTC")))


@pytest.mark.parametrize(
    "door",
    [
        "GET /api/operator/search?q=lamp",
        "GET /api/reports/figures",
        "GET /api/reports/series.csv?figure=replies",
        "GET /api/reports/conversations.csv?figure=replies",
        "GET /api/operator/conversations/nothing/transcript.html",
        "POST /api/reports/gaps",
        "POST /api/admin/routing/try",
    ],
)
async def test_a_door_that_reads_much_closes_for_a_while(settings, door):
    async with serving(settings, limits=Limits(operator_looks=SLOW)) as server:
        boss = await server.login()
        method, path = door.split(" ")
        answers = [await boss.request(method, path, json={}) for _ in range(3)]
        assert [one.status_code == 429 for one in answers] == [False, False, True]
        assert answers[-1].json()["retry_after_ms"] > 0


async def test_nobody_makes_the_server_send_one_text_message_after_the_other(tmp_path):
    """To numbers of their own, which cost the owner as much as others earn by them."""
    texts = Texts()
    async with service(texts) as provider:
        sms = SmsSettings(
            account=texts.account, secret=texts.token, sender="+15005550006", base_url=provider.url
        )
        async with serving(Settings(data=tmp_path, port=0, sms=sms)) as server:
            await server.login()
            oscar = await server.login("oscar", "operator")
            for n in range(10):
                await oscar.put("/api/operator/notices", json={"phone": f"+4490912345{n:02}"})
                answer = await oscar.post("/api/operator/notices/test", json={"way": "sms"})
            assert answer.status_code == 429
            assert len(texts.sent) == 5


class Slow:
    """``flow.searching.SearchIndex`` that knows how many ask it at once."""

    inside = most = 0

    async def find(self, asked, *, before, limit):
        self.inside += 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0)
        self.inside -= 1
        return ()


async def test_one_search_is_made_after_the_other():
    index = Slow()
    searching = Searching(index)
    await asyncio.gather(*(searching.find("a b c", before=9, limit=9) for _ in range(20)))
    assert index.most == 1


# ── reports ───────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Row:
    """Of any kind; knows which threads looked at it."""

    at: int
    seq: int
    conversation: str = "c"
    operator: str = ""
    threads: set[int] = field(default_factory=set)

    def __getattr__(self, name: str) -> int:
        if name.startswith("_"):
            raise AttributeError(name)
        self.threads.add(threading.get_ident())
        return 0


@dataclass
class Endless:
    """``flow.reports.ReportRows`` of which there is always another page."""

    pages: int = 0
    inside: int = 0
    most: int = 0
    last: int = 2**53

    async def rows(self, kind, look, *, after, limit):
        self.pages, self.inside = self.pages + 1, self.inside + 1
        self.most = max(self.most, self.inside)
        await asyncio.sleep(0)
        self.inside -= 1
        first = after[2] + 1 if after else 1
        some = range(first, min(first + limit, self.last))
        self.given = [Row(at=n, seq=n, operator=f"o{n}") for n in some]
        return self.given


def reports(rows: Endless) -> Reports:
    return Reports(rows, None, lambda: 0)


async def test_figures_are_made_beside_the_loop_that_carries_everybodys_messages():
    rows = Endless(last=50)
    await reports(rows).figures(LOOK, ["visitor_messages"])
    threads = set().union(*(row.threads for row in rows.given))
    assert threads
    assert threading.get_ident() not in threads


async def test_the_search_for_rows_behind_a_number_ends_and_goes_on_where_it_ended():
    rows = Endless()
    found = await reports(rows).behind(LOOK, FIGURES["replies"], by="operator", key="nobody")
    assert rows.pages == MOST_ROWS // 2_000
    assert found.rows == []
    assert found.next == (MOST_ROWS, "c", MOST_ROWS)


async def test_few_reports_are_made_at_once():
    rows = Endless(last=50)
    made = reports(rows)
    await asyncio.gather(*(made.figures(LOOK, ["replies"]) for _ in range(20)))
    assert rows.most == AT_ONCE


async def test_a_series_is_not_split_into_more_lines_than_anybody_reads():
    rows = Endless(last=MOST_LINES + 10)
    with pytest.raises(TooMuch, match=f"{MOST_LINES} lines"):
        await reports(rows).series(LOOK, FIGURES["replies"], "day", "operator")
