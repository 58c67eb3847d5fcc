"""How long the properties search: a little by default, more in CI, always alike for mutants."""

import os

import pytest
from hypothesis import Phase, settings

pytest.register_assert_rewrite(
    "tests.core.promises_floor",
    "tests.core.promises_answers",
    "tests.core.promises_rules",
    "tests.core.promises_package",
)

settings.register_profile(
    "quick",
    max_examples=300,
    stateful_step_count=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
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

PROFILE = os.environ.get("WARMLINE_PROPERTIES", "ci" if os.environ.get("CI") else "quick")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """A property searches as the profile says that is loaded while its file is read."""
    usual = settings.get_current_profile_name()
    settings.load_profile(PROFILE)
    try:
        return (yield)
    finally:
        settings.load_profile(usual)
