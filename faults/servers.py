"""The server under test as a process: started, killed, frozen, short of disk, its clock moved."""

import asyncio
import os
import re
import resource
import shutil
import signal
import sys
from asyncio.subprocess import Process
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from faults import bent_clock

ROOT = Path(__file__).resolve().parents[1]
START_WITHIN = 60.0  # seconds
PAGE = 4096  # bytes of memory
MOST_TOLD = 10_000  # characters of one bug


class DidNotStart(Exception):
    """The server ended before it served; the message holds its last lines."""


@dataclass(eq=False, slots=True)
class Server:
    """``source`` is the folder that holds the package ``warmline``."""

    name: str
    data: Path
    port: int
    source: Path
    environment: dict[str, str]
    clock: Path
    process: Process | None = None
    setup_token: str = ""
    last: deque[str] = field(default_factory=lambda: deque[str](maxlen=40))
    broke: list[str] = field(default_factory=list)  # lines that tell of a bug
    _in_traceback: bool = False
    _reading: "asyncio.Task[None] | None" = None
    _up: asyncio.Event = field(default_factory=asyncio.Event)

    async def start(self) -> None:
        bent_clock.write(self.clock, self.offset)
        self._up.clear()
        given = ["serve", "--port", str(self.port), "--data", str(self.data)]
        dies = [shutil.which("setpriv"), "--pdeathsig=KILL", "--"]
        self.process = await asyncio.create_subprocess_exec(
            *([one for one in dies if one] if dies[0] else []),
            *(sys.executable, "-m", "faults.bent_clock", str(self.clock), *given),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment, **self._paths()},
            limit=2**20,
        )
        self._reading = asyncio.create_task(self._read(self.process))
        up = asyncio.create_task(self._up.wait())
        async with asyncio.timeout(START_WITHIN):
            await asyncio.wait({up, self._reading}, return_when=asyncio.FIRST_COMPLETED)
        up.cancel()
        if not self._up.is_set():
            raise DidNotStart("\n".join(self.last))

    def _paths(self) -> dict[str, str]:
        return {"PYTHONPATH": os.pathsep.join([str(self.source), str(ROOT)])}

    @property
    def offset(self) -> int:
        """How far its clock is ahead, in milliseconds."""
        if not self.clock.exists():
            return 0
        return int(bent_clock.SHAPE.unpack(self.clock.read_bytes())[0])

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        with suppress(ValueError):
            async for raw in process.stdout:
                line = raw.decode("utf-8", "replace").rstrip()
                self.last.append(line[:400])
                self._keep(line)
                if found := re.search(r"token: (\S+)", line):
                    self.setup_token = found[1]
                if "runs at" in line:
                    self._up.set()

    def _keep(self, line: str) -> None:
        """In a file; what tells of a bug in ``broke``, too, a traceback whole."""
        with self.data.with_suffix(".log").open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")
        if re.search(r"_broke|Traceback|_stumbled|_unreadable", line):
            self.broke.append(line[:1500])
            self._in_traceback = "Traceback" in line
        elif self._in_traceback:
            self.broke[-1] = f"{self.broke[-1]}\n{line[:1500]}"[:MOST_TOLD]
            self._in_traceback = line.startswith(" ") or not line

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def end(self, how: signal.Signals) -> None:
        if self.process and self.runs:
            self.process.send_signal(how)
            try:
                async with asyncio.timeout(20):
                    await self.process.wait()
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
        if self._reading:
            await self._reading

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, which: signal.Signals) -> None:
        if self.process and self.runs:
            self.process.send_signal(which)

    def fill_disk(self) -> None:
        """From now on no file of its own may grow: what it appends is refused by the system."""
        grown = [file.stat().st_size for file in self.data.glob("warmline.db*")]
        self._limit(min(grown, default=0))

    def free_disk(self) -> None:
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, most: int) -> None:
        if self.process and self.runs:
            hard = resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE)[1]
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (most, hard))

    def memory(self) -> int:
        """Resident bytes."""
        assert self.process is not None
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * PAGE
