"""The visitor grows frustrated (T-5), taken over the last turns and not one word."""

from warmline.core.model import Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import Turn, because

TURNS = 3  # the moods that are looked at, this turn's included


def sentiment(turn: Turn, rule: Rule) -> Why | None:
    """Fires when the mean mood of the last turns is at or below minus the threshold."""
    now = turn.strongest("sentiment")
    if now is None or now.score > 0:
        return None
    moods = (*turn.before.moods[-(TURNS - 1) :], now.score)
    if len(moods) < rule.times:
        return None
    mean = sum(moods) / len(moods)
    if -mean < rule.threshold:
        return None
    seen = Signal(name="sentiment", score=-mean, words=now.words)
    return because(rule, "The visitor is frustrated.", seen)
