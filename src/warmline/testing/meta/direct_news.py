"""Webhooks of Messenger's and Instagram's as they are written."""

from collections.abc import Mapping

Json = Mapping[str, object]


def entry(object: str, account: str, at: float, *events: Json) -> Json:
    told = {"id": account, "time": round(at * 1_000), "messaging": list(events)}
    return {"object": object, "entry": [told]}


def event(sender: str, recipient: str, at: float, **what: object) -> Json:
    parties = {"sender": {"id": sender}, "recipient": {"id": recipient}}
    return {**parties, "timestamp": round(at * 1_000), **what}


def attachment(type: str, url: str) -> Json:
    kind = type.partition("/")[0]
    kind = kind if kind in ("image", "audio", "video") else "file"
    return {"type": kind, "payload": {"url": url}}
