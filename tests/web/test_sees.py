"""Who sees what, and who may hide a conversation as a drill: the plain rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.core.model import Conversation, Handoff, HandoffStatus, TeamId
from warmline.core.refusals import UnknownConversation
from warmline.flow.desk import Operator, Role
from warmline.web.rights import ReadOnly, check_may_act, opens, sees
from warmline.web.tokens import BadToken, drill_pass, new_token, passes, read_token

SECRET = b"s" * 32


def operator(role=Role.OPERATOR, *, id="ann", teams=("support",)):
    return Operator(
        id=id, email="a@example.com", name="A", role=role, password="", teams=tuple(teams)
    )


def asked_of(team, status=HandoffStatus.PENDING, **more):
    handoff = Handoff(
        number=2,
        status=status,
        team=TeamId(team),
        priority=0,
        trigger="button",
        reason="",
        requested_at=1,
        deadline_at=0,
    )
    return Conversation(id="c", channel="web", handoff=handoff, **more)


CONVERSATIONS = st.one_of(
    st.just(Conversation(id="c", channel="web")),
    st.builds(
        asked_of,
        st.sampled_from(["support", "billing"]),
        st.sampled_from(list(HandoffStatus)),
        operator=st.sampled_from([None, "ann", "bob"]),
        assigned=st.sampled_from([None, "ann", "bob"]),
        drill=st.booleans(),
    ),
)
OPERATORS = st.builds(
    operator,
    st.sampled_from(list(Role)),
    id=st.sampled_from(["ann", "bob", "drill-1"]),
    teams=st.sampled_from([(), ("support",), ("billing",), ("support", "billing")]),
)


@given(OPERATORS, CONVERSATIONS)
def test_who_sees_a_conversation_is_written_down_in_one_table(who, now):
    drills = (now.drill, who.id.startswith("drill-"))
    mine = who.id in (now.operator, now.assigned)
    team = now.handoff.team if now.handoff else None
    boss = who.role is not Role.OPERATOR
    expected = all(drills) or (
        not any(drills) and (boss or mine or team is None or team in who.teams)
    )
    assert sees(who, now) is expected
    answers = who.role in (Role.OWNER, Role.ADMIN)
    assert opens(who, now) is (expected or (now.drill and answers))


@given(OPERATORS, CONVERSATIONS)
def test_who_does_not_see_it_may_do_nothing_and_who_only_reads_neither(who, now):
    try:
        check_may_act(who, now)
    except UnknownConversation:
        assert not sees(who, now)
    except ReadOnly:
        assert sees(who, now)
        assert who.role is Role.VIEWER
    else:
        assert sees(who, now)
        assert who.role is not Role.VIEWER


def test_an_operator_sees_another_teams_conversation_only_where_it_is_theirs():
    ann = operator(teams=("support",))
    assert not sees(ann, asked_of("billing"))
    assert sees(ann, asked_of("support"))
    assert sees(ann, asked_of("billing", operator="ann"))
    assert sees(ann, asked_of("billing", assigned="ann"))
    assert not sees(ann, asked_of("billing", operator="bob"))
    assert sees(ann, Conversation(id="c", channel="web"))  # no team was asked yet


def test_a_conversation_that_was_never_opened_is_unknown_to_everybody():
    with pytest.raises(UnknownConversation):
        check_may_act(operator(Role.OWNER), Conversation(id="c"))


@given(st.integers(1, 10**12), st.integers(0, 10**6), st.text(max_size=80))
def test_a_pass_is_good_until_its_time_and_any_other_text_is_none(until, early, other):
    good = drill_pass(SECRET, until)
    assert passes(SECRET, good, until - 1 - early)
    assert not passes(SECRET, good, until + early)
    assert not passes(b"another", good, until - 1)
    assert not passes(SECRET, other, 0)
    assert not passes(SECRET, f"{until + 1}.{good.partition('.')[2]}", 0)


def test_a_token_says_by_its_seal_whether_it_is_a_drills():
    for drill in (False, True):
        token = new_token(SECRET, "main", 10**12, drill=drill)
        assert read_token(SECRET, token, 10**12).drill is drill
        with pytest.raises(BadToken):
            read_token(b"another", token, 10**12)
