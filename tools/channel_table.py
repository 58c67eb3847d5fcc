"""Write what channels can do into their page: ``python tools/channel_table.py``."""

import re
from collections.abc import Iterable
from pathlib import Path

from warmline.channels import CHANNELS
from warmline.flow.channels import Abilities, Kind

PAGE = Path(__file__).parents[1] / "docs" / "channels" / "README.md"
MARKED = re.compile(r"(<!-- generated: channels -->\n).*?(<!-- end -->)", re.DOTALL)
MIB = 1024 * 1024
HOUR = 3_600_000
UNITS = {"characters": "characters", "utf16": "UTF-16 units", "bytes": "bytes"}
HEAD = ("Channel", "A message", "Buttons", "Files up to", "Edits", "Told back", "Replies")


def table(kinds: Iterable[Kind]) -> str:
    """In Markdown, a line for each kind."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(_line(kind) for kind in kinds)]
    return "\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n"


def _line(kind: Kind) -> tuple[str, ...]:
    able = kind.abilities
    return (
        f"[{kind.label}]({kind.name}.md)",
        f"{able.length:,} {UNITS[able.unit]}",
        str(able.buttons) if able.buttons else "numbers",
        f"{max(able.media.values()) // MIB} MiB" if able.media else "none",
        "shown" if able.edits else "not told",
        ", ".join(sorted(able.receipts)) or "sent only",
        _window(able),
    )


def _window(able: Abilities) -> str:
    if not able.window:
        return "at any time"
    days = able.window_of_people // (24 * HOUR)
    words = f"{able.window // HOUR} h" + (f", people {days} days" if days else "")
    return f"{words}; then a template" if able.templates else words


def written(page: str) -> str:
    """The page with the table as it is now."""
    kinds = [one.kind for one in CHANNELS.values()]
    return MARKED.sub(lambda found: found[1] + table(kinds) + found[2], page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
