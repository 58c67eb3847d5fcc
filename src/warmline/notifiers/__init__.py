"""Ways to reach staff. One file each; the table is the registration."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warmline.flow.ports import Bus, Notifier
from warmline.notifiers.chat import Chat
from warmline.notifiers.console import Console
from warmline.notifiers.email import Email, Smtp
from warmline.notifiers.identity import Identity
from warmline.notifiers.push import Expired, Push
from warmline.notifiers.sms import Account, Sms
from warmline.notifiers.webhook import Webhook
from warmline.outside.posting import Outside

if TYPE_CHECKING:
    from warmline.notifiers.webpush import Vapid

__all__ = ["NOTIFIERS", "Account", "Build", "Email", "Identity", "Parts", "Smtp", "built"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a notifier is built of."""

    bus: Bus
    smtp: Smtp
    sms: Account
    vapid: Callable[[], Awaitable["Vapid"]]
    expired: Expired
    console: str  # address of the console
    outside: Outside  # to services that admins name
    pushes: Outside  # to push services, which any operator's browser names
    provider: Outside  # to those that the server's own settings name
    with_text: bool = False  # whether a notice may hold words of the conversation
    mail_text: bool = False  # whether every mail does, whoever it goes to
    mask: Callable[[str], str] = str  # what those words lose on their way


Build = Callable[[Parts], Notifier | None]
"""None: the server's settings do not set this way up."""


def _console(parts: Parts) -> Notifier:
    return Console(bus=parts.bus)


def _email(parts: Parts) -> Notifier | None:
    if not parts.smtp.host:
        return None
    return Email(
        smtp=parts.smtp,
        console=parts.console,
        with_text=parts.mail_text,
        mask=parts.mask,
    )


def _push(parts: Parts) -> Notifier:
    return Push(
        outside=parts.pushes,
        vapid=parts.vapid,
        expired=parts.expired,
        console=parts.console,
        mask=parts.mask,
    )


def _sms(parts: Parts) -> Notifier | None:
    if not parts.sms.id:
        return None
    return Sms(outside=parts.provider, account=parts.sms, console=parts.console)


def _webhook(parts: Parts) -> Notifier:
    text, mask = parts.with_text, parts.mask
    return Webhook(outside=parts.outside, console=parts.console, with_text=text, mask=mask)


def _chat(parts: Parts) -> Notifier:
    text, mask = parts.with_text, parts.mask
    return Chat(outside=parts.outside, console=parts.console, with_text=text, mask=mask)


NOTIFIERS: Mapping[str, Build] = {
    "console": _console,
    "push": _push,
    "email": _email,
    "sms": _sms,
    "webhook": _webhook,
    "chat": _chat,
}


def built(parts: Parts) -> Mapping[str, Notifier]:
    """The ways that this server can take."""
    made = {way: build(parts) for way, build in NOTIFIERS.items()}
    return {way: notifier for way, notifier in made.items() if notifier is not None}
