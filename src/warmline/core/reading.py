"""A log as it reads now: with the words that visitors have changed, without those they took back.

The log itself is never edited; only what was taken back is emptied where it is kept.
"""

from collections.abc import Iterable
from dataclasses import replace

from warmline.core.facts import Entry, MessageAdded, MessageEdited, MessageWithdrawn
from warmline.core.model import Author

Change = MessageEdited | MessageWithdrawn


def words_now(log: Iterable[Entry]) -> dict[int, str | None]:
    """What visitors made of messages, by number; None: they took them back."""
    changes = _changes(log)
    return {
        seq: change.text if isinstance(change, MessageEdited) else None
        for seq, change in changes.items()
    }


def _changes(log: Iterable[Entry]) -> dict[int, Change]:
    """The newest of each message; it stands behind the message."""
    facts = (entry.fact for entry in log)
    return {fact.message: fact for fact in facts if isinstance(fact, Change)}


def as_read(log: Iterable[Entry]) -> tuple[Entry, ...]:
    """The log with each message as it reads now; what was taken back is left out."""
    log = tuple(log)
    changes = _changes(log)
    read = (_as_read(entry, changes.get(entry.seq)) for entry in log)
    return tuple(entry for entry in read if entry)


def _as_read(entry: Entry, change: Change | None) -> Entry | None:
    said = entry.fact
    if not isinstance(said, MessageAdded):
        return entry
    if isinstance(change, MessageWithdrawn) or not _says(said):
        return None
    if change is None:
        return entry
    return Entry(entry.seq, replace(said, text=change.text, signals=change.signals))


def _says(said: MessageAdded) -> bool:
    """Not a message that was emptied, wherever the fact stands that says so."""
    return said.author is not Author.VISITOR or bool(said.text or said.files)


def in_words(said: MessageAdded) -> str:
    """What a message says to who reads only words: its files by their names."""
    if not said.files:
        return said.text
    files = (f"[file: {file.name}]" for file in said.files)
    return "\n".join((said.text, *files) if said.text else files)


def told(entry: Entry) -> Entry:
    """The entry with its files in words."""
    if isinstance(entry.fact, MessageAdded) and entry.fact.files:
        return Entry(entry.seq, replace(entry.fact, text=in_words(entry.fact)))
    return entry
