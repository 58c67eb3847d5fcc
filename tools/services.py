"""See to the programs that some tests need: PostgreSQL, Redis, Dovecot, Exim, Chromium.

``install`` fetches them with apt when run as root on a Debian-like machine and leaves no service
running or enabled; otherwise, like ``check``, it says what is missing and which tests that costs.
With ``CI`` set a missing program ends both with status 1.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

POSTGRES_HOMES = "/usr/lib/postgresql"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
APT_LISTS = Path("/var/lib/apt/lists")
POLICY = Path("/usr/sbin/policy-rc.d")


def postgres_bin() -> Path | None:
    """The folder with ``initdb`` and ``postgres`` of the newest PostgreSQL, or nothing."""
    homes = sorted(Path(POSTGRES_HOMES).glob("*/bin/initdb"), key=lambda it: int(it.parts[-3]))
    if homes:
        return homes[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def redis_server() -> Path | None:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else None


def dovecot() -> Path | None:
    """The IMAP server; Debian keeps it out of everybody's PATH but root's."""
    found = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None


def exim() -> Path | None:
    """The SMTP server, which Debian keeps where it keeps Dovecot."""
    names = ("exim4", "exim")
    found = filter(None, (shutil.which(one, path="/usr/sbin:/usr/local/sbin") for one in names))
    return next(map(Path, found), None)


def chromium() -> Path | None:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return Path(found) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Something tests need from the machine; ``daemons`` are what its packages would start."""

    name: str
    find: Callable[[], Path | None]
    packages: tuple[str, ...]
    costs: str
    daemons: tuple[str, ...] = ()


PROGRAMS = (
    Program(
        name="PostgreSQL",
        find=postgres_bin,
        packages=("postgresql",),
        costs="the store on PostgreSQL and two servers sharing it",
        daemons=("postgresql",),
    ),
    Program(
        name="Redis",
        find=redis_server,
        packages=("redis-server",),
        costs="the bus on Redis and two servers sharing it",
        daemons=("redis-server",),
    ),
    Program(
        name="Dovecot",
        find=dovecot,
        packages=("dovecot-imapd",),
        costs="replies by mail, from a real mailbox",
        daemons=("dovecot",),
    ),
    Program(
        name="Exim",
        find=exim,
        packages=("exim4-daemon-light",),
        costs="mail through a real mail server, and what it sends back",
        daemons=("exim4",),
    ),
    Program(
        name="Chromium",
        find=chromium,
        packages=("chromium", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"),
        costs="widget and console in a real browser",
    ),
)


def missing() -> list[Program]:
    return [program for program in PROGRAMS if program.find() is None]


def install(programs: Sequence[Program]) -> None:
    """Fetch with apt; a failure is left for ``report`` to name."""
    packages = [package for program in programs for package in program.packages]
    print(f"installing {' '.join(packages)}", file=sys.stderr)
    with services_held_back():
        listed = any(APT_LISTS.glob("*_Packages*"))
        if not (listed and _apt("install", *packages)):
            _apt("update")
            _apt("install", *packages)
    for daemon in (daemon for program in programs for daemon in program.daemons):
        subprocess.run(["update-rc.d", daemon, "disable"], check=False, capture_output=True)


@contextmanager
def services_held_back() -> Generator[None, None, None]:
    """Keep packages from starting their daemons (policy-rc.d(8)), unless the machine has a say."""
    ours = not POLICY.exists()
    if ours:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        yield
    finally:
        if ours:
            POLICY.unlink()


def _apt(*command: str) -> bool:
    quiet = ("apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=120", "--no-install-recommends")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        [*quiet, *command], check=False, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        print(f"apt-get {command[0]}: {done.stderr.strip()}", file=sys.stderr)
    return done.returncode == 0


def report(programs: Sequence[Program]) -> None:
    for program in programs:
        print(
            f"{program.name} is missing: not tested are {program.costs}"
            f" (Debian: apt-get install {' '.join(program.packages)})",
            file=sys.stderr,
        )


def main(command: str) -> int:
    if command not in {"install", "check"}:
        sys.exit(f"expected install or check, got {command!r}")
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if command == "install" and may_install and missing():
        install(missing())
    still = missing()
    report(still)
    return int(bool(still and os.environ.get("CI")))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or ["check"]))
