"""Planted bugs in the reports: each must turn a test of the figures red.

``python -m tools.report_mutants`` prints a table of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.mutants import ROOT, Mutant, plant

TESTS = ("tests/reports/test_figures.py", "tests/reports/test_series.py")
MUTANTS = (
    Mutant(
        "drills", "a drill counts", "telling.py",
        "return now, () if now.drill else tuple(rows.values())",
        "return now, tuple(rows.values())",
    ),
    Mutant(
        "once", "an entry that was told is told again", "telling.py",
        "        if entry.seq <= now.seq:\n            continue\n", "",
    ),
    Mutant(
        "waits", "the last one to take a request up counts", "telling.py",
        "if request is None or request.ended_at is not None or request.taken_at is not None:",
        "if request is None or request.ended_at is not None:",
    ),
    Mutant(
        "replies", "a reply answers the newest words", "telling.py",
        "unanswered=fact.at if now.unanswered is None else now.unanswered,",
        "unanswered=fact.at,",
    ),
    Mutant(
        "bounced", "whatever follows a return bounced", "telling.py",
        'if was.end == "returned" and (now.since_return or 0) <= BOUNCES_WITHIN:',
        'if was.end == "returned":',
    ),
    Mutant(
        "confirmed", "silence confirms what was judged before it", "telling.py",
        "        helped=False,\n", "",
    ),
    Mutant(
        "confirmed", "silence is a confirmation", "figures.py",
        "return bool(row.ended_by) or row.helped", "return True",
    ),
    Mutant(
        "missed", "who waits in line is missed", "figures.py",
        "return row.replies == 0 and not row.withdrawn and not row.in_line",
        "return row.replies == 0 and not row.withdrawn",
    ),
    Mutant(
        "needless", "an operator's word does not beat what the log suggests", "figures.py",
        "    if row.needed is not None:\n        return not row.needed\n", "",
    ),
    Mutant(
        "waits", "who waited for mail waited in line", "figures.py",
        "return row.taken_at is not None and not row.fallback", "return row.taken_at is not None",
    ),
    Mutant(
        "targets", "a clock that is met late has kept its target", "targets.py",
        "met=True if fact.met and one.met is None else one.met", "met=fact.met",
    ),
    Mutant(
        "business", "business time is calendar time", "figures.py",
        "business if in_business else calendar", "calendar",
    ),
    Mutant(
        "percentiles", "a percentile is one too high", "figures.py",
        "ordered[max(0, -(-len(ordered) * percent // 100) - 1)]",
        "ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]",
    ),
    Mutant(
        "zones", "a day is a day of UTC", "series.py",
        "return datetime.fromtimestamp(at / 1000, zone)",
        "return datetime.fromtimestamp(at / 1000, ZoneInfo('UTC'))",
    ),
    Mutant(
        "workload", "what began before a period counts whole", "staff.py",
        "return max(0, min(until, period.until) - max(since, period.since))",
        "return max(0, min(until, period.until) - since)",
    ),
)  # fmt: skip


def red(mutant: Mutant | None) -> tuple[bool, str]:
    """Whether the tests fail over a copy with the bug in it (None: as it is), and what they say."""
    with tempfile.TemporaryDirectory(prefix="warmline-mutant-") as copy:
        package = Path(copy, "warmline")
        for part in ("core", "reports"):
            shutil.copytree(ROOT / "src/warmline" / part, package / part)
        shutil.copy(ROOT / "src/warmline/__init__.py", package)
        if mutant:
            plant(mutant, package / "reports" / mutant.file)
        alone = ["-c", os.devnull, "--rootdir=.", "-p", "no:cacheprovider", "--noconftest"]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *alone, "-x", "-q", "--tb=line", *TESTS],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": copy}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    if done.returncode not in (0, 1):
        raise RuntimeError(f"expected pytest to pass or fail, it ended with:\n{done.stdout}")
    return done.returncode == 1, done.stdout


def main() -> int:
    survived = [mutant.bug for mutant in MUTANTS if not _told(mutant, red(mutant)[0])]
    clean, said = red(None)
    print("as it is:", said if clean else "green")
    print(f"{len(MUTANTS) - len(survived)} of {len(MUTANTS)} caught", *survived, sep="\n  ")
    return int(clean or bool(survived))


def _told(mutant: Mutant, caught: bool) -> bool:  # noqa: FBT001 - a table's line
    print(f"{mutant.promise:<12}  {mutant.bug:<62}  {'caught' if caught else 'SURVIVED'}")
    return caught


if __name__ == "__main__":
    sys.exit(main())
