"""Steps of the guided check that Meta's channels share."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from warmline.channels._loose import mapping
from warmline.channels._meta.envelope import instant
from warmline.channels._meta.graph import Graph
from warmline.flow.channels import Finding
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Millis

SOON: Final = 7 * 24 * 3_600  # seconds before a token ends


def refused(step: str, error: Exception, remedy: str) -> Finding:
    """What Meta said, and what to do about it."""
    return Finding(step=step, well=False, words=f"{error}.", remedy=remedy)


async def looked(
    step: str, graph: Graph, path: str, **query: str
) -> tuple[Finding, Mapping[str, object]]:
    """Whether something can be read at all, and what it says."""
    try:
        answer = await graph.get(path, **query)
    except (Temporary, Permanent) as error:
        remedy = "See whether the ID and the access token belong together."
        return refused(step, error, remedy), {}
    return Finding(step=step, well=True, words="It can be read."), answer


async def token_finding(graph: Graph, app_id: str, now: Millis) -> Finding:
    """Until when the token is good: only the app itself may ask."""
    if not (app_id and graph.app_secret):
        words = "Not looked at: it takes the app ID and the app secret."
        return Finding(step="Token", well=True, words=words)
    asking = replace(graph, token=f"{app_id}|{graph.app_secret}", app_secret="")
    try:
        answer = mapping((await asking.get("debug_token", input_token=graph.token)).get("data"))
    except (Temporary, Permanent) as error:
        return refused("Token", error, "See whether the app ID and the app secret are right.")
    return _expiry(answer, now)


def _expiry(answer: Mapping[str, object], now: Millis) -> Finding:
    end = instant(answer.get("expires_at"))
    if answer.get("is_valid") is not True:
        return Finding(step="Token", well=False, words="The token is no longer good.", remedy=_NEW)
    if not end:
        return Finding(step="Token", well=True, words="The token does not end.")
    day = datetime.fromtimestamp(min(end, 4_102_444_800), UTC).date().isoformat()
    soon = end - now / 1_000 < SOON
    return Finding(
        step="Token",
        well=not soon,
        words=f"The token ends on {day}.",
        remedy=_NEW if soon else "",
        expires_at=end * 1_000,
    )


_NEW: Final = "Make a token of a system user, which does not end, and put it in."
