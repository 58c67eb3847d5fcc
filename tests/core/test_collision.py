"""I-7: nobody's reply goes out past a colleague's that they have not read."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.core.engine import step
from warmline.core.facts import MessageAdded
from warmline.core.inputs import (
    Open,
    OperatorClaimed,
    OperatorNoted,
    OperatorReturned,
    OperatorSaid,
    VisitorSaid,
)
from warmline.core.model import Author, Conversation
from warmline.core.policy import Context
from warmline.core.refusals import AlreadyTaken, ColleagueSpoke, Refused

NOW = Context(now=1_000)
OPENED = step(
    Conversation(id="c"), Open(channel="web", assistant="main", contact="v"), NOW
).conversation


def after(*inputs):
    return reduce(lambda now, one: step(now, one, NOW).conversation, inputs, OPENED)


def said(who, text="Hello.", **more):
    return OperatorSaid(operator=who, text=text, **more)


def test_who_has_not_read_a_colleagues_reply_is_told_whose_it_is_and_which_entry():
    now = after(VisitorSaid(text="Hi"), said("tom", seen=2))
    with pytest.raises(ColleagueSpoke) as refused:
        step(now, said("maya", seen=2), NOW)
    assert (refused.value.by, refused.value.seq) == ("tom", now.seq)
    assert refused.value.code == "colleague_spoke"


def test_who_says_so_sends_all_the_same():
    now = after(VisitorSaid(text="Hi"), said("tom", seen=2))
    sent = step(now, said("maya", "And hello from me.", seen=2, alongside=True), NOW)
    assert sent.entries[-1].fact.text == "And hello from me."
    assert sent.conversation.operator == "tom"


def test_who_holds_it_is_warned_of_a_colleague_who_spoke_alongside():
    now = after(said("tom"), said("maya", alongside=True))
    with pytest.raises(ColleagueSpoke) as refused:
        step(now, said("tom", seen=3), NOW)
    assert refused.value.by == "maya"
    assert step(now, said("tom", seen=now.seq), NOW).entries


def test_who_does_not_say_what_they_have_seen_is_asked_nothing():
    now = after(said("tom"), said("maya", alongside=True))
    assert step(now, said("tom"), NOW).entries


def test_ones_own_reply_from_another_tab_is_no_colleagues():
    now = after(said("tom"), said("tom", "And this."))
    assert step(now, said("tom", seen=2), NOW).entries


def test_a_colleagues_reply_below_ones_own_is_still_unread():
    now = after(said("tom"), said("maya", alongside=True))
    with pytest.raises(ColleagueSpoke) as refused:
        step(now, said("maya", seen=1), NOW)
    assert refused.value.by == "tom"


def test_a_note_or_a_visitors_words_are_no_reply():
    now = after(said("tom"), OperatorNoted(operator="maya", text="psst"), VisitorSaid(text="Hi"))
    assert step(now, said("tom", seen=3), NOW).entries


OPERATORS = ("ann", "bob", "cid")
TURNS = st.lists(
    st.one_of(
        st.builds(
            OperatorSaid,
            operator=st.sampled_from(OPERATORS),
            text=st.just("x"),
            alongside=st.booleans(),
            seen=st.integers(0, 30),
        ),
        st.builds(OperatorNoted, operator=st.sampled_from(OPERATORS), text=st.just("n")),
        st.builds(OperatorClaimed, operator=st.sampled_from(OPERATORS)),
        st.builds(OperatorReturned, operator=st.sampled_from(OPERATORS)),
        st.just(VisitorSaid(text="Hi")),
    ),
    max_size=25,
)


@given(TURNS)
def test_a_reply_is_refused_exactly_where_an_unread_one_of_a_colleague_stands(turns):
    now, log = OPENED, []
    for input in turns:
        try:
            taken = step(now, input, NOW)
        except Refused as refused:
            if isinstance(input, OperatorSaid):
                _check_refused(input, refused, log, now)
            continue
        if isinstance(input, OperatorSaid):
            assert input.alongside or not _unread(input, log)
        now = taken.conversation
        log += taken.entries


def _unread(input, log):
    """By the whole log, which the engine does not have: the numbers and authors."""
    return [
        (entry.fact.operator, entry.seq)
        for entry in log
        if isinstance(entry.fact, MessageAdded)
        and entry.fact.author is Author.OPERATOR
        and entry.fact.operator != input.operator
        and 0 < input.seen < entry.seq
    ]


def _check_refused(input, refused, log, now):
    assert not input.alongside
    if unread := _unread(input, log):
        assert isinstance(refused, ColleagueSpoke)
        assert (refused.by, refused.seq) == unread[-1]
    else:
        assert isinstance(refused, AlreadyTaken)
        assert now.operator not in (None, input.operator)
