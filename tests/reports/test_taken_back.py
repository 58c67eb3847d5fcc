"""What visitors take back, and where they go, in the rows that the reports are made of."""

from tests.core.world import ASKS, opened
from warmline.core.inputs import ChannelJoined, VisitorWithdrew
from warmline.reports.rows import Request
from warmline.reports.telling import Telling, told


def rows_after(thread) -> list[Request]:
    """The newest of each request."""
    _, rows = told(Telling(conversation="c"), thread.log, lambda _team, since, until: until - since)
    return [row for row in rows if isinstance(row, Request)]


def test_a_request_keeps_no_question_that_was_taken_back():
    thread = opened()
    thread.say("My IBAN is zanzibar", via="telegram")
    asked = thread.now.asked_at
    thread.say("A person, please.", ASKS, via="telegram")
    assert rows_after(thread)[-1].question == "My IBAN is zanzibar"
    thread.feed(VisitorWithdrew(message=asked))
    assert "zanzibar" not in repr(rows_after(thread)[-1])


def test_what_is_asked_after_a_move_counts_where_the_visitor_is():
    thread = opened()
    thread.say()
    thread.feed(ChannelJoined(channel="telegram"))
    thread.say("A person, please.", ASKS)
    assert rows_after(thread)[-1].channel == "telegram"
