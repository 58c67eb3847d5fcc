"""Teams and the routes to them as people write them, and what is wrong or doubtful with either."""

from warmline.policies import BadPolicy
from warmline.teams.checks import faults_of
from warmline.teams.doubts import doubts, policy_doubts, team_doubts
from warmline.teams.file import dump, from_json, load, to_json

__all__ = [
    "BadPolicy",
    "doubts",
    "dump",
    "faults_of",
    "from_json",
    "load",
    "policy_doubts",
    "team_doubts",
    "to_json",
]
