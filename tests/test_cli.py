"""The ``warmline`` command as an owner types it: clear lines, right status, nothing half done."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx2
import pytest
from typer.testing import CliRunner

from warmline.cli import app

GOOD = "question,answer\nDo you ship abroad?,Yes.\n"


def _environment(**more):
    kept = {key: value for key, value in os.environ.items() if not key.startswith("WARMLINE_")}
    return kept | {f"WARMLINE_{name}": value for name, value in more.items()}


def warmline(*words, **settings):
    """Run the command in this process."""
    away = {key: None for key in os.environ if key.startswith("WARMLINE_")}
    given = {f"WARMLINE_{name}": value for name, value in settings.items()}
    return CliRunner().invoke(app, [str(word) for word in words], env=away | given)


@contextmanager
def serving(*words, **settings):
    """Run it as a process of its own; gives its lines until it is told to stop."""
    process = subprocess.Popen(
        [sys.executable, "-m", "warmline", *map(str, words)],
        env=_environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def test_a_first_start_loads_nothing_that_the_first_page_can_do_without(tmp_path):
    """Each of these takes a tenth of a second or several MiB."""
    program = (
        "import asyncio, sys; from pathlib import Path; import warmline.running;"
        "from warmline.app import Installation; from warmline.settings import Settings\n"
        "async def start():\n"
        f"    installation = Installation(Settings(data=Path({str(tmp_path)!r})))\n"
        "    await installation.open(); await installation.close()\n"
        "asyncio.run(start()); print(*sys.modules)"
    )
    loaded = subprocess.check_output([sys.executable, "-c", program], env=_environment(), text=True)
    late = {"numpy", "onnxruntime", "alembic", "markdown_it", "pypdf", "docx", "pydantic_ai"}
    assert not late & set(loaded.split())
    assert "sqlalchemy.dialects.postgresql" not in loaded.split()
    assert "warmline.store.sqlite" in loaded.split()


def test_the_first_run_prints_the_token_that_makes_the_owner_and_stops_when_told(tmp_path):
    with serving("serve", "--port", 0, "--data", tmp_path, PROT="1") as process:
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "token" in line:
                break
        said = "".join(lines)
        assert "WARMLINE_PROT: no setting reads this; did you mean WARMLINE_PORT?" in said
        url = re.search(r"runs at (http://\S+)/console/", said)[1]
        token = re.search(r"Set-up token: (\S+)", said)[1]
        owner = {"token": token, "email": "a@example.com", "name": "A", "password": "long enough!"}
        with httpx2.Client(base_url=url, verify=False) as http:
            assert http.post("/api/setup", json=owner).status_code == 200
            assert http.get("/api/me").json()["role"] == "owner"
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        assert process.wait(20) in (0, -signal.SIGTERM)
    assert "Traceback" not in said + rest


def test_a_port_in_use_is_told_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = warmline("serve", "--port", port, "--data", tmp_path)
    assert result.exit_code == 1
    expected = f"cannot listen on 127.0.0.1:{port}: Address already in use"
    assert result.output.strip() == expected


@pytest.mark.parametrize("command", ["serve", "migrate", "import"])
def test_a_database_that_is_away_is_told_in_one_line(tmp_path, command):
    away = "postgresql://nobody:S3CRET@127.0.0.1:1/nothing"
    more = {"import": [__file__], "serve": ["--port", 0], "migrate": []}[command]
    result = warmline(command, *more, "--data", tmp_path, DATABASE=away)
    assert result.exit_code == 1
    assert "away" in result.output
    assert "Traceback" not in result.output
    assert "S3CRET" not in result.output


@pytest.mark.parametrize("command", ["serve", "demo", "migrate"])
def test_settings_that_cannot_be_used_end_it_before_anything_is_made(tmp_path, command):
    data = tmp_path / "data"
    result = warmline(command, "--data", data, LOG="loud", SMTP__PORT="0")
    assert result.exit_code == 2
    assert "log (WARMLINE_LOG)" in result.output
    assert "smtp.port (WARMLINE_SMTP__PORT)" in result.output
    assert not data.exists()


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    result = warmline("migrate", "--data", tmp_path / "file" / "data")
    assert result.exit_code == 2
    assert "cannot be used" in result.output


def test_migrate_makes_the_database_and_may_be_run_again(tmp_path):
    for _ in range(2):
        result = warmline("migrate", "--data", tmp_path)
        assert (result.exit_code, result.output) == (0, "The database is up to date.\n")
    assert (tmp_path / "warmline.db").exists()


def test_import_tells_how_each_file_went_and_fails_where_one_did(tmp_path):
    good, broken, fake = (tmp_path / name for name in ("faq.csv", "broken.csv", "fake.pdf"))
    good.write_text(GOOD)
    broken.write_text("question,answer\nonly one\nDo you gift wrap?,Yes.\n")
    fake.write_bytes(b"this is no PDF")
    data = tmp_path / "data"
    result = warmline("import", good, broken, fake, tmp_path / "gone.md", "--data", data)
    assert result.exit_code == 1
    assert "1 of 4: faq.csv\n  1 passage; " in result.output
    assert "line 2: " in result.output
    assert "3 of 4: fake.pdf\n  ✗ " in result.output
    assert re.search(r"✗ .*gone\.md: cannot be read \(No such file", result.output)
    assert result.output.count("✓") == 2
    again = warmline("import", good, "--data", data)
    assert again.exit_code == 0


def test_a_word_that_is_no_command_is_told():
    result = warmline("sevre")
    assert result.exit_code == 2
    assert "sevre" in result.output
