"""What is to be reached on files that nobody here has seen, beside what is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """``least`` or ``most``: what ``metric`` of a fitting file should reach, or keep to."""

    task: str
    metric: str
    files: str = ""  # a pattern that the file's name must hold
    but: str = r"(?!)"  # and one that it must not
    least: float | None = None
    most: float | None = None

    def fits(self, task: str, file: str, metric: str) -> bool:
        named = re.search(self.files, file) and not re.search(self.but, file)
        return bool(named) and (task, metric) == (self.task, self.metric)

    def met(self, value: float) -> bool:
        low = self.least is None or value >= self.least
        return low and (self.most is None or value <= self.most)

    def __str__(self) -> str:
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:.3g}"


TRICKY = "tricky"
NEAR_MISS = "covid|near"
NO_FAQ = "clinc"  # intents, of which the goals say nothing
BASELINE = "plain"
EASY = f"{NEAR_MISS}|{NO_FAQ}|{BASELINE}"  # what is no easy knowledge base

GOALS = (
    Goal(task="A", metric="precision", but=TRICKY, least=0.97),
    Goal(task="A", metric="recall", but=TRICKY, least=0.93),
    Goal(task="A", metric="F1", but=TRICKY, least=0.95),
    Goal(task="A", metric="F1", files=TRICKY, least=0.92),
    Goal(task="A", metric="F1, en", files=TRICKY, least=0.88),
    Goal(task="A", metric="false-positive rate", files=TRICKY, most=0.04),
    Goal(task="A", metric="false alarms, are you a bot", most=1 / 85),
    Goal(task="A", metric="false alarms, mention and negation", most=1 / 35),
    Goal(task="A", metric="recall, offers accepted", least=1.0),
    Goal(task="A", metric="false alarms, offers declined", most=0.0),
    Goal(task="A", metric="false alarms per 1000 turns", but="maia", most=0.3),
    Goal(task="A", metric="false alarms per 1000 turns", files="maia", most=2.0),
    Goal(task="B", metric="AUROC", least=0.73),
    Goal(task="B", metric="recall at 5 % alarms", least=0.22),
    Goal(task="C", metric="turn F1", least=0.84),
    Goal(task="C", metric="dialogue F1", least=0.90),
    Goal(task="C", metric="false transfers, share of dialogues", most=3 / 70),
    Goal(task="D", metric="right at 1", but=EASY, least=0.95),
    Goal(task="D", metric="AUROC", but=EASY, least=0.975),
    Goal(task="D", metric="answered at <=5% error", but=EASY, least=0.62),
    Goal(task="D", metric="ECE", but=EASY, most=0.05),
    Goal(task="D", metric="right at 1", files=NEAR_MISS, but=BASELINE, least=0.69),
    Goal(task="D", metric="AUROC", files=NEAR_MISS, but=BASELINE, least=0.84),
    Goal(task="D", metric="ECE", files=NEAR_MISS, but=BASELINE, most=0.10),
    Goal(task="E", metric="macro F1", least=0.84),
    Goal(task="E", metric="any topic F1", least=0.87),
    Goal(task="E", metric="any topic false-positive rate", most=0.04),
    Goal(task="E", metric="refund amounts right", least=28 / 30),
    Goal(task="F", metric="AUROC", but="misunderstood", least=0.93),
    Goal(task="F", metric="near-verbatim recall", least=0.99),
    Goal(task="F", metric="F1", files="misunderstood", least=0.87),
    *(Goal(task=task, metric="ms p50", most=5.0) for task in "ABCEF"),
    *(Goal(task=task, metric="ms p99", most=15.0) for task in "ABCEF"),
)


def goal_of(task: str, file: str, metric: str) -> Goal | None:
    return next((goal for goal in GOALS if goal.fits(task, file, metric)), None)
