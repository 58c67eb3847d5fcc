"""What Warmline itself says to visitors: which texts there are, and the built-in ones."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, cast

from warmline.policies.errors import Faults
from warmline.policies.tree import read

LANGUAGES: Final = tuple("en es fr de pt it nl pl tr ar hi zh ja".split())  # noqa: SIM905 one line to read
"""The languages of T-1, each with a file in ``texts/``."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NOTHING: Final[frozenset[str]] = frozenset()

KEYS: Final[Mapping[str, frozenset[str]]] = {
    "greeting": _NOTHING,  # the first thing that a visitor reads
    "handoff": _NOTHING,  # a person is being fetched
    "handoff_place": frozenset({"place"}),  # said after it, where the place in line is known
    "handoff_wait": frozenset({"minutes"}),  # said after it, where recent waits are known
    "handoff_range": frozenset({"low", "high"}),  # the same, where they differ
    "offer": _NOTHING,  # asks whether to fetch a person
    "offer_yes": _NOTHING,  # button
    "offer_no": _NOTHING,  # button
    "offer_declined": _NOTHING,
    "person_button": _NOTHING,  # button, always in reach
    "joined": frozenset({"name"}),  # an operator took the floor
    "warm": frozenset({"name", "matter"}),  # the assistant introduces the operator
    "nobody_online": _NOTHING,  # asks for an address, at once
    "closed": _NOTHING,  # asks for an address, outside the team's hours
    "queue_full": _NOTHING,  # asks for an address, where the line has no room
    "nobody_in_time": _NOTHING,  # asks for an address, when patience ran out
    "still_waiting": _NOTHING,  # asked for a person again while one is being fetched
    "switched_off": _NOTHING,  # asks for an address, where the policy has handoff off
    "answers_here": _NOTHING,  # instead of those four, in a channel: the thread itself stays
    "send_address": _NOTHING,  # said after it, where the channel is no mailbox
    "leave_message": _NOTHING,  # instead of switched_off, in a channel
    "opens": frozenset({"when"}),  # said after these, where the team has hours
    "goes_on_by_mail": frozenset({"email"}),  # instead of asking for an address that is known
    "tries_again": _NOTHING,  # the assistant gives a broader answer
    "broader": _NOTHING,  # the disclaimer before that answer
    "sticky": frozenset({"name"}),  # back to whoever helped before
    "ticket": frozenset({"ticket", "email"}),  # the address was left
    "channel_joined": _NOTHING,  # the visitor came by a link, and goes on in a messenger
    "ticket_here": frozenset({"ticket"}),  # the same, in a channel
    "unsure": _NOTHING,  # the answer is below the bar
    "overdue": _NOTHING,  # the answer takes longer than answer_within
    "failed": _NOTHING,  # there is no answer
    "withdrawn": _NOTHING,  # the visitor no longer wants a person
    "transferred": _NOTHING,  # a colleague or another team gets it: the visitor waits again
    "released": _NOTHING,  # whoever had it is gone: the visitor waits again
    "returned": _NOTHING,  # the operator gave the floor back
    "idle_warning": _NOTHING,  # it closes soon, unless somebody says something
    "idle_closed": _NOTHING,  # it was closed, because nobody did
    "resolved": _NOTHING,
}
"""Every text, with the placeholders that may stand in it. Fill them with ``str.format``."""


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """The built-in texts by language and key."""
    return {language: _texts_of(language) for language in LANGUAGES}


def _texts_of(language: str) -> dict[str, str]:
    faults = Faults()
    source = files("warmline.policies").joinpath("texts", f"{language}.yaml")
    value = read(source.read_text(encoding="utf-8"), faults)
    faults.settle()
    return cast("dict[str, str]", value)  # a test holds the files to KEYS


def merged(own: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The built-in texts with ``own`` laid over them, language by language and key by key."""
    built_in = texts()
    return {
        language: {**built_in.get(language, {}), **own.get(language, {})}
        for language in (*built_in, *(name for name in own if name not in built_in))
    }


def changed(all_texts: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Only what differs from the built-in texts: ``merged(changed(t)) == t``."""
    built_in = texts()
    own = {
        language: {
            key: text
            for key, text in entries.items()
            if built_in.get(language, {}).get(key) != text
        }
        for language, entries in all_texts.items()
    }
    return {language: entries for language, entries in own.items() if entries}


def placeholders(text: str) -> frozenset[str]:
    """The names in braces: ``{"place"}`` for ``"Number {place}"``; a stray brace is one too.

    Braces have no other use: ``{name.__class__}`` or ``{name:>99}`` is just an unknown name.
    """
    names = _PLACEHOLDER.findall(text)
    return frozenset(names) | frozenset(re.findall("[{}]", _PLACEHOLDER.sub("", text)))
