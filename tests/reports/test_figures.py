"""The figures agree with a slow, independent reading of the raw logs, whatever happened in them."""

from collections.abc import Sequence
from dataclasses import asdict

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.brute import Brute
from tests.reports.told_logs import BEGIN, MINUTE, logs, told
from warmline.core.facts import Entry
from warmline.reports.figures import FIGURES, measured, ranked
from warmline.reports.rows import Row
from warmline.reports.telling import Telling
from warmline.reports.telling import told as tell

HOURS = 9  # from nine o'clock UTC, a team is there for so many hours
DAY = 86_400_000


def open_time(team: str, since: int, until: int) -> int:
    """Nine hours a day, from nine o'clock; a team that was never asked is always there."""
    if not team:
        return max(0, until - since)
    total = 0
    for day in range(since // DAY, until // DAY + 1):
        begin = day * DAY + 9 * 60 * MINUTE
        total += max(0, min(until, begin + HOURS * 60 * MINUTE) - max(since, begin))
    return total


def rows_of(talks: Sequence[Sequence[Entry]], size: int = 10_000) -> list[Row]:
    """The rows of logs that are told in pieces of a size; of each row its newest."""
    found: dict[tuple[type[Row], str, int], Row] = {}
    for number, log in enumerate(talks):
        telling = Telling(conversation=f"c{number}")
        for start in range(0, len(log), size):
            telling, rows = tell(telling, log[start : start + size], open_time)
            found |= {(type(row), row.conversation, row.seq): row for row in rows}
    return list(found.values())


@settings(max_examples=400, deadline=None)
@given(talks=logs, business=st.booleans())
def test_every_figure_is_what_a_slow_reading_of_the_logs_finds(talks, business):
    rows = rows_of(talks)
    expected = Brute([list(log) for log in talks], open_time, business=business).all()
    assert set(expected) == set(FIGURES)
    for name, figure in FIGURES.items():
        mine = [row for row in rows if isinstance(row, figure.rows)]
        found = measured(figure, mine, business=business)
        wanted = expected[name]
        assert asdict(found) == asdict(wanted) or _same(found, wanted), (name, found, wanted)


def _same(found, wanted) -> bool:
    """Handling time has no business time, and a number may be whole."""
    return (found.hits, found.of, found.p90) == (wanted.hits, wanted.of, wanted.p90) and (
        found.value == wanted.value
    )


@settings(max_examples=150, deadline=None)
@given(talks=logs, size=st.integers(1, 7))
def test_a_log_told_in_pieces_leaves_the_rows_that_it_leaves_when_told_at_once(talks, size):
    def key(row: Row) -> tuple[str, str, int]:
        return type(row).__name__, row.conversation, row.seq

    assert sorted(rows_of(talks, size), key=key) == sorted(rows_of(talks), key=key)


@settings(max_examples=50, deadline=None)
@given(talks=logs)
def test_what_was_told_before_is_passed_over(talks):
    for log in talks:
        telling, _ = tell(Telling(conversation="c0"), log, open_time)
        again, rows = tell(telling, log, open_time)
        assert (again, rows) == (telling, ())


def test_a_drill_leaves_no_row():
    deeds = [("button", 1), ("claim", 1), ("reply", 1), ("resolve", 1)]
    assert rows_of([told("c0", deeds, drill=True, someone=True)]) == []
    assert len(rows_of([told("c0", deeds, drill=False, someone=True)])) == 4


def the_rows(*deeds: tuple[str, int], someone: bool = True) -> dict[str, Row]:
    """The newest row of each kind that a conversation leaves."""
    log = told("c0", list(deeds), drill=False, someone=someone)
    rows = sorted(rows_of([log]), key=lambda row: row.seq)
    return {type(row).__name__: row for row in rows}


def test_a_wait_is_from_the_request_to_whoever_takes_it_up():
    row = the_rows(("button", 1), ("claim", 7), ("reply", 1))["Request"]
    assert (row.waited, row.first_reply) == (7 * MINUTE, 8 * MINUTE)
    assert (row.operator, row.rule) == ("ann", "button")


def test_who_takes_it_up_a_second_time_does_not_make_the_wait_longer():
    row = the_rows(("button", 1), ("claim", 7), ("vanish", 1), ("claim_bob", 5))["Request"]
    assert (row.waited, row.operator) == (7 * MINUTE, "ann")


def test_a_person_who_answers_without_being_asked_takes_the_conversation():
    rows = the_rows(("say", 1), ("reply", 7))
    assert rows["Reply"].took == 7 * MINUTE
    assert rows["Holding"].operator == "ann"
    assert "Request" not in rows


def test_a_reply_counts_from_the_oldest_words_that_nobody_answered():
    rows = the_rows(
        ("say", 1), ("answer", 1), ("button", 1), ("say", 7), ("claim", 1), ("reply", 1)
    )
    assert rows["Reply"].took == 9 * MINUTE


def test_a_second_message_in_a_row_answers_nothing():
    rows = the_rows(("button", 1), ("claim", 1), ("reply", 1), ("reply", 1))
    assert rows["Reply"].took is None


def test_given_back_without_a_word_was_needless_unless_the_operator_says_otherwise():
    needless = FIGURES["needless"]
    back = the_rows(("button", 1), ("claim", 1), ("give_back", 1))["Request"]
    assert measured(needless, [back]).hits == 1
    spoken = the_rows(("button", 1), ("claim", 1), ("reply", 1), ("give_back", 1))["Request"]
    assert measured(needless, [spoken]).hits == 0
    judged = the_rows(("button", 1), ("claim", 1), ("give_back", 1), ("needed", 1))["Request"]
    assert measured(needless, [judged]).hits == 0


def test_a_visitor_who_raged_and_got_nobody_is_missed_and_one_who_waits_is_not_yet():
    missed = FIGURES["missed"]
    assert measured(missed, [the_rows(("rage", 1), ("answer", 1))["Stretch"]]).hits == 1
    assert measured(missed, [the_rows(("ask", 1))["Stretch"]]).hits == 0
    assert measured(missed, [the_rows(("ask", 1), ("withdraw", 1))["Stretch"]]).hits == 0
    assert measured(missed, [the_rows(("ask", 1), someone=False)["Stretch"]]).hits == 1
    came = the_rows(("ask", 1), ("claim", 1), ("reply", 1))["Stretch"]
    assert measured(missed, [came]).hits == 0


def test_a_handoff_soon_after_a_return_means_that_the_one_before_bounced():
    bounced = FIGURES["bounced"]
    soon = (("button", 1), ("claim", 1), ("reply", 1), ("give_back", 1), ("say", 1), ("ask", 1))
    rows = rows_of([told("c0", list(soon), drill=False, someone=True)])
    mine = [row for row in rows if isinstance(row, bounced.rows)]
    assert (measured(bounced, mine).hits, measured(bounced, mine).of) == (1, 1)
    late = (*soon[:4], *[("say", 1)] * 3, ("ask", 1))
    rows = rows_of([told("c0", list(late), drill=False, someone=True)])
    mine = [row for row in rows if isinstance(row, bounced.rows)]
    assert (measured(bounced, mine).hits, measured(bounced, mine).of) == (0, 1)


def test_silence_is_an_assumed_resolution_and_the_visitors_word_makes_it_a_confirmed_one():
    confirmed = FIGURES["resolved_confirmed"]
    silent = the_rows(("say", 1), ("answer", 1), ("idle", 200))["Stretch"]
    assert measured(confirmed, [silent]).hits == 0
    helped = the_rows(("say", 1), ("answer", 1), ("helped", 1), ("idle", 200))["Stretch"]
    assert measured(confirmed, [helped]).hits == 1
    doubted = the_rows(("say", 1), ("answer", 1), ("helped", 1), ("say", 1), ("idle", 1))["Stretch"]
    assert measured(confirmed, [doubted]).hits == 0


def test_a_clock_that_was_late_has_missed_its_target_also_when_it_is_met_later():
    kept = FIGURES["kept"]
    late = the_rows(("clock", 1), ("late", 1), ("clock_over", 1))["Target"]
    assert (measured(kept, [late]).hits, measured(kept, [late]).of) == (0, 1)
    running = the_rows(("clock", 1))["Target"]
    assert measured(kept, [running]).of == 0


def test_percentiles_are_values_that_occurred():
    assert [ranked([10], 50), ranked([10, 20], 50), ranked([10, 20, 30], 50)] == [10, 10, 20]
    assert ranked(list(range(1, 11)), 90) == 9
    assert ranked(list(range(1, 102)), 90) == 91


def test_a_row_begins_when_its_entry_was_made():
    assert the_rows(("button", 7))["Request"].at == BEGIN + 7 * MINUTE
