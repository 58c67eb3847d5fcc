"""When a team is there again, as people say it."""

from datetime import UTC, datetime

import pytest

from warmline.core.openings import DAYS, opening_words
from warmline.policies.words import LANGUAGES

SUNDAY = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)


def test_every_language_names_today_tomorrow_and_the_days_of_the_week():
    assert set(DAYS) == set(LANGUAGES)
    assert {len(words) for words in DAYS.values()} == {9}
    assert all(len(set(words)) == 9 for words in DAYS.values())


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        (datetime(2026, 11, 22, 13, tzinfo=UTC), "heute 14:00 (Berlin)"),
        (datetime(2026, 11, 23, 8, tzinfo=UTC), "morgen 09:00 (Berlin)"),
        (datetime(2026, 11, 25, 8, tzinfo=UTC), "Mittwoch 09:00 (Berlin)"),
        (datetime(2026, 12, 28, 8, tzinfo=UTC), "Montag 2026-12-28 09:00 (Berlin)"),
    ],
)
def test_an_opening_is_told_on_the_teams_clock_in_the_visitors_words(opens: datetime, said: str):
    moment = int(opens.timestamp() * 1000)
    assert opening_words(moment, SUNDAY, "Europe/Berlin", "de-AT") == said
