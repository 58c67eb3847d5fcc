"""``warmline serve`` as an owner runs it, for tests that need a process of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

OWNER = "ann@example.com"
PASSWORD = "correct horse battery"
SHOP = (
    "question,answer\n"
    "How long does delivery take?,Delivery takes 2 to 4 working days.\n"
    "Can I return a lamp?,You can return any lamp within 30 days.\n"
    "Which bulbs fit?,Any bulb with an E27 socket fits all our lamps.\n"
)


@dataclass
class ServerProcess:
    """``warmline serve`` as an owner runs it; it can be killed and started again."""

    data: Path
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    setup_token: str = ""
    http: httpx2.Client | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "warmline.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--data", str(self.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
        )
        for line in self.process.stdout:
            if found := re.search(r"token: (\S+)", line):
                self.setup_token = found[1]
            if "runs at" in line:
                return
        self.stop()
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """As a power cut would: no warning, no cleaning up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self.http:
            self.http.close()
        if self.process:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.stdout.close()
        self.process.wait(60)
        self.process = None

    def set_up(self) -> None:
        """The owner's account and a small knowledge base, through the API."""
        self.http = httpx2.Client(base_url=self.url, headers={"Origin": self.url}, timeout=30)
        body = {"token": self.token(), "email": OWNER, "name": "Ann Owner", "password": PASSWORD}
        me = self.http.post("/api/setup", json=body).raise_for_status().json()
        self.http.headers["X-CSRF-Token"] = me["csrf"]
        self.teach("shop.csv", SHOP)

    def token(self) -> str:
        while not self.setup_token:
            line = self.process.stdout.readline()
            if found := re.search(r"token: (\S+)", line):
                self.setup_token = found[1]
        return self.setup_token

    def teach(self, name: str, content: str) -> None:
        files = {"file": (name, content.encode())}
        self.http.post("/api/knowledge/sources", files=files).raise_for_status()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            sources = self.http.get("/api/knowledge/sources").json()
            if all(source["status"] == "ready" for source in sources):
                return
            time.sleep(0.05)  # another process: its clock cannot be moved
        raise RuntimeError("the knowledge base is not ready")

    def key(self) -> str:
        return self.http.get("/api/assistants").json()[0]["public_key"]
