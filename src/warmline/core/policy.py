"""Policy and context: the data that tunes a decision, gathered before it is taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from warmline.core.conditions import Condition
from warmline.core.model import Millis, Seat, TeamId
from warmline.core.teams import SUPPORT, Route, Team
from warmline.core.waits import Queue

__all__ = ["MINUTE", "SUPPORT", "Action", "Context", "Mode", "Policy", "Rule", "Topic"]

MINUTE: Millis = 60_000


class Action(StrEnum):
    HANDOFF = "handoff"  # fetch a person now
    OFFER = "offer"  # ask whether to fetch one


class Mode(StrEnum):
    ESCALATION = "escalation"  # people see a conversation when it is handed off
    MONITORING = "monitoring"  # people see each conversation from its first message


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When to fetch a person. Each trigger reads the fields that concern it."""

    id: str
    trigger: str  # a key of TRIGGERS
    action: Action = Action.HANDOFF
    threshold: float = 0.5  # the signal's score from which it counts
    times: int = 1  # how many turns must show it
    topics: tuple[str, ...] = ()  # for sensitive_topic
    amount: float | None = None  # for refunds: only above this sum
    description: str = ""  # for described: the situation, in plain words
    examples: tuple[str, ...] = ()  # for described: what a visitor says in it
    not_examples: tuple[str, ...] = ()  # what sounds alike and is something else
    when: Condition | None = None  # narrows any trigger; for condition: the trigger itself
    always: bool = False  # also while the conversation cools down
    team: TeamId | None = None  # None: the assistant's team
    priority: int = 0  # higher is served first
    warm: bool = False
    texts: Mapping[str, str] = field(default_factory=dict[str, str])  # by language


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A matter of the owner's own that is to be recognised."""

    name: str
    keywords: tuple[str, ...] = ()  # each word or phrase shows it
    not_keywords: tuple[str, ...] = ()  # with one of these it is something else
    description: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """An assistant's rules, limits and words."""

    version: int = 0
    team: TeamId = SUPPORT
    rules: tuple[Rule, ...] = ()  # asked in order; the first to fire decides
    topics: tuple[Topic, ...] = ()  # besides the built-in ones
    entities: Mapping[str, str] = field(default_factory=dict[str, str])  # own patterns, by kind
    handoff: bool = True  # the one switch
    mode: Mode = Mode.ESCALATION
    bar: float = 0.5  # below this confidence the assistant says that it does not know
    patience: Millis = 3 * MINUTE  # how long a visitor may wait for a person before the fallback
    answer_within: Millis = 25_000  # after this the visitor hears at least an honest notice
    cool_down: int = 0  # visitor messages after a person gave the floor back; see ``verdicts``
    zone: str = "UTC"  # in which conditions read times: an IANA name
    trust_page: bool = False  # attributes count although the page's owner did not sign them
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def say(self, key: str, language: str) -> str:
        """The text ``key`` in ``language``, or in English, or the key itself."""
        for tongue in (language, language.partition("-")[0], "en"):
            if text := self.texts.get(tongue, {}).get(key):
                return text
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the world looked like when the input was decided, read in the same transaction."""

    now: Millis
    policy: Policy = field(default_factory=Policy)
    roster: tuple[Seat, ...] = ()
    queue: Queue = field(default_factory=Queue)  # of each team that ``queues`` does not name
    queues: Mapping[TeamId, Queue] = field(default_factory=dict[TeamId, Queue])
    mails: bool = False  # a conversation can go on by mail
    delivers: bool = False  # the channel must be handed each message; the web reads the log itself
    summarises: bool = False  # a language model writes summaries of handoffs
    teams: Mapping[TeamId, Team] = field(default_factory=dict[TeamId, Team])
    routes: tuple[Route, ...] = ()  # asked in order where a rule names no team itself
    tells: Mapping[TeamId, Mapping[str, tuple[tuple[str, str], ...]]] = field(
        default_factory=dict[TeamId, Mapping[str, tuple[tuple[str, str], ...]]]
    )
    """Which notices go to what a team shares: each to these, by way and id."""

    def line(self, id: TeamId) -> Queue:
        """How the line of that team stands."""
        return self.queues.get(id, self.queue)

    def team(self, id: TeamId) -> Team:
        """As it is set up; a plain one where it is not."""
        return self.teams.get(id) or _plain(id)

    def patience(self, id: TeamId) -> Millis:
        """How long a visitor may wait for a person of that team before the fallback."""
        own = self.team(id).patience
        return self.policy.patience if own is None else own


@lru_cache(maxsize=1024)  # each message to a person asks for one
def _plain(id: TeamId) -> Team:
    return Team(id=id)
