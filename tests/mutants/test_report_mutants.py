"""Every rule of the figures has a planted bug, and the bug turns a test red."""

import pytest

from tools.mutants import Mutant
from tools.report_mutants import MUTANTS, red


def test_the_figures_as_they_are_pass():
    failed, said = red(None)
    assert not failed, said


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one.bug.replace(" ", "_") for one in MUTANTS])
def test_a_planted_bug_in_the_figures_is_caught(mutant: Mutant):
    failed, said = red(mutant)
    assert failed, said
