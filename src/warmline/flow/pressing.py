"""Which choice a visitor's words mean, where they cannot press or where they type all the same."""

import re
from collections.abc import Sequence
from typing import Final

from warmline.core.facts import Entry, MessageAdded
from warmline.core.model import Author, Button
from warmline.flow.channels import Abilities, Said

NUMBER: Final = re.compile(r"\W{0,3}(\d{1,2})\W{0,3}")
ADDRESS: Final = re.compile(
    r"[^@\s<>()\[\]\"',;:\\\x00-\x1f\x7f-\x9f]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}"
)
LONGEST_ANSWER: Final = 60  # characters: longer words are no label


def numbered(buttons: Sequence[Button], abilities: Abilities) -> bool:
    """Whether these choices become numbers there: they are too many, or there are no buttons."""
    return len(buttons) > abilities.buttons


def question(log: Sequence[Entry]) -> MessageAdded | None:
    """The newest message with choices since the visitor last spoke; None: nothing was asked."""
    return next((one for one in _since(log) if one.buttons), None)


def wants_contact(log: Sequence[Entry]) -> bool:
    """Whether the visitor was last asked for an address."""
    return any(one.form == "contact" for one in _since(log))


def pressed(said: Said, log: Sequence[Entry], abilities: Abilities) -> Button | None:
    """The choice that was made: by a button, by its number, or by its label."""
    if said.button:
        return Button(id=said.button, label=said.text)
    asked = question(log)
    if asked is None or not numbered(asked.buttons, abilities) or said.files:
        return None
    text = said.text.strip()
    if found := NUMBER.fullmatch(text):
        place = int(found[1]) - 1
        return asked.buttons[place] if 0 <= place < len(asked.buttons) else None
    return next((one for one in asked.buttons if _alike(one.label, text)), None)


def address_in(text: str) -> str:
    """The first mail address in some words; "": there is none."""
    words = (ADDRESS.search(word) for word in text.split() if "@" in word)
    return next((found[0].rstrip(".") for found in words if found), "")


def _alike(label: str, text: str) -> bool:
    short = len(text) <= LONGEST_ANSWER
    return short and label.strip().casefold() == text.rstrip(".!").casefold()


def _since(log: Sequence[Entry]) -> list[MessageAdded]:
    """What was said to the visitor since they last spoke, the newest first."""
    ours = list[MessageAdded]()
    for entry in reversed(log):
        if isinstance(entry.fact, MessageAdded):
            if entry.fact.author is Author.VISITOR:
                break
            ours.append(entry.fact)
    return ours
