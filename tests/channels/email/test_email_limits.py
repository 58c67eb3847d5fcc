"""Automatic mails end before they are a nuisance; what people write never does."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from warmline.channels.email.brakes import DAY, HOUR, MOST_IN_THREAD, Automatic, Brakes


@dataclass
class Clock:
    now: int = 10 * DAY

    def __call__(self) -> int:
        return self.now


def brakes(most_new: int = 60) -> tuple[Brakes, Clock]:
    clock = Clock()
    return Brakes(clock=clock, most_new=most_new), clock


def goes(
    on: Brakes, key: str, thread: str = "t", to: str = "e@x.test", *, known: bool = False
) -> bool:
    one = Automatic(key=key, thread=thread, to=to, known=known)
    if on.held(one):
        return False
    on.went(one)
    return True


def test_five_automatic_mails_an_hour_go_to_a_thread():
    on, clock = brakes()
    assert [goes(on, f"k{n}", known=True) for n in range(7)] == [True] * MOST_IN_THREAD + [
        False
    ] * 2
    assert goes(on, "k0", known=True)  # tried again
    assert goes(on, "other", thread="u", known=True)
    clock.now += HOUR + 1
    assert goes(on, "k8", known=True)


def test_a_robot_that_nothing_gives_away_is_stopped_within_a_day():
    on, clock = brakes()
    sent = 0
    for n in range(200):
        sent += goes(on, f"k{n}", known=True)
        clock.now += HOUR // 10
    assert sent == 30


def test_an_unproved_address_gets_automatic_mails_in_one_thread_a_day():
    on, clock = brakes()
    assert goes(on, "k1", thread="t1")
    assert goes(on, "k2", thread="t1")
    assert not goes(on, "k3", thread="t2")
    assert goes(on, "k4", thread="t2", known=True)
    clock.now += DAY + 1
    assert goes(on, "k5", thread="t3")


def test_a_flood_under_a_thousand_names_ends():
    on, clock = brakes(most_new=60)
    sent = sum(goes(on, f"k{n}", thread=f"t{n}", to=f"v{n}@x.test") for n in range(1000))
    assert sent == 60
    assert goes(on, "known", thread="k", to="k@x.test", known=True)
    clock.now += HOUR + 1
    assert goes(on, "later", thread="l", to="l@x.test")


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 5), st.booleans(), st.integers(0, HOUR)),
        max_size=80,
    )
)
def test_no_thread_ever_gets_more_in_any_hour(mails):
    on, clock = brakes()
    went = []
    for key, thread, known, later in mails:
        clock.now += later
        if goes(on, f"k{key}-{len(went)}", thread=f"t{thread}", known=known):
            went.append((thread, clock.now))
    for thread, at in went:
        assert sum(one == thread and at - HOUR < when <= at for one, when in went) <= MOST_IN_THREAD


def test_what_is_remembered_is_bounded():
    on, _ = brakes(most_new=10**9)
    for n in range(12_000):
        goes(on, f"k{n}", thread=f"t{n}", to=f"v{n}@x.test")
    assert len(on._threads) <= 10_000
    assert len(on._addresses) <= 10_000
