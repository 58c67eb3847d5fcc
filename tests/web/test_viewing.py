"""Who looks at what: per tab, forgotten after 30 s without a beat (I-7)."""

from hypothesis import given
from hypothesis import strategies as st

from warmline.flow.ports import Whisper
from warmline.web.viewing import FORGOTTEN, Face, Viewing


def beat(operator, conversation, tab="", *, replying=False):
    return Whisper(
        kind="viewing",
        operator=operator,
        name=operator.title(),
        conversation=conversation,
        tab=tab or operator,
        on=replying,
    )


def test_a_tab_that_shows_a_conversation_has_a_face_there_until_it_shows_another():
    viewing = Viewing()
    assert viewing.hear(beat("ann", "c"), 0) == {"c"}
    assert viewing.faces("c") == (Face("ann", "Ann", replying=False),)
    assert viewing.hear(beat("ann", "d"), 1) == {"c", "d"}
    assert viewing.faces("c") == ()
    assert viewing.hear(beat("ann", ""), 2) == {"d"}
    assert list(viewing.conversations()) == []


def test_the_same_beat_again_tells_nobody_anything():
    viewing = Viewing()
    viewing.hear(beat("ann", "c"), 0)
    assert viewing.hear(beat("ann", "c"), 10_000) == set()
    assert viewing.hear(beat("ann", "c", replying=True), 11_000) == {"c"}


def test_a_tab_without_a_beat_is_forgotten_after_thirty_seconds_and_not_before():
    viewing = Viewing()
    viewing.hear(beat("ann", "c"), 1_000)
    assert viewing.expire(1_000 + FORGOTTEN - 1) == set()
    assert viewing.expire(1_000 + FORGOTTEN) == {"c"}
    assert viewing.faces("c") == ()
    assert FORGOTTEN == 30_000


def test_an_operator_with_two_tabs_is_one_face_which_stays_while_one_of_them_does():
    viewing = Viewing()
    viewing.hear(beat("ann", "c", "one"), 0)
    assert viewing.hear(beat("ann", "c", "two", replying=True), 0) == {"c"}
    assert viewing.faces("c") == (Face("ann", "Ann", replying=True),)
    assert viewing.hear(beat("ann", "", "one"), 1) == set()
    assert viewing.hear(beat("ann", "", "two"), 1) == {"c"}


BEATS = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bob"]),
        st.sampled_from(["", "c", "d"]),
        st.sampled_from(["1", "2", "3"]),
        st.booleans(),
        st.integers(0, 20_000),  # milliseconds until the next
    ),
    max_size=40,
)


@given(BEATS)
def test_what_is_told_is_exactly_what_a_list_of_all_beats_shows(beats):
    viewing, now, told = Viewing(), 0, {"c": (), "d": ()}
    newest = {}  # tab -> (at, operator, conversation, replying)
    for operator, conversation, tab, replying, pause in beats:
        changed = set(viewing.hear(beat(operator, conversation, tab, replying=replying), now))
        newest[tab] = (now, operator, conversation, replying)
        now += pause
        changed |= viewing.expire(now)
        for id in changed:
            told[id] = viewing.faces(id)
        for id, faces in told.items():
            live = [b for b in newest.values() if b[2] == id and b[0] + FORGOTTEN > now]
            names = {b[1]: any(x[3] for x in live if x[1] == b[1]) for b in live}
            expected = tuple(Face(n, n.title(), replying=r) for n, r in sorted(names.items()))
            assert viewing.faces(id) == faces == expected
