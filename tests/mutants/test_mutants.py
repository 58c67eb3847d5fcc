"""Every promise of the engine has a planted bug, and the bug turns its own check red."""

import pytest

from tools.mutants import MUTANTS, Mutant, caught_it, kill, plant

NAMES = [mutant.bug.replace(" ", "_") for mutant in MUTANTS]
PROMISED = (
    "promise_3",
    "promise_5",
    "promise_6",
    "promise_7",
    "promise_8",
    "promise_9",
    "promise_10",
)


def test_the_engine_as_it_is_keeps_every_promise():
    verdict = kill(None)
    assert not verdict.red, verdict.output


@pytest.mark.parametrize("mutant", MUTANTS, ids=NAMES)
def test_a_planted_bug_is_caught_by_the_promise_that_it_breaks(mutant: Mutant):
    verdict = kill(mutant)
    assert caught_it(mutant, verdict), verdict.caught_by or "it survived"


@pytest.mark.parametrize("promise", [*PROMISED, "s1", "s2", "s4", "s5", "t1", "t8", "t9", "w5"])
def test_each_promise_of_the_engine_has_a_planted_bug(promise: str):
    assert any(mutant.promise == promise for mutant in MUTANTS)


def test_a_bug_that_can_no_longer_be_planted_is_an_error(tmp_path):
    source = tmp_path / "engine.py"
    source.write_text("nothing of the kind\n")
    with pytest.raises(LookupError, match=r"expected this text once in engine\.py, found it 0"):
        plant(MUTANTS[0], source)
