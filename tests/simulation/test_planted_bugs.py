"""Each bug has its place in the program, and one that is planted turns a day red."""

import pytest

from simulation.planted import BUGS, Planted, patched, seen


def test_a_planted_bug_turns_a_small_day_red():
    """The one that shows soonest; ``./run simulate --bugs`` plants them all."""
    bug = next(bug for bug in BUGS if bug.bug == "a timer rings at half its time")
    day = "--conversations 60 --operators 6 --seed 3 --quiet"
    red, output = seen(bug, *day.split())
    assert red, output


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.bug)
def test_every_bug_can_still_be_planted(bug: Planted):
    for edit in bug.edits:
        assert patched(bug, edit)
