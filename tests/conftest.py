"""What every test may ask for, and how long properties search where a folder does not say."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.no_skips", "tests.services"]

SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
settings.register_profile("usual", deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.load_profile("usual")
