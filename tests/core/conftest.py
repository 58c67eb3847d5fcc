"""How long the properties search: a little by default, more in CI, always alike for mutants."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

pytest.register_assert_rewrite(
    "tests.core.promises_floor",
    "tests.core.promises_answers",
    "tests.core.promises_rules",
    "tests.core.promises_package",
)

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)

settings.register_profile(
    "quick",
    max_examples=300,
    stateful_step_count=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=SLOW_IS_FINE,
)
settings.register_profile("ci", settings.get_profile("quick"), max_examples=1500)
settings.register_profile(
    "mutants",  # the same search every time; a red one need not be small, so nothing is shrunk
    settings.get_profile("quick"),
    max_examples=250,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)

USUAL = "ci" if os.environ.get("CI") else "quick"
settings.load_profile(os.environ.get("WARMLINE_PROPERTIES", USUAL))
