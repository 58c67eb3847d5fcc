"""No faster than a channel takes it: each person, and all of them."""

import pytest

from warmline.flow.channels import Abilities
from warmline.flow.failures import PutOff
from warmline.flow.gauge import Gauge

PACED = Abilities(length=9, pace=6.0)
BRISK = Abilities(length=9, pace=1.0)
RATED = Abilities(length=9, rate=5.0)


class Time:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def gauge(time: Time) -> Gauge:
    return Gauge(lambda: time.now, time.sleep)


async def test_a_short_wait_is_waited_and_a_long_one_gives_the_place_away(gauge: Gauge, time: Time):
    for _ in range(2):
        await gauge.pass_("ch", "ada", BRISK)
    assert time.slept == [1.0]
    await gauge.pass_("ch", "grace", PACED)
    with pytest.raises(PutOff) as later:
        await gauge.pass_("ch", "grace", PACED)
    assert later.value.after == 6.0
    time.now += 6.0
    await gauge.pass_("ch", "grace", PACED)


async def test_one_person_s_pace_holds_up_nobody_else(gauge: Gauge, time: Time):
    for person in ("ada", "grace", "mary"):
        await gauge.pass_("ch", person, PACED)
    assert time.slept == []


async def test_all_together_are_sent_no_more_than_the_rate(gauge: Gauge, time: Time):
    began = time.now
    for n in range(30):
        await gauge.pass_("ch", f"person {n}", RATED)
    assert time.now - began == pytest.approx((30 - 5) / 5, abs=0.3)
    await gauge.pass_("other", "ada", RATED)


async def test_the_provider_s_word_counts(gauge: Gauge, time: Time):
    gauge.hold("ch", "ada", 30.0)
    with pytest.raises(PutOff) as later:
        await gauge.pass_("ch", "ada", Abilities(length=9))
    assert later.value.after == 30.0
    await gauge.pass_("ch", "grace", Abilities(length=9))
