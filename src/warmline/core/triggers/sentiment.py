"""The visitor grows frustrated (T-5), taken over the last turns and not one word."""

from warmline.core.model import Signal, Why
from warmline.core.policy import Rule
from warmline.core.triggers._turn import No, Turn, because, below, too_few

TURNS = 3  # the moods that are looked at, this turn's included
NO_MOOD = No("the message shows no mood")
CONTENT = No("the message shows no bad mood")


def sentiment(turn: Turn, rule: Rule) -> Why | No:
    """Fires when the mean mood of the last turns is at or below minus the threshold."""
    now = turn.strongest("sentiment")
    if now is None:
        return NO_MOOD
    if now.score > 0:
        return CONTENT
    moods = (*turn.before.moods[-(TURNS - 1) :], now.score)
    if len(moods) < rule.times:
        return too_few(len(moods), rule, "turn")
    seen = Signal(name="sentiment", score=-sum(moods) / len(moods), words=now.words)
    if seen.score < rule.threshold:
        return below(seen, rule)
    return because(rule, "The visitor is frustrated.", seen)
