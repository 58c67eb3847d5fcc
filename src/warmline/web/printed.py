"""A conversation as people read it on paper or in a table: lines of who said what, and when."""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from warmline.web import frames as f

HEAD: Final = ("number", "at", "who", "kind", "text")
KINDS: Final = {"visitor": "Visitor", "assistant": "Assistant", "operator": "", "system": "Notice"}
RTL: Final = ("ar", "fa", "he", "ur")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    seq: int
    at: int
    who: str  # "": nobody said it, it happened
    kind: str  # visitor, assistant, operator, system, note, event
    text: str

    def cells(self, zone: ZoneInfo) -> tuple[object, ...]:
        """In the order of ``HEAD``."""
        return self.seq, moment(self.at, zone), self.who, self.kind, self.text


def lines(entries: Iterable[f.OperatorEntry], *, notes: bool) -> Iterator[Line]:
    for entry in entries:
        match entry:
            case f.OperatorMessage():
                who = entry.name or KINDS[entry.author]
                said = spoken(entry)
                yield Line(seq=entry.seq, at=entry.at, who=who, kind=entry.author, text=said)
            case f.OperatorNote():
                if notes:
                    yield Line(
                        seq=entry.seq, at=entry.at, who=entry.name, kind="note", text=entry.text
                    )
            case f.OperatorEvent():
                yield Line(
                    seq=entry.seq, at=entry.at, who=entry.name, kind="event", text=happened(entry)
                )
            case _:
                assert_never(entry)


def spoken(message: f.OperatorMessage) -> str:
    """A message on paper: its words now, and its files by their names."""
    if message.withdrawn:
        return "[taken back]"
    files = (f"[file: {file.name}]" for file in message.files)
    return "\n".join(part for part in (message.text, *files) if part)


def happened(event: f.OperatorEvent) -> str:
    """An event in a few words."""
    said = event.event.replace("_", " ").capitalize()
    why = event.why.reason if event.why else event.cause or event.ticket or event.message
    return f"{said}: {why}" if why else said


def moment(at: int, zone: ZoneInfo) -> str:
    """ISO 8601, to the second, with its offset from UTC."""
    return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="seconds")


# ── the printable page ────────────────────────────────────────────────────────────────────────────

STYLE: Final = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1b1f; background: #fff;
  max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1.5rem; }
dt { color: #5b5b66; } dd { margin: 0; overflow-wrap: anywhere; }
ol { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid #d9d9e0; padding: .5rem 0; break-inside: avoid; }
li.note { background: #fff7e0; padding-inline: .5rem; }
li.event { color: #5b5b66; font-size: .9rem; }
.who { font-weight: 600; } time { color: #5b5b66; font-size: .85rem; margin-inline-start: .5rem; }
p { margin: .2rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@page { margin: 18mm; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } }
"""
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'; sandbox allow-modals"
)
"""Of this page: it runs nothing and loads nothing, whatever was said in the conversation."""


def page(row: f.Row, said: Sequence[Line], zone: ZoneInfo) -> str:
    """A page of HTML that stands for itself; every word of others is escaped."""
    write = html.escape
    way = "rtl" if row.language.partition("-")[0] in RTL else "ltr"
    facts = "".join(
        f"<dt>{write(name)}</dt><dd>{write(value)}</dd>" for name, value in _facts(row) if value
    )
    items = "\n".join(_item(line, zone, write) for line in said)
    title = write(f"Conversation with {row.name}")
    return (
        f'<!doctype html>\n<html lang="{write(row.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<dl>{facts}</dl>\n"
        f'<ol dir="{way}">\n{items}\n</ol>\n</body>\n</html>\n'
    )


def _facts(row: f.Row) -> Iterator[tuple[str, str]]:
    yield "Conversation", row.id
    yield "Email", row.email
    yield "Channel", row.channel
    yield "Page", row.page
    yield "Status", row.status
    yield "Operator", row.operator_name


def _item(line: Line, zone: ZoneInfo, write: Callable[[str], str]) -> str:
    at = write(moment(line.at, zone))
    who = f'<span class="who">{write(line.who)}</span>' if line.who else ""
    note = " (note)" if line.kind == "note" else ""
    return (
        f'<li class="{write(line.kind)}">{who}{note}<time datetime="{at}">{at}</time>'
        f'<p dir="auto">{write(line.text)}</p></li>'
    )
