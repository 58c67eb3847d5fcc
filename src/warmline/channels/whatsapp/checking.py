"""Whether a number is set up well, step by step; what Meta lets us set up is set up."""

from collections.abc import Mapping

from warmline.channels._loose import items, mapping, text
from warmline.channels._meta.checking import looked, refused, token_finding
from warmline.channels._meta.graph import Graph
from warmline.flow.channels import Finding, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Millis

_NUMBER = "display_phone_number,verified_name,quality_rating,webhook_configuration"


async def findings(graph: Graph, setup: Setup, hook_url: str, now: Millis) -> list[Finding]:
    number, answer = await looked("Number", graph, setup["phone_number_id"], fields=_NUMBER)
    if not number.well:
        return [number]
    name, shown = text(answer.get("verified_name"), 100), text(answer.get("display_phone_number"))
    found = Finding(step="Number", well=True, words=f"{name} ({shown}) can send and receive.")
    return [
        found,
        _quality(text(answer.get("quality_rating"), 20)),
        await _account(graph, setup),
        await _webhook(graph, setup, hook_url, mapping(answer.get("webhook_configuration"))),
        await token_finding(graph, setup["app_id"], now),
    ]


def _quality(rating: str) -> Finding:
    return Finding(
        step="Quality",
        well=rating != "RED",
        words=f"WhatsApp rates the quality of the number: {rating.lower() or 'not said'}.",
        remedy="" if rating != "RED" else "Fewer people must block or report the number.",
    )


async def _account(graph: Graph, setup: Setup) -> Finding:
    """The app gets webhooks of an account only once it is subscribed to it."""
    path = f"{setup['account_id']}/subscribed_apps"
    try:
        apps = items((await graph.get(path)).get("data"))
        if not apps:
            await graph.post(path, {})
    except (Temporary, Permanent) as error:
        return refused("Account", error, "Give the token whatsapp_business_management.")
    words = "The app is told of the account's messages."
    return Finding(step="Account", well=True, words=words)


async def _webhook(graph: Graph, setup: Setup, hook_url: str, now: Mapping[str, object]) -> Finding:
    """A number may have an address of its own, which goes before the account's and the app's."""
    used = next(
        (
            text(now[key])
            for key in ("phone_number", "whatsapp_business_account", "application")
            if now.get(key)
        ),
        "",
    )
    if used == hook_url:
        return Finding(step="Webhook", well=True, words="Messages of this number come here.")
    wanted = {"override_callback_uri": hook_url, "verify_token": setup["verify_token"]}
    try:
        await graph.post(setup["phone_number_id"], {"webhook_configuration": wanted})
    except (Temporary, Permanent) as error:
        return refused(
            "Webhook", error, f"Put {hook_url} and the verify token in under Configuration."
        )
    return Finding(step="Webhook", well=True, words="Messages of this number come here from now.")
