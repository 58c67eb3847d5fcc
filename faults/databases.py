"""PostgreSQL and Redis of the rig's own, which it may stop, kill and start again in place."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.ports import free_port
from tools.services import postgres_bin, redis_server

READY_WITHIN = 30.0  # seconds
POSTGRES_USER = "postgres"


class Missing(Exception):
    """A program that the rig needs is not installed."""


@dataclass(eq=False, slots=True)
class Service:
    """A server of the rig's own on 127.0.0.1, with its data in ``folder``."""

    command: Sequence[str | Path]
    folder: Path
    port: int
    ready: Callable[[], bool]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + READY_WITHIN
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.03)  # another program: it tells nobody when it is ready

    def stop(self, how: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    async def restart(self, how: signal.Signals, away: float) -> None:
        """Stop it, leave it away for so many seconds, and start it again."""
        await asyncio.to_thread(self.stop, how)
        await asyncio.sleep(away)
        await asyncio.to_thread(self.start)


@contextmanager
def postgres() -> Iterator[Service]:
    """A fresh cluster, durable as in earnest; its database ``postgres`` is ours."""
    home = postgres_bin()
    if home is None:
        raise Missing("PostgreSQL (Debian: apt-get install postgresql)")
    user = POSTGRES_USER if os.geteuid() == 0 else None  # it refuses to run as root
    with _folder(user) as folder:
        port, cluster = free_port(), folder / "cluster"
        given = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        init = [*_as(user), home / "initdb", "--pgdata", cluster, *given]
        subprocess.run(init, check=True, cwd=folder, stdout=subprocess.DEVNULL)
        command = [*_as(user, "INT"), home / "postgres", "-D", cluster, "-h", "127.0.0.1"]
        command += ["-p", str(port), "-k", ""]
        asking = [home / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
        service = Service(command, folder, port, lambda: _succeeds(asking))
        service.start()
        try:
            yield service
        finally:
            service.stop(signal.SIGINT)


@contextmanager
def redis() -> Iterator[Service]:
    program = redis_server()
    if program is None:
        raise Missing("Redis (Debian: apt-get install redis-server)")
    with _folder(None) as folder:
        port = free_port()
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        command = [*_as(None, "TERM"), program, "--port", str(port), *options]
        service = Service(command, folder, port, lambda: _listens(port))
        service.start()
        try:
            yield service
        finally:
            service.stop(signal.SIGTERM)


def psql(port: int, statement: str) -> list[str]:
    """What a statement prints, line by line."""
    home = postgres_bin()
    assert home is not None
    where = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "-d", "postgres"]
    command = [home / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *where]
    done = subprocess.run([*command, "-c", statement], check=True, capture_output=True, text=True)
    return [line for line in done.stdout.split("\n") if line]


def _succeeds(command: Sequence[str | Path]) -> bool:
    return subprocess.run(command, check=False).returncode == 0


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as wire:
            wire.sendall(b"PING\r\n")
            return wire.recv(64) == b"+PONG\r\n"
    except OSError:
        return False


def _as(user: str | None, dying_with_us: str = "") -> list[str]:
    """Prefix a command with setpriv(1): another user, and a signal when the rig dies."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    identity = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    death = [f"--pdeathsig={dying_with_us}"] if dying_with_us else []
    return [setpriv, *identity, *death, "--"] if identity or death else []


@contextmanager
def _folder(owner: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="warmline-faults-"))
    if owner:
        shutil.chown(folder, owner, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
