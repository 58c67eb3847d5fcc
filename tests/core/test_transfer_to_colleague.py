"""What is handed to a colleague who is there is theirs to take, whatever the team."""

from dataclasses import replace

from tests.core.world import ANN, ASKS, BILLING, BOB, SUPPORT, facts, opened, seat
from warmline.core.facts import FallbackRan
from warmline.core.hours import Hours
from warmline.core.inputs import OperatorClaimed, OperatorTransferred
from warmline.core.model import Author
from warmline.core.teams import Team

ALWAYS_SHUT = Hours(zone="UTC", week=((),) * 7)


def handed_to_bob(team: Team, teams_of_bob: tuple = (SUPPORT,)):
    thread = opened(seats=(seat(ANN), replace(seat(BOB), teams=teams_of_bob)))
    thread.say("A person, please.", ASKS)
    thread.feed(OperatorClaimed(operator=ANN))
    thread.change(teams={SUPPORT: Team(id=SUPPORT), team.id: team})
    thread.feed(OperatorTransferred(operator=ANN, team=team.id, to=BOB))
    return thread


def test_a_colleague_who_is_there_is_offered_it_though_the_team_is_closed():
    thread = handed_to_bob(Team(id=BILLING, hours=ALWAYS_SHUT), (BILLING,))
    assert thread.now.assigned == BOB
    assert facts(thread.log, FallbackRan) == []
    assert thread.texts(Author.SYSTEM)[-1] == "transferred"


def test_a_colleague_of_another_team_is_offered_it_though_nobody_of_the_team_is_there():
    thread = handed_to_bob(Team(id=BILLING))
    assert thread.now.assigned == BOB
    assert facts(thread.log, FallbackRan) == []
