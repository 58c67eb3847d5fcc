"""The drill's play: it tells a house that works from one that fails, at the step that fails."""

import asyncio
import json
from dataclasses import dataclass, field, replace

import pytest

from warmline.flow.drill import Cast, Unexpected, as_json, as_lines
from warmline.flow.drill_play import ACTS, ASK, REPLY, drill

HASTY = tuple(replace(act, limit=0.05) for act in ACTS)
NAMES = [act.name for act in ACTS]
CAST = Cast(operator="drill-1", cookie="c=1", csrf="x", key="pub", visitor_pass="p")


@dataclass
class End:
    """One end of a socket to the house."""

    house: "House"
    name: str
    frames: asyncio.Queue = field(default_factory=asyncio.Queue)
    closed: bool = False

    async def send(self, frame):
        getattr(self.house, f"{self.name}_{frame['type']}")(frame)

    async def receive(self):
        frame = await self.frames.get()
        if isinstance(frame, Exception):
            raise frame
        return frame

    async def close(self):
        self.closed = True


class House:
    """An installation as the drill sees it; ``fails`` names the step at which it stops working."""

    def __init__(self, fails="", *, asks="words", refuses=False):
        self.fails, self.asks, self.refuses = fails, asks, refuses
        self.seq, self.ends = 0, {}
        self.begun, self.over = 0, []

    # ── the ports ──

    async def begin(self, assistant):
        self.begun += 1
        return CAST

    async def end(self, cast, conversation):
        self.over.append((cast, conversation))

    async def session(self):
        if self.fails == "session":
            raise Unexpected("no connection")
        return "token"

    async def visitor(self, token):
        return self.end_of("visitor", {"type": "welcome", "conversation": "c1"})

    async def operator(self):
        return self.end_of("console", {"type": "welcome", "position": 7})

    async def package(self, conversation):
        return {"question": ASK}

    def end_of(self, name, welcome):
        end = self.ends[name] = End(self, name)
        if self.fails != name:
            end.frames.put_nowait(welcome)
        return end

    # ── what it does ──

    def tell(self, name, frame, step=""):
        if not step or step != self.fails:
            self.ends[name].frames.put_nowait(frame)

    def entry(self, step, status="waiting", floor="human", **more):
        self.seq += 1
        entries = [{"seq": self.seq, **more}]
        state = {"status": status, "floor": floor}
        self.tell("visitor", {"type": "entries", "entries": entries, "state": state}, step)

    def answered(self, name, frame, step=""):
        if self.refuses and step == self.fails:
            refused = {"type": "refused", "id": frame["id"], "code": "not_yours", "seq": 0}
            self.ends[name].frames.put_nowait(refused)
        else:
            self.tell(name, {"type": "ack", "id": frame["id"], "seq": self.seq}, step)

    def visitor_say(self, frame):
        self.entry("", author="visitor", status="open", floor="assistant")
        self.answered("visitor", frame)
        if frame["text"] != ASK:
            self.entry("answer", author="assistant", status="open", floor="assistant")
        elif self.asks == "words":
            self.requested()
        elif self.asks == "offer":
            buttons = [{"id": "accept"}, {"id": "decline"}]
            self.entry("", author="system", buttons=buttons, status="open", floor="assistant")
        elif self.asks == "form":
            self.entry("", author="system", form="contact", status="open", floor="assistant")
        else:
            self.entry("", author="assistant", status="open", floor="assistant")

    def visitor_answer_offer(self, frame):
        self.answered("visitor", frame)
        self.requested()

    visitor_request_person = visitor_answer_offer

    def requested(self):
        self.entry("trigger", event="handoff_requested")
        self.entry("trigger", author="system")
        row = {"id": "c1", "status": "waiting", "handoff": {"team": "support"}}
        self.tell("console", {"type": "update", "row": row}, "inbox")
        drilled = {"type": "drilled", "conversation": "c1", "notice": "person_wanted"}
        self.tell("console", {**drilled, "to": "team:support", "way": "console"}, "notification")

    def console_act(self, frame):
        action = frame["action"]
        self.answered("console", frame, action)
        floor = "human" if action == "claim" else "assistant"
        status = {"claim": "active", "return": "open", "resolve": "resolved"}[action]
        event = {"claim": "claimed", "return": "returned_to_assistant", "resolve": "resolved"}
        self.entry(action, event=event[action], status=status, floor=floor)

    def console_reply(self, frame):
        self.answered("console", frame)
        self.entry("reply", author="operator", text=frame["text"], status="active")


async def played(house):
    """Only the step that fails is hasty: the others are waited for, however slow this machine."""
    acts = [
        hasty if hasty.name == house.fails else act for act, hasty in zip(ACTS, HASTY, strict=True)
    ]
    return await drill(house, lambda _: house, "main", lambda: 1_000, acts=tuple(acts))


async def test_in_a_house_that_works_every_step_goes_well():
    house = House()
    report = await played(house)
    assert report.ok, report.steps
    assert [step.name for step in report.steps] == NAMES
    assert [one.to for one in report.told] == ["team:support"]
    assert all(step.came and step.expected for step in report.steps)


@pytest.mark.parametrize("step", NAMES)
async def test_it_ends_at_the_step_that_fails_and_says_what_was_expected_and_what_came(step):
    house = House(step)
    report = await played(house)
    assert not report.ok
    assert [one.name for one in report.steps] == NAMES[: NAMES.index(step) + 1]
    assert [one.ok for one in report.steps] == [True] * NAMES.index(step) + [False]
    assert report.steps[-1].came in ("no connection", "nothing of the kind within 0.05 s")


@pytest.mark.parametrize("step", ["", *NAMES])
async def test_whatever_fails_nothing_is_left_open_and_nothing_stays(step):
    house = House(step)
    report = await played(house)
    assert len(house.over) == house.begun == 1
    assert house.over[0] == (CAST, report.conversation or None)
    assert all(end.closed for end in house.ends.values())


async def test_a_drill_that_is_broken_off_takes_its_operator_away_too():
    house = House("claim")
    slow = tuple(replace(act, limit=60) for act in ACTS)
    playing = asyncio.create_task(drill(house, lambda _: house, "main", int, acts=slow))
    async with asyncio.timeout(30):
        while "console" not in house.ends or house.seq < 3:
            await asyncio.sleep(0)
    playing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await playing
    assert house.over == [(CAST, "c1")]


async def test_a_refusal_is_told_by_its_code():
    report = await played(House("claim", refuses=True))
    assert report.steps[-1].came == "act was refused: not_yours"


@pytest.mark.parametrize(("asks", "how"), [("offer", "after an offer"), ("twice", "by the button")])
async def test_a_policy_that_wants_more_than_one_request_is_met(asks, how):
    report = await played(House(asks=asks))
    assert report.ok
    assert how in report.steps[NAMES.index("trigger")].came


async def test_people_that_are_switched_off_are_told_as_what_they_are():
    report = await played(House(asks="form"))
    assert "switched off" in report.steps[-1].came


async def test_it_is_told_in_lines_for_people_and_as_json_for_monitors():
    good, bad = await played(House()), await played(House("reply"))
    assert all(line.startswith("✓") for line in as_lines(good)[: len(NAMES)])
    (failed,) = [line for line in as_lines(bad) if line.startswith("✗")]
    assert "expected: the operator's reply arrives at the visitor; came: nothing" in failed
    assert json.loads(as_json(bad))["steps"][-1]["name"] == "reply"
    assert json.loads(as_json(good))["ok"] is True
    assert REPLY not in as_json(good)
