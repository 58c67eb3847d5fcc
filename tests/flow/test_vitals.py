"""How channels are is noted now and then; a change of their luck at once."""

import pytest

from tests.shell import Clock
from warmline.flow.channel_records import Health
from warmline.flow.failures import Temporary
from warmline.flow.vitals import Vitals


class Notes:
    """``Setups``, as far as health goes."""

    def __init__(self) -> None:
        self.kept: list[Health] = []
        self.away = False

    async def noted(self, id: str, note: Health) -> None:
        if self.away:
            raise Temporary("away")
        self.kept.append(note)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def vitals(notes: Notes, clock: Clock) -> Vitals:
    return Vitals(notes, clock)  # type: ignore[arg-type] - the rest of it is not asked


async def test_a_thousand_messages_cost_one_note(vitals: Vitals, notes: Notes, clock: Clock):
    for _ in range(1_000):
        await vitals.heard("ch")
        await vitals.sent("ch")
    assert len(notes.kept) == 2
    clock.move(15_000)
    await vitals.heard("ch")
    assert notes.kept[-1] == Health(heard_at=clock.now)


async def test_the_first_failure_and_the_first_success_after_it_are_noted_at_once(
    vitals: Vitals, notes: Notes, clock: Clock
):
    await vitals.sent("ch")
    await vitals.failed("ch", "token expired")
    await vitals.failed("ch", "token expired")
    await vitals.sent("ch")
    assert [(one.sent_at > 0, one.error) for one in notes.kept] == [
        (True, ""),
        (False, "token expired"),
        (True, ""),
    ]


async def test_a_note_that_cannot_be_kept_stops_no_message(vitals: Vitals, notes: Notes):
    notes.away = True
    await vitals.sent("ch")
    await vitals.failed("ch", "why")
    assert notes.kept == []
