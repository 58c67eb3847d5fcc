"""Bugs that the simulation must see: each is planted in a copy of the program, and turns it red."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
LONGEST = 300.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """In ``file`` of the package, ``old`` (there exactly once) becomes ``new``."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """``caught_by``: the promise of which the checker must say that it is broken."""

    bug: str
    caught_by: str
    edits: tuple[Edit, ...]


def _one(bug: str, caught_by: str, file: str, old: str, new: str) -> Planted:
    return Planted(bug=bug, caught_by=caught_by, edits=(Edit(file=file, old=old, new=new),))


BUGS: tuple[Planted, ...] = (
    _one(
        "skills are never waived", "no starvation", "core/routing.py",
        "return team.relax_after > 0 and waited >= team.relax_after", "return False",
    ),
    _one(
        "who is gone keeps what they hold", "lease", "core/transfers.py",
        "return seat is None or context.now - seat.seen_at >= lease", "return False",
    ),
    _one(
        "the lease is not waited for", "lease", "core/transfers.py",
        "return seat is None or context.now - seat.seen_at >= lease", "return True",
    ),
    Planted(
        bug="a conversation is given to two people", caught_by="one holder",
        edits=(
            Edit(
                file="core/routing.py",
                old="seat = _chosen(one, list(free.values()), team, now) "
                "if one.assigned is None else None",
                new="seat = _chosen(one, list(free.values()), team, now)",
            ),
            Edit(
                file="core/staffing.py",
                old="    if now.assigned is not None:\n"
                "        raise AlreadyTaken(now.assigned)\n",
                new="",
            ),
        ),
    ),
    Planted(
        bug="the backlog is dropped on the first who comes", caught_by="backlog spread",
        edits=(
            Edit(file="core/routing.py", old="            del free[seat.operator]\n", new=""),
            Edit(
                file="core/staffing.py",
                old="    if seat is not None and seat.offered:", new="    if False:",
            ),
        ),
    ),
    _one(
        "a second claim ousts the first", "one holder", "core/operators.py",
        "if (has := holder(now)) not in (None, operator) and not invited:",
        "if (has := holder(now)) and False:",
    ),
    Planted(
        bug="capacity is not heeded", caught_by="capacity",
        edits=(
            Edit(file="core/routing.py", old="    if not seat.room:", new="    if False:"),
            Edit(
                file="core/staffing.py",
                old="    if seat is None or not seat.online:\n        raise NotThere(operator)\n"
                "    if seat.load >= seat.capacity:",
                new="    if seat is None or not seat.online:\n        raise NotThere(operator)\n"
                "    if False:",
            ),
        ),
    ),
    _one(
        "the newest in line is served first", "no starvation", "core/routing.py",
        "one.due_at or inf, one.requested_at, one.id)",
        "-one.due_at, -one.requested_at, one.id)",
    ),
    _one(
        "a deadline that passes is not heeded", "no dead end", "core/handoffs.py",
        "if not same or not pending(now)", "if True or not same or not pending(now)",
    ),
    _one(
        "a timer rings at half its time", "timers", "store/tx.py",
        "effect.after if isinstance(effect", "effect.after // 2 if isinstance(effect",
    ),
    _one(
        "the end of an assignment is not heeded", "assignments", "core/staffing.py",
        "if not same or number_of_request(now) != input.handoff", "if True",
    ),
    Planted(
        bug="who is away is given conversations", caught_by="presence",
        edits=(
            Edit(
                file="core/model.py",
                old="return self.presence is Presence.ONLINE",
                new="return self.presence is not Presence.OFFLINE",
            ),
            Edit(
                file="core/routing.py",
                old='        case Presence.AWAY:\n            return "is away"\n'
                "        case Presence.ONLINE:\n",
                new="        case Presence.AWAY | Presence.ONLINE:\n",
            ),
        ),
    ),
    _one(
        "who is gone is shown as there", "presence", "store/staff.py",
        "_seat(row, row.alive_until > now)", "_seat(row, row.alive_until > 0)",
    ),
    _one(
        "who let it pass is never asked again", "no starvation", "core/routing.py",
        "if seat.operator in one.passed and now < one.assigned_until + team.accept_within:",
        "if seat.operator in one.passed:",
    ),
    _one(
        "a clock says twice that it is late", "timers", "core/clocks.py",
        "def _late(now: Conversation, clock: Clock, context: Context) -> Iterator[Fact]:\n",
        "def _late(now: Conversation, clock: Clock, context: Context) -> Iterator[Fact]:\n"
        "    yield Late(at=context.now, target=clock.goal, due_at=clock.due_at)\n",
    ),
    _one(
        "nobody says that nobody can come", "honest next step", "core/falling_back.py",
        "        yield _told(now, team, cause, fallback, opens_at, context)", "        pass",
    ),
    _one(
        "nobody says that who they talked to has gone", "honest next step", "core/transfers.py",
        '    yield from wait_or_fall_back(now, team, "released", context)\n', "",
    ),
    _one(
        "an assistant that hangs is waited for", "answers", "core/decide.py",
        'return assistant_missed(now, input, "overdue", "overdue", context)', "return ()",
    ),
    _one(
        "a report counts what did not happen", "report: fell_back", "reports/figures.py",
        'name="fell_back", rows=Request, made="share", hits=lambda row: bool(row.fallback)',
        'name="fell_back", rows=Request, made="share", hits=lambda row: True',
    ),
    _one(
        "the longest wait told is the median", "longest wait told", "core/waits.py",
        "for at in (0.5, _level(waits)))", "for at in (0.5, 0.5))",
    ),
)  # fmt: skip


@contextmanager
def plant(bug: Planted, source: Path = SOURCE) -> Generator[Path]:
    """A copy of ``source`` with the bug in it. Raises ``LookupError`` where it has no place."""
    with tempfile.TemporaryDirectory(prefix="warmline-planted-") as folder:
        copy = Path(folder) / "src"
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("static"))
        for edit in bug.edits:
            file = copy / "warmline" / edit.file
            file.write_text(patched(bug, edit, copy), encoding="utf-8")
        yield copy


def patched(bug: Planted, edit: Edit, source: Path = SOURCE) -> str:
    """The file with the edit in it. Raises ``LookupError`` where it has no place."""
    text = (source / "warmline" / edit.file).read_text(encoding="utf-8")
    if (found := text.count(edit.old)) != 1:
        raise LookupError(
            f"{bug.bug}: expected this once in {edit.file}, found it {found} times:\n{edit.old}"
        )
    return text.replace(edit.old, edit.new)


def seen(bug: Planted, *options: str) -> tuple[bool, str]:
    """Whether a day with the bug in it turns red for the right reason; and what was printed."""
    with plant(bug) as copy:
        done = subprocess.run(
            [sys.executable, "-m", "simulation", *options],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{ROOT}"},
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    red = done.returncode == 1 and f"BROKEN {bug.caught_by}" in done.stdout
    return red, done.stdout + done.stderr
