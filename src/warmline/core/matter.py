"""Which of a visitor's messages say what they want: not a greeting, not a call for a person."""

from collections.abc import Iterable

from warmline.core.model import Signal

SURE = 0.5  # the score from which a signal counts
ABOUT_A_PERSON = ("explicit_request", "accepts_offer", "declines_offer")


def about_a_person(signals: Iterable[Signal]) -> bool:
    """Whether the turn settles if a person comes; its words then say nothing of the matter."""
    return any(signal.name in ABOUT_A_PERSON and signal.score >= SURE for signal in signals)


def says_enough(text: str) -> bool:
    """Whether it is more than a greeting."""
    return len(text.split()) >= 3 or len(text) >= 12


def matter_after(matter: str, text: str, signals: Iterable[Signal]) -> str:
    """The first message that says enough, else the first of any; "" while there is none."""
    if says_enough(matter) or about_a_person(signals):
        return matter
    return text if says_enough(text) else matter or text
