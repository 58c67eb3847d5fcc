"""Ways to reach staff. One file each; the table is the registration."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from warmline.flow.ports import Notifier
from warmline.notifiers.email import Email, Smtp
from warmline.notifiers.nobody import Nobody

__all__ = ["NOTIFIERS", "Build", "Email", "Nobody", "Parts", "Smtp"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a notifier is built of."""

    smtp: Smtp
    console: str  # address of the console
    with_text: bool = False  # whether a notice may hold words of the conversation
    mask: Callable[[str], str] = str  # what those words lose on their way


Build = Callable[[Parts], Notifier]


def _email(parts: Parts) -> Notifier:
    return Email(smtp=parts.smtp, console=parts.console, with_text=parts.with_text, mask=parts.mask)


def _nobody(parts: Parts) -> Notifier:
    return Nobody()


NOTIFIERS: Mapping[str, Build] = {"email": _email, "none": _nobody}
