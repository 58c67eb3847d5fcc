"""What Meta's error codes mean for who runs Warmline, and whether waiting helps.

Codes and causes: the error references of WhatsApp's Cloud API, the Messenger Platform and the Graph
API at developers.facebook.com. Meta's own message is not passed on where it could hold a token or a
number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

WINDOW: Final = "the reply window is shut"
MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    words: str
    wait: float | None = None  # seconds after which it may go; None: never


PASSING: Final[Mapping[int, Meaning]] = {
    1: Meaning(words="Meta did not answer properly", wait=0),
    2: Meaning(words="Meta is not available for a moment", wait=0),
    4: Meaning(words="the app has asked too often", wait=5 * MINUTE),
    17: Meaning(words="the account has asked too often", wait=5 * MINUTE),
    32: Meaning(words="the page has asked too often", wait=5 * MINUTE),
    613: Meaning(words="too many messages in a short time", wait=MINUTE),
    1200: Meaning(words="Meta is not available for a moment", wait=0),
    80006: Meaning(words="the account has asked too often", wait=5 * MINUTE),
    80007: Meaning(words="the WhatsApp account has asked too often", wait=5 * MINUTE),
    130429: Meaning(words="the number sends faster than WhatsApp allows", wait=5),
    131000: Meaning(words="WhatsApp did not say what went wrong", wait=0),
    131016: Meaning(words="WhatsApp is overloaded or down", wait=0),
    131056: Meaning(words="too many messages to this person in a short time", wait=6),
    131057: Meaning(words="the WhatsApp account is being maintained", wait=5 * MINUTE),
    133004: Meaning(words="WhatsApp's servers are down for a moment", wait=0),
    133016: Meaning(words="the number was registered too often", wait=10 * MINUTE),
}

LASTING: Final[Mapping[int, str]] = {
    3: "the app lacks a capability or permission",
    10: "a permission is missing, or it was withdrawn",
    33: "the number or page no longer exists",
    100: "Meta did not accept a field of the request",
    190: "the access token is expired or was withdrawn: make a new one and put it in",
    200: "a permission is missing, or it was withdrawn",
    230: "the person has not agreed to be known",
    368: "Meta has blocked the account for a breach of its rules",
    551: "the person cannot be reached: they blocked the page or left",
    130472: "the person is part of an experiment of Meta's and did not get it",
    130497: "messages to people in this country are not allowed for this account",
    131005: "the token may not send for this number",
    131008: "Meta misses a field of the request",
    131009: "Meta did not accept a field of the request",
    131021: "the number sent a message to itself",
    131026: "it cannot be delivered: no WhatsApp there, an old app, or its terms not accepted",
    131030: "the person's number is not on the test account's list",
    131031: "the WhatsApp account is locked: see its quality in the Business Manager",
    131037: "the number needs an approved display name",
    131042: "WhatsApp has no valid way of payment for this account",
    131045: "the number is not registered well",
    131047: f"{WINDOW}: more than 24 hours since they wrote; only a template may go",
    131048: "WhatsApp holds messages of this number back as too many were reported as spam",
    131049: "WhatsApp did not deliver it, to spare the person",
    131050: "the person does not want marketing messages of this number",
    131051: "WhatsApp does not have this kind of message",
    131052: "WhatsApp could not load the file that the person sent",
    131053: "WhatsApp could not load the file: its kind or size is not allowed",
    131062: "WhatsApp needs the person's number for this kind of message",
    132000: "the template has other variables",
    132001: "the template does not exist in this language, or is not approved",
    132005: "the template's text with its variables is too long",
    132007: "the template breaks a rule of WhatsApp's",
    132012: "the template's variables have another form",
    132015: "the template is paused for low quality",
    132018: "the template's variable has words that WhatsApp does not take there",
    132016: "the template is disabled for low quality",
    133010: "the number is not registered with the Cloud API",
    2534022: f"{WINDOW}: more than 24 hours since they wrote",
}

SUBCODES: Final[Mapping[int, str]] = {
    463: "the access token is expired: make a new one and put it in",
    460: "the access token was withdrawn, as a password was changed: make a new one",
    2018001: "no such person: their id is of another page",
    2018008: "Meta could not fetch the file from this server's address",
    2018027: "the person cannot be reached: they blocked the page or left",
    2018065: f"{WINDOW}: more than 24 hours since they wrote",
    2018108: "the person cannot be reached: they blocked the page or left",
    2018278: f"{WINDOW}: more than 24 hours since they wrote",
    2018300: f"{WINDOW}: more than 7 days since they wrote",
    2534022: f"{WINDOW}: more than 24 hours since they wrote",
    1545041: "the person cannot be reached now",
}

_TELLING: Final = re.compile(r"\S{25,}|\+?\d[\d\s().-]{5,}\d")
"""What may be a token or a number."""


def meaning(code: int, subcode: int = 0, said: str = "") -> Meaning:
    """For people, with the code that they may look up; ``said`` is Meta's own title of it."""
    if found := PASSING.get(code):
        return Meaning(words=f"{found.words} (code {code})", wait=found.wait)
    words = SUBCODES.get(subcode) or LASTING.get(code) or _family(code) or _spared(said)
    mark = f"code {code}" + (f"/{subcode}" if subcode else "")
    return Meaning(words=f"{words} ({mark})" if words else f"Meta refused it ({mark})")


def _family(code: int) -> str:
    return LASTING[200] if 200 <= code <= 299 else ""


def _spared(said: str) -> str:
    return " ".join(_TELLING.sub("…", said).split())[:150]
