"""Whether a page or an Instagram account is set up well; what Meta lets us set up is set up."""

from collections.abc import Mapping
from dataclasses import replace

from warmline.channels._loose import items, mapping, text
from warmline.channels._meta.checking import looked, refused, token_finding
from warmline.channels._meta.direct.flavour import Flavour
from warmline.channels._meta.direct.parsing import STARTS
from warmline.channels._meta.envelope import name_of
from warmline.channels._meta.graph import Graph
from warmline.flow.channels import Finding, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Millis


async def findings(
    graph: Graph, setup: Setup, flavour: Flavour, hook_url: str, now: Millis
) -> list[Finding]:
    if not flavour.sender:
        words = "Connected by a page, the page's ID is needed, and there is none."
        return [Finding(step=flavour.label, well=False, words=words, remedy="Put in the page ID.")]
    account = await _account(graph, flavour)
    if not account.well:
        return [account]
    found = [account, await _subscribed(graph, flavour)]
    if flavour.object == "page":
        found.append(await _start(graph))
    found.append(await _webhook(graph, setup, flavour, hook_url))
    found.append(await _token(graph, setup, flavour, now))
    return found


async def _account(graph: Graph, flavour: Flavour) -> Finding:
    """The page or account can be read, and is the one that webhooks will name."""
    mine = flavour.sender == "me"
    path, fields = ("me", "user_id,username") if mine else (flavour.account, "id,name,username")
    if flavour.object == "page":
        fields = "id,name"
    finding, answer = await looked(flavour.label, graph, path, fields=fields)
    if not finding.well:
        return finding
    id_ = name_of(answer.get("user_id")) or name_of(answer.get("id"))
    name = text(answer.get("username"), 100) or text(answer.get("name"), 100)
    if id_ != flavour.account:
        words = f"The token is of {name} with the ID {id_}, and not of {flavour.account}."
        remedy = f"Put in {id_}, or a token of the other account."
        return Finding(step=flavour.label, well=False, words=words, remedy=remedy)
    return Finding(step=flavour.label, well=True, words=f"{name} can be read.")


async def _subscribed(graph: Graph, flavour: Flavour) -> Finding:
    """The app gets webhooks of a page or account only once it is subscribed to it."""
    path = f"{flavour.sender}/subscribed_apps"
    try:
        apps = items((await graph.get(path)).get("data"))
        if not any(_covers(mapping(app), flavour) for app in apps):
            await graph.post(path, {"subscribed_fields": ",".join(flavour.fields)})
    except (Temporary, Permanent) as error:
        return refused("Subscription", error, "Give the token the permissions of the guide.")
    words = "The app is told of messages, of what is read, and of answers from elsewhere."
    return Finding(step="Subscription", well=True, words=words)


def _covers(app: Mapping[str, object], flavour: Flavour) -> bool:
    return set(flavour.fields) <= {text(one, 60) for one in items(app.get("subscribed_fields"))}


async def _start(graph: Graph) -> Finding:
    """Links of ours tell who comes only where people press "Get started" first."""
    try:
        found = items((await graph.get("me/messenger_profile", fields="get_started")).get("data"))
        now = mapping(mapping(found[0] if found else None).get("get_started"))
        if not now:
            button = {"payload": "WARMLINE_START"}
            await graph.post("me/messenger_profile", {"get_started": button})
    except (Temporary, Permanent) as error:
        return refused("Get started", error, "Set the button up in the page's settings.")
    other = text(now.get("payload"), 200) not in {"", *STARTS}
    words = "The button “Get started” is there."
    if other:
        words = "The button “Get started” carries words of its own: they are taken as a message."
    return Finding(step="Get started", well=True, words=words)


async def _webhook(graph: Graph, setup: Setup, flavour: Flavour, hook_url: str) -> Finding:
    """An app has one address for all its pages; only the app itself may look."""
    words = "Not looked at: it takes the app ID and the app secret, and a page's token."
    app_id, secret = setup["app_id"], setup["app_secret"]
    if not (app_id and secret and flavour.proves):
        return Finding(step="Webhook", well=True, words=words)
    asking = replace(graph, token=f"{app_id}|{secret}", app_secret="")
    try:
        found = items((await asking.get(f"{app_id}/subscriptions")).get("data"))
    except (Temporary, Permanent) as error:
        return refused("Webhook", error, "See whether the app ID and the app secret are right.")
    used = [
        text(one.get("callback_url"))
        for one in map(mapping, found)
        if one.get("object") == flavour.object and one.get("active") is True
    ]
    well = hook_url in used
    return Finding(
        step="Webhook",
        well=well,
        words="Messages come here." if well else "The app sends its messages elsewhere.",
        remedy="" if well else f"Put in {hook_url} and the verify token as the app's webhook.",
    )


async def _token(graph: Graph, setup: Setup, flavour: Flavour, now: Millis) -> Finding:
    if flavour.proves:
        return await token_finding(graph, setup["app_id"], now)
    words = "The token is good. Those of Instagram's login end 60 days after they were made."
    return Finding(step="Token", well=True, words=words)
