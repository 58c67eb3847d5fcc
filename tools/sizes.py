"""Weigh what a browser loads, gzipped, and fail when a budget is crossed."""

import gzip
import sys
from html.parser import HTMLParser
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "src/warmline/web/static"
KIB = 1024


class FirstLoad(HTMLParser):
    """The scripts a page names: those it runs and those it asks the browser to fetch early."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ``<script src>`` and ``<link rel=modulepreload href>``."""
        named = dict(attrs)
        if tag == "script":
            self.scripts.append(named.get("src") or "")
        elif tag == "link" and named.get("rel") == "modulepreload":
            self.scripts.append(named.get("href") or "")


def console_scripts() -> list[Path]:
    page = FirstLoad()
    page.feed((STATIC / "console/index.html").read_text())
    return [STATIC / script.removeprefix("/") for script in page.scripts if script]


def further_scripts() -> list[Path]:
    """Each script that the console loads later, when a page of it is opened."""
    first = set(console_scripts())
    return sorted(set((STATIC / "console/assets").glob("*.js")) - first)


def weight(files: list[Path]) -> int:
    """Bytes on the wire: each file gzipped alone, as a server sends it."""
    return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)


def main() -> int:
    rows = [
        ("widget.js", 3, [STATIC / "widget.js"]),
        ("panel.js", 22, [STATIC / "panel.js"]),
        ("console, first load", 200, console_scripts()),
    ]
    later = [(file.name, 60, [file]) for file in further_scripts()]
    rows += sorted(later, key=lambda row: -weight(row[2]))[:3]  # the heaviest speak for the rest
    crossed = False
    for name, budget, files in rows:
        size = weight(files)
        over = size > budget * KIB
        crossed |= over
        verdict = "over budget" if over else "ok"
        print(f"{name:22}{size / KIB:8.1f} KiB gzipped, budget {budget:4} KiB  {verdict}")
    return int(crossed)


if __name__ == "__main__":
    sys.exit(main())
