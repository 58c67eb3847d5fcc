"""Series: every day and hour of a period once, in the time zone that was asked for."""

from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from warmline.reports.figures import FIGURES
from warmline.reports.rows import Holding, Presence, Reply, Request, Stretch
from warmline.reports.series import Period, may_be_by, midnight, series
from warmline.reports.staff import within, workloads

BERLIN, UTC = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
HOUR = 3_600_000
NAMES = {"channel": "web", "assistant": "main"}


def march(zone: ZoneInfo = BERLIN) -> Period:
    """Three days, with the night in which the clocks of Berlin are put forward between them."""
    return Period(
        since=midnight(date(2026, 3, 28), zone), until=midnight(date(2026, 3, 31), zone), zone=zone
    )


def stretch(at: int, number: int = 1, **more) -> Stretch:
    return Stretch(conversation=f"c{number}", seq=1, at=at, **{**NAMES, **more})


def test_a_day_of_the_change_is_one_day_of_23_hours():
    period = march()
    assert list(period.days()) == ["2026-03-28", "2026-03-29", "2026-03-30"]
    assert period.until - period.since == 71 * HOUR
    just_before = stretch(midnight(date(2026, 3, 30), BERLIN) - 1)
    points = series(FIGURES["conversations"], [just_before], "day", period)
    assert [point.measured.hits for point in points] == [0, 1, 0]


def test_an_hour_is_the_hour_of_the_zone():
    at = midnight(date(2026, 3, 30), UTC) + 7 * HOUR  # nine o'clock in Berlin, on a Monday
    for zone, key in ((UTC, "1 07"), (BERLIN, "1 09")):
        points = series(FIGURES["conversations"], [stretch(at)], "weekday_hour", march(zone))
        assert [point.key for point in points if point.measured.hits] == [key]
        assert len(points) == 168


@given(st.lists(st.integers(0, 71 * HOUR - 1), max_size=30), st.sampled_from(("day", "hour")))
def test_no_row_is_lost_or_counted_twice(offsets, by):
    period = march()
    rows = [stretch(period.since + offset, n) for n, offset in enumerate(offsets)]
    points = series(FIGURES["conversations"], rows, by, period)
    assert sum(point.measured.hits for point in points) == len(rows)
    assert len({point.key for point in points}) == len(points)


def test_the_names_with_the_most_rows_come_first():
    rows = [stretch(0, n, team=team) for n, team in enumerate(("b", "a", "a", "", "b", "a"))]
    points = series(FIGURES["conversations"], rows, "team", march())
    assert [(point.key, point.measured.hits) for point in points] == [("a", 3), ("b", 2), ("", 1)]


def test_only_handoffs_have_reasons():
    assert may_be_by(FIGURES["handoffs"], "trigger")
    assert not may_be_by(FIGURES["conversations"], "trigger")
    assert not may_be_by(FIGURES["handoffs"], "target")
    assert not may_be_by(FIGURES["handoffs"], "question")
    assert Request(conversation="c", seq=1, at=0, stretch=1).trigger == ""


def test_the_period_before_is_as_long_and_ends_where_this_one_begins():
    before = march().before()
    assert (before.until, before.until - before.since) == (march().since, 71 * HOUR)


def holding(operator: str, at: int, ended_at: int | None, number: int = 1) -> Holding:
    return Holding(
        conversation=f"c{number}", seq=number, at=at, operator=operator, ended_at=ended_at, **NAMES
    )


def test_workload_counts_what_lies_in_the_period_alone():
    period = Period(since=1_000, until=2_000, zone=UTC)
    found = workloads(
        [
            Presence(operator="ann", at=500, until=1_500, state="online"),
            Presence(operator="ann", at=1_500, until=1_600, state="away"),
        ],
        [
            holding("ann", 900, 1_100),
            holding("ann", 1_200, None, 2),
            holding("bob", 0, 5_000, 3),
        ],
        [Reply(conversation="c1", seq=9, at=1_050, operator="ann", **NAMES)],
        period,
        now=1_700,
    )
    ann, bob = found
    assert (ann.online, ann.away, ann.held) == (500, 100, 600)
    assert (ann.conversations, ann.replies, ann.at_once) == (2, 1, 1.2)
    assert (bob.held, bob.online, bob.at_once) == (1_000, 0, None)


@given(st.tuples(*[st.integers(0, 100)] * 4))
def test_a_span_within_a_period_is_never_longer_than_either(times):
    since, until = sorted(times[:2])
    period = Period(since=min(times[2:]), until=max(times[2:]), zone=UTC)
    found = within(since, until, period)
    assert 0 <= found <= min(until - since, period.until - period.since)
