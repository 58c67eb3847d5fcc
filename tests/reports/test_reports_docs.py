"""The page about the reports names every figure, and none that there is not."""

import re
from pathlib import Path

from warmline.reports.figures import FIGURES

PAGE = Path(__file__).parents[2] / "docs/reports.md"


def test_every_figure_is_defined_on_the_page_and_no_other():
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("## The figures")[1].split("**Was this handoff needed?**")[0]
    rows = [line.split("|") for line in table.splitlines() if line.startswith("| `")]
    named = {cells[1].strip(" `"): cells[2].strip() for cells in rows}
    named |= dict.fromkeys(re.findall(r"`(kept_\w+)`", table), "share")
    assert set(named) == set(FIGURES)
    for name, made in named.items():
        wanted = "median, p90" if FIGURES[name].made == "spread" else FIGURES[name].made
        assert made == wanted, name
