"""Conditions: what holds, when, and how it is told."""

from dataclasses import replace

import pytest

from warmline.core.conditions import All, Any, Not, Op, Scene, holds, told, unmet, values
from warmline.core.conditions import Test as Asked
from warmline.core.model import Signal

MONDAY_NOON = 1_793_620_800_000  # 2026-11-02T12:00Z
HOUR = 3_600_000

SCENE = Scene(
    at=MONDAY_NOON,
    text="I want a refund of 89 EUR!",
    signals=(
        Signal(name="sentiment", score=-0.7),
        Signal(name="topic", score=0.4, value="legal"),
        Signal(name="topic", score=0.9, value="refund"),
        Signal(name="entity", score=1.0, value="amount:89.00 EUR"),
        Signal(name="entity", score=1.0, value="email:vera@example.org"),
    ),
    confidence=0.3,
    attributes={"plan": "Enterprise", "seats": "250", "vip": "true"},
    channel="web",
    page="https://shop.example/checkout?step=2",
    language="pt-BR",
    exchanges=3,
    visitor_messages=4,
)


def asked(subject, op, value):
    return Asked(subject=subject, op=Op(op), value=value)


@pytest.mark.parametrize(
    ("subject", "op", "value", "holds_here"),
    [
        ("channel", "is", "web", True),
        ("channel", "is", "Web", True),
        ("channel", "in", ("email", "sms"), False),
        ("page", "contains", "/checkout", True),
        ("page", "matches", r"step=\d$", True),
        ("page", "matches", r"^/cart", False),
        ("language", "is", "pt", True),
        ("language", "is", "pt-BR", True),
        ("language", "is", "pt-PT", False),
        ("language", "in", ("de", "pt"), True),
        ("contact.plan", "is", "enterprise", True),
        ("contact.seats", "above", 100.0, True),
        ("contact.seats", "between", (1.0, 250.0), True),
        ("contact.seats", "is", 250.0, True),
        ("contact.plan", "above", 1.0, False),
        ("contact.none", "is", "x", False),
        ("contact.none", "below", 5.0, False),
        ("entity.amount", "above", 88.0, True),
        ("entity.amount", "contains", "EUR", True),
        ("entity.phone", "matches", ".", False),
        ("signal.sentiment", "below", -0.5, True),
        ("signal.topic", "above", 0.8, True),
        ("signal.topic.value", "is", "legal", True),
        ("signal.topic.value", "in", ("billing",), False),
        ("signal.complexity", "below", 0.5, True),
        ("signal.complexity", "above", 0.0, False),
        ("signal.confidence", "below", 0.4, True),
        ("message", "contains", "REFUND", True),
        ("message.length", "above", 20.0, True),
        ("exchanges", "is", 3.0, True),
        ("visitor_messages", "above", 4.0, False),
        ("time", "between", ("09:00", "17:00"), True),
        ("time", "between", ("12:00", "12:01"), True),
        ("time", "between", ("11:00", "12:00"), False),
        ("time", "between", ("18:00", "08:00"), False),
        ("weekday", "is", "mon", True),
        ("weekday", "in", ("sat", "sun"), False),
        ("wine", "is", "red", False),
    ],
)
def test_a_test_holds_where_a_value_of_its_subject_passes(subject, op, value, holds_here):
    test = asked(subject, op, value)
    assert holds(test, SCENE) == holds_here
    assert holds(Not(test), SCENE) != holds_here


@pytest.mark.parametrize(
    ("zone", "clock", "day"),
    [("UTC", "12:00", "mon"), ("America/New_York", "07:00", "mon"), ("Asia/Tokyo", "21:00", "mon")],
)
def test_times_are_read_in_the_zone_of_the_policy(zone, clock, day):
    scene = replace(SCENE, zone=zone)
    assert values("time", scene) == (clock,)
    assert values("weekday", scene) == (day,)


def test_daylight_saving_moves_the_clock_and_the_day_with_it():
    summer = replace(SCENE, at=1_784_239_200_000 + 14 * HOUR, zone="Europe/Berlin")
    winter = replace(SCENE, at=MONDAY_NOON, zone="Europe/Berlin")
    assert values("time", winter) == ("13:00",)
    assert values("time", summer) == ("14:00",)
    late = replace(winter, at=MONDAY_NOON + 11 * HOUR + HOUR // 2)
    assert (values("time", late), values("weekday", late)) == (("00:30",), ("tue",))


def test_night_hours_go_over_midnight():
    night = asked("time", "between", ("18:00", "08:00"))
    hours = [h for h in range(24) if holds(night, replace(SCENE, at=MONDAY_NOON + h * HOUR))]
    assert [(12 + h) % 24 for h in hours] == [18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7]


def test_all_any_and_not_combine():
    yes, no = asked("channel", "is", "web"), asked("channel", "is", "email")
    assert holds(All((yes, yes)), SCENE)
    assert not holds(All((yes, no)), SCENE)
    assert holds(Any((no, yes)), SCENE)
    assert not holds(Any((no, no)), SCENE)
    assert holds(Not(All((yes, no))), SCENE)


def test_no_answer_has_no_confidence_rather_than_a_low_one():
    scene = replace(SCENE, confidence=None)
    assert not holds(asked("signal.confidence", "below", 0.9), scene)


def test_a_pattern_is_looked_for_in_the_beginning_of_a_text_only():
    long = replace(SCENE, text="a" * 5_000 + "needle")
    assert not holds(asked("message", "matches", "needle"), long)
    assert holds(asked("message", "contains", "needle"), long)


def test_what_holds_and_what_does_not_is_told_as_it_was_found():
    web, mail = asked("channel", "is", "web"), asked("channel", "is", "email")
    rich = asked("contact.plan", "in", ("enterprise", "gold"))
    assert told(All((web, rich)), SCENE) == "channel is web and contact.plan is Enterprise"
    assert told(Any((mail, web)), SCENE) == "channel is web"
    assert unmet(All((web, mail)), SCENE) == "channel is web, expected is email"
    assert unmet(Not(web), SCENE) == "channel is web"
    assert told(Not(mail), SCENE) == "channel is web, expected is email"
    none = asked("contact.tier", "in", ("a", "b"))
    assert unmet(none, SCENE) == "contact.tier is not known, expected in a, b"


def test_a_long_value_is_told_shortened():
    page = replace(SCENE, page="/" + "x" * 500)
    assert len(told(asked("page", "contains", "x"), page)) < 80
