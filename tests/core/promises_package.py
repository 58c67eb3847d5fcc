"""H-3: what the operator gets is the whole of it, and nothing that is not theirs to send on."""

from collections.abc import Sequence

from tests.core.ledger import Scene
from warmline.core.facts import (
    AssistantMissed,
    Entry,
    HandoffRequested,
    MessageAdded,
    MessageEdited,
    MessageWithdrawn,
)
from warmline.core.model import Author
from warmline.core.package import Package, pack
from warmline.core.summary import SHORT

SECRET = "A regular; be kind."  # what the notes of the state machine say


def h3_the_package_of_each_handoff_is_complete(scene: Scene, log: Sequence[Entry]) -> None:
    for entry in scene.taken.entries:
        if isinstance(entry.fact, HandoffRequested):
            package = pack(scene.now, log, entry)
            earlier = [e for e in log if e.seq < entry.seq]
            _holds_the_thread(package, earlier)
            _holds_what_was_tried(package, earlier)
            assert package.handoff == entry.seq
            assert package.why == entry.fact.why
            assert package.visitor.contact == scene.now.contact
            assert SECRET not in repr(package), "H-3: a note is in the package"
            lines = (package.summary.wants, package.summary.tried, package.summary.open)
            assert all(len(line) <= SHORT for line in lines)


def _holds_the_thread(package: Package, earlier: Sequence[Entry]) -> None:
    said = [(e.seq, _words(e, earlier)) for e in earlier if isinstance(e.fact, MessageAdded)]
    stands = [(seq, words) for seq, words in said if words is not None]
    assert [(line.seq, line.text) for line in package.transcript] == stands
    asked = [line.text for line in package.transcript if line.author is Author.VISITOR]
    assert package.question in (asked or [""])


def _words(message: Entry, log: Sequence[Entry]) -> str | None:
    """As the newest change of it left them; None: it was taken back."""
    words = message.fact.text
    for entry in log:
        match entry.fact:
            case MessageEdited(message=message.seq, text=text):
                words = text
            case MessageWithdrawn(message=message.seq):
                return None
            case _:
                pass
    files = [f"[file: {file.name}]" for file in message.fact.files]
    return "\n".join(part for part in (words, *files) if part)


def _holds_what_was_tried(package: Package, earlier: Sequence[Entry]) -> None:
    tried = [
        e.seq
        for e in earlier
        if isinstance(e.fact, AssistantMissed)
        or (isinstance(e.fact, MessageAdded) and e.fact.author is Author.ASSISTANT)
    ]
    assert [attempt.seq for attempt in package.tried] == tried
    gone = any(isinstance(entry.fact, MessageWithdrawn) for entry in earlier)
    assert gone or all(attempt.question for attempt in package.tried)
