"""Looking whether a Telegram channel is set up, and telling Telegram where its messages go."""

from collections.abc import Sequence
from typing import Final

from warmline.channels._loose import mapping, text, whole
from warmline.channels.telegram.api import Api
from warmline.channels.telegram.form import POLLING
from warmline.channels.telegram.parsing import TAKEN
from warmline.channels.telegram.sending import Ask, MovedTo
from warmline.flow.channels import Finding, Setup
from warmline.flow.failures import Permanent, Temporary

CONNECTIONS: Final = 20  # of Telegram to us at the same time
MANY: Final = 100  # messages that wait to be delivered


async def findings(api: Api, setup: Setup, hook_url: str, secret: str) -> Sequence[Finding]:
    """Each step in turn; what needs an earlier one that failed is left out."""
    token, name = await _token(api)
    found = [token, *_name(setup, name)]
    if not token.well:
        return found
    polling = setup["way"] == POLLING
    way = await (_polling(api) if polling else _webhook(api, hook_url, secret))
    return [*found, way, *(await _state(api, "" if polling else hook_url) if way.well else ())]


async def _token(api: Api) -> tuple[Finding, str]:
    try:
        me = mapping(await api.ask(Ask(method="getMe", fields={})))
    except (Permanent, Temporary, MovedTo) as error:
        remedy = "Copy the token from BotFather again."
        return Finding(step="Token", well=False, words=f"{error}.", remedy=remedy), ""
    name = text(me.get("username"), 64)
    return Finding(step="Token", well=True, words=f"Telegram knows it as @{name}."), name


def _name(setup: Setup, name: str) -> Sequence[Finding]:
    typed = setup["username"].removeprefix("@")
    if not name or typed.lower() == name.lower():
        return ()
    if not typed:
        words = "No user name is typed in, so visitors of the web get no link to Telegram."
    else:
        words = f"The user name is @{typed} here and @{name} at Telegram."
    return (Finding(step="User name", well=False, words=words, remedy=f"Type in {name}."),)


async def _webhook(api: Api, url: str, secret: str) -> Finding:
    if not secret:
        words = "No secret is set: what comes is refused."
        return Finding(step="Webhook", well=False, words=words, remedy="Type in a secret.")
    fields = {
        "url": url,
        "secret_token": secret,
        "allowed_updates": list(TAKEN),
        "max_connections": CONNECTIONS,
    }
    remedy = (
        "Telegram sends to https addresses with a real certificate, on port 443, 80, 88 or 8443."
        " If yours is not one of them, choose polling."
    )
    return await _done(api, Ask(method="setWebhook", fields=fields), "Webhook", remedy)


async def _polling(api: Api) -> Finding:
    """Telegram refuses to be asked for news while it has an address to send them to."""
    return await _done(api, Ask(method="deleteWebhook", fields={}), "Polling", "Try again later.")


async def _done(api: Api, ask: Ask, step: str, remedy: str) -> Finding:
    try:
        await api.ask(ask)
    except (Permanent, Temporary, MovedTo) as error:
        return Finding(step=step, well=False, words=f"{error}.", remedy=remedy)
    words = "Telegram sends messages here." if step == "Webhook" else "Warmline asks for messages."
    return Finding(step=step, well=True, words=words)


async def _state(api: Api, url: str) -> Sequence[Finding]:
    """``url``: where messages should go; "": nowhere, since they are asked for."""
    try:
        found = mapping(await api.ask(Ask(method="getWebhookInfo", fields={})))
    except (Permanent, Temporary, MovedTo) as error:
        return (Finding(step="Delivery", well=False, words=f"{error}."),)
    return _delivery(
        same=text(found.get("url")) == url,
        waiting=whole(found.get("pending_update_count")),
        error=text(found.get("last_error_message"), 200),
    )


def _delivery(*, same: bool, waiting: int, error: str) -> Sequence[Finding]:
    step = "Delivery"
    if not same:
        words = "Telegram sends to another address."
        remedy = "Somebody else uses the same token: create a bot for Warmline alone."
        return (Finding(step=step, well=False, words=words, remedy=remedy),)
    if error:
        words = f"Telegram could not deliver lately: {error}. Messages that wait: {waiting}."
        remedy = "It tries again by itself. Check that the address can be reached from outside."
        return (Finding(step=step, well=False, words=words, remedy=remedy),)
    words = f"Messages that wait to be delivered: {waiting}."
    return (Finding(step=step, well=waiting < MANY, words=words),)
