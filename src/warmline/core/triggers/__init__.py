"""Triggers: the reasons to fetch a person. One file each; this table is the registration."""

from collections.abc import Mapping

from warmline.core.triggers._turn import No, Trigger, Turn
from warmline.core.triggers.assistant_asks import assistant_asks
from warmline.core.triggers.assistant_fails import assistant_fails
from warmline.core.triggers.complexity import complexity
from warmline.core.triggers.condition import condition
from warmline.core.triggers.described import described
from warmline.core.triggers.explicit_request import explicit_request
from warmline.core.triggers.flow_ended import flow_ended
from warmline.core.triggers.low_confidence import low_confidence
from warmline.core.triggers.repeated_failure import repeated_failure
from warmline.core.triggers.sensitive_topic import sensitive_topic
from warmline.core.triggers.sentiment import sentiment
from warmline.core.triggers.turn_count import turn_count

TRIGGERS: Mapping[str, Trigger] = {
    "explicit_request": explicit_request,
    "sensitive_topic": sensitive_topic,
    "assistant_asks": assistant_asks,
    "flow_ended": flow_ended,
    "low_confidence": low_confidence,
    "assistant_fails": assistant_fails,
    "repeated_failure": repeated_failure,
    "sentiment": sentiment,
    "complexity": complexity,
    "turn_count": turn_count,
    "condition": condition,
    "described": described,
}

__all__ = ["TRIGGERS", "No", "Trigger", "Turn"]
