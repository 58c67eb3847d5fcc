"""Real servers and a browser for tests: own processes, own folders, gone afterwards."""

import getpass
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
from typing import NoReturn
from uuid import uuid4

import pytest

from tools.ports import free_port
from tools.services import PROGRAMS, chromium, dovecot, exim, postgres_bin, redis_server

START_S = 30.0
STOP_S = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server of ours on 127.0.0.1; ``bin`` is where its companions lie."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path
    bin: Path


@contextmanager
def running_postgres(bin_: Path) -> Iterator[Server]:
    """A fresh cluster, durable as in earnest (``fsync`` on), for as long as the block lasts."""
    user = "postgres" if _is_root() else None  # initdb and postgres refuse to run as root
    with _folder(user) as folder:
        cluster = folder / "cluster"
        identity = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        _run([*_as(user), bin_ / "initdb", "--pgdata", cluster, *identity], folder)
        port = free_port()
        command = [bin_ / "postgres", "-D", cluster, "-h", "127.0.0.1", "-p", str(port), "-k", ""]
        ready = [bin_ / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
        # SIGINT asks PostgreSQL for a fast shutdown: sessions are cut, the cluster stays whole.
        with _process([*_as(user, dying_with_us="INT"), *command], folder) as process:
            _wait(process, lambda: subprocess.run(ready, check=False).returncode == 0, folder)
            yield Server(process=process, port=port, folder=folder, bin=bin_)


@contextmanager
def running_redis(program: Path) -> Iterator[Server]:
    """A Redis that writes nothing to disk, for as long as the block lasts."""
    with _folder(None) as folder:
        port = free_port()
        options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        command = [*_as(None, dying_with_us="TERM"), program, *options, "--dir", folder]
        with _process(command, folder) as process:
            _wait(process, lambda: _answers_ping(port), folder)
            yield Server(process=process, port=port, folder=folder, bin=program.parent)


MAILBOX_PASSWORD = "a-mailbox-of-our-own"
DOVECOT = """
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
base_dir = {folder}/run
log_path = /dev/stderr
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextmanager
def running_dovecot(program: Path) -> Iterator[Server]:
    """An IMAP server with a mailbox for whatever name logs in, for as long as the block lasts."""
    user = "mail" if _is_root() else getpass.getuser()
    group = "mail" if _is_root() else str(os.getgid())
    with _folder(user if _is_root() else None) as folder:
        folder.chmod(0o755)  # its login processes are others than its mail processes
        port = free_port()
        config = folder / "dovecot.conf"
        config.write_text(
            DOVECOT.format(
                folder=folder, port=port, user=user, group=group, password=MAILBOX_PASSWORD
            )
        )
        command = [*_as(None, dying_with_us="TERM"), program, "-F", "-c", config]
        with _process(command, folder) as process:
            _wait(process, lambda: _greets(port), folder)
            yield Server(process=process, port=port, folder=folder, bin=program.parent)


EXIM = """
primary_hostname = mail.shop.test
qualify_domain = shop.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/exim.pid
exim_user = {user}
exim_group = {group}
deliver_drop_privilege = true
never_users =
keep_environment =
tls_advertise_hosts =
host_lookup =
rfc1413_query_timeout = 0s
dns_again_means_nonexist = *
message_size_limit = 40M
return_size_limit = 20K
acl_smtp_rcpt = rcpt
acl_smtp_data = accept

begin acl
rcpt:
  deny local_parts = nobody
       message = 5.1.1 There is nobody of that name
  defer local_parts = later
       message = 4.2.1 Come again later
  accept

begin routers
here:
  driver = accept
  local_part_suffix = +*
  local_part_suffix_optional
  condition = ${{lookup{{$local_part@$domain}}dsearch{{{mailboxes}}}{{yes}}{{no}}}}
  transport = maildir
unknown:
  driver = redirect
  allow_fail
  data = :fail: 5.1.1 no mailbox of that name

begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = {mailboxes}/${{lookup{{$local_part@$domain}}dsearch{{{mailboxes}}}}}/Maildir
  return_path_add
  envelope_to_add
  delivery_date_add

begin retry
* * F,1h,1m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if eq{{$auth3}}{{{password}}}}}
  server_set_id = $auth2
"""


@contextmanager
def running_exim(program: Path, mailboxes: Server) -> Iterator[Server]:
    """A mail server that delivers into the mailboxes of Dovecot, for as long as the block lasts.

    ``nobody@…`` is refused at once (550), ``later@…`` for now (450), and what is for any other name
    that never logged in comes back to its sender.
    """
    user = "mail" if _is_root() else getpass.getuser()
    with _folder(user if _is_root() else None) as folder:
        port = free_port()
        config = folder / "exim.conf"
        config.write_text(
            EXIM.format(
                folder=folder,
                port=port,
                user=user,
                group="mail" if _is_root() else os.getgid(),
                mailboxes=mailboxes.folder,
                password=MAILBOX_PASSWORD,
            )
        )
        config.chmod(0o644)
        whom = _as(user if _is_root() else None, dying_with_us="TERM")
        with _process([*whom, program, "-bdf", "-C", config], folder) as process:
            _wait(process, lambda: _greets(port, b"220 "), folder)
            yield Server(process=process, port=port, folder=folder, bin=program.parent)


def _greets(port: int, words: bytes = b"* OK") -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            return connection.recv(64).startswith(words)
    except OSError:
        return False


def fresh_database(server: Server, name: str) -> str:
    """Create the empty database ``name``; returns its SQLAlchemy URL."""
    at = ["-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres"]
    _run([server.bin / "createdb", *at, name], server.folder)
    return f"postgresql+asyncpg://postgres@127.0.0.1:{server.port}/{name}"


def drop_database(server: Server, name: str) -> None:
    """Drop it, cutting whatever sessions a failed test left behind."""
    at = ["-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres"]
    _run([server.bin / "dropdb", *at, "--force", name], server.folder)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Server]:
    with running_postgres(postgres_bin() or _lacking("PostgreSQL")) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_cluster: Server) -> Iterator[str]:
    """An empty database of this test's own, as a SQLAlchemy URL."""
    name = f"test_{uuid4().hex}"
    yield fresh_database(postgres_cluster, name)
    drop_database(postgres_cluster, name)


@pytest.fixture(scope="session")
def redis_instance() -> Iterator[Server]:
    with running_redis(redis_server() or _lacking("Redis")) as server:
        yield server


@pytest.fixture
def redis_url(redis_instance: Server) -> str:
    """A Redis emptied for this test."""
    with socket.create_connection(("127.0.0.1", redis_instance.port), timeout=5) as connection:
        connection.sendall(b"FLUSHALL\r\n")
        assert connection.recv(64) == b"+OK\r\n"
    return f"redis://127.0.0.1:{redis_instance.port}/0"


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Server]:
    with running_dovecot(dovecot() or _lacking("Dovecot")) as server:
        yield server


@pytest.fixture(scope="session")
def exim_server(dovecot_server: Server) -> Iterator[Server]:
    with running_exim(exim() or _lacking("Exim"), dovecot_server) as server:
        yield server


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    return chromium() or _lacking("Chromium")


def _lacking(name: str) -> NoReturn:
    """Skip, saying what to install; in CI tests/no_skips.py turns that into a failure."""
    program = next(program for program in PROGRAMS if program.name == name)
    pytest.skip(f"{name} is missing (Debian: apt-get install {' '.join(program.packages)})")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _as(user: str | None, *, dying_with_us: str | None = None) -> list[str]:
    """Prefix a command with setpriv(1): another user, and a signal when pytest dies, even by -9."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []  # not Linux: nobody is root there, and a killed pytest leaves its servers
    identity = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    death = [f"--pdeathsig={dying_with_us}"] if dying_with_us else []
    return [setpriv, *identity, *death, "--"] if identity or death else []


@contextmanager
def _folder(owner: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="warmline-test-"))
    if owner:
        shutil.chown(folder, owner, owner)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _process(command: Sequence[str | Path], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _run(command: Sequence[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"{command[-1]}: {done.stdout}{done.stderr}"


def _wait(process: subprocess.Popen[bytes], ready: Callable[[], bool], folder: Path) -> None:
    """Foreign programs tell nobody when they are ready: ask until they answer."""
    deadline = time.monotonic() + START_S
    while not ready():
        log = (folder / "log").read_text(errors="replace")
        assert process.poll() is None, f"ended with status {process.returncode}: {log}"
        assert time.monotonic() < deadline, f"not ready after {START_S} s: {log}"
        time.sleep(0.02)


def _answers_ping(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64) == b"+PONG\r\n"
    except OSError:
        return False
