"""The reports' own figures of the day, told by the real ledger from the same log."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from simulation.database import DayStore
from warmline.core.model import Millis
from warmline.flow.ledger import Ledger
from warmline.flow.reports import Look, Reports
from warmline.reports.series import Period
from warmline.store.ledger import SqlLedger, SqlLedgerSources
from warmline.store.reports import SqlReports

COUNTED = ("handoffs", "fell_back", "kept_first_reply", "kept_next_reply", "kept_resolution")


async def reported(store: DayStore, begins: Millis, ends: Millis) -> Mapping[str, float]:
    """How many rows each of those figures counts; of the waits also how many, and their median."""
    rows, sources = SqlLedger(store), SqlLedgerSources(store)
    await Ledger(rows, store.clock, sources.hours).catch_up()
    reports = Reports(SqlReports(store), rows, store.clock)
    look = Look(period=Period(since=begins, until=ends + 1, zone=ZoneInfo("UTC")))
    found = await reports.figures(look, (*COUNTED, "waiting_time"))
    waits = found["waiting_time"]
    counted = {name: float(found[name].hits) for name in COUNTED}
    return {**counted, "waits": waits.of, "median wait, ms": waits.value or 0.0}
