"""What mail servers tell of a mail of ours: that it came back, or is late (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from warmline.channels.email.heads import heads_of, words
from warmline.channels.email.letter import ID, Letter
from warmline.channels.email.part import Part, children, content

LONGEST = 160  # characters of what a server says
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
SUBJECTS = {  # RFC 3463, 3: what the second number speaks of
    "1": "the address is not known or not allowed",
    "2": "the mailbox takes no mail",
    "3": "their mail server cannot take it",
    "4": "their mail server cannot be reached",
    "5": "their mail server did not understand",
    "6": "their mail server does not take such content",
    "7": "their mail server refuses it",
}
PRIVATE = re.compile(r"[^\s<>,;:()\"']+@[^\s<>,;:()\"']+|https?://\S+|\b\d{6,}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    mails: tuple[str, ...]  # ids of the mails that it is about, as it says
    failed: bool  # for good; else it is late, or arrived
    why: str  # the status, and what the server said, without addresses


def report_of(letter: Letter) -> Report | None:
    """None: it is no report."""
    if letter.report is None:
        return None
    found = list(_recipients(letter.report))
    worst = next((one for one in found if _failed(one)), found[0] if found else {})
    return Report(
        mails=tuple(dict.fromkeys((*_about(letter), *letter.answers))),
        failed=_failed(worst),
        why=_why(worst),
    )


def _recipients(report: Part) -> Iterator[dict[str, str]]:
    """The groups of fields, one a recipient; the first is of the mail as a whole."""
    for group in children(report):
        fields = {name: words(value) for name, value in heads_of(group).fields}
        if "action" in fields or "status" in fields:
            yield fields


def _failed(fields: dict[str, str]) -> bool:
    action = fields.get("action", "").partition(";")[0].partition("(")[0].strip().lower()
    if action:
        return action == "failed"
    found = STATUS.search(fields.get("status", ""))
    return bool(found) and found[1] == "5" if found else False


def _why(fields: dict[str, str]) -> str:
    status = STATUS.search(fields.get("status", "")) or STATUS.search(
        fields.get("diagnostic-code", "")
    )
    said = fields.get("diagnostic-code", "").partition(";")[2].strip()
    said = " ".join(PRIVATE.sub("…", said[:1000]).split())[:LONGEST]
    said = said or SUBJECTS.get(status[2] if status else "", "the mail came back")
    return f"{status[0]} {said}" if status else said


def _about(letter: Letter) -> Iterator[str]:
    """The id of the mail that came back with it, or of its head."""
    if letter.original is None:
        return
    head = children(letter.original)
    heads = [heads_of(one) for one in head]
    for one in heads:
        yield from ID.findall(one.raw("message-id"))
    if not head:
        text = content(letter.original)[:65_536].decode("utf-8", "replace")
        found = re.search(r"^message-id:\s*(<[^<>\s]{3,400}>)", text, re.IGNORECASE | re.MULTILINE)
        if found:
            yield found[1]
