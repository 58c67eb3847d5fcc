"""Settings: a slip is named with its key, what was expected and what came; secrets never are."""

import os
import re
import stat
import threading
from pathlib import Path

import pytest

from warmline.settings import (
    BadSettings,
    FileSettings,
    Settings,
    every_setting,
    exposed,
    read_settings,
    secret_of,
    unknown_variables,
    variable,
)

SECRET = "S3CRET-of-the-owner"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("WARMLINE_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eight", "port (WARMLINE_PORT): .*integer.*'eight'"),
        ("PORT", "70000", "port (WARMLINE_PORT): .*65535.*'70000'"),
        ("BASE_URL", "chat.example.com", "base_url .*https://chat.example.com, without a path"),
        ("BASE_URL", "https://a.b/path", "base_url .*without a path.*'https://a.b/path'"),
        ("LOG", "loud", "log .*'debug', 'info' or 'warning'.*'loud'"),
        ("IMAP__HOST", "mail.example.com", "imap.*support@example.com: replies go to it"),
        ("SMTP__TLS", "maybe", "smtp.tls (WARMLINE_SMTP__TLS): .*'maybe'"),
        ("SMTP__PORT", "0", "smtp.port .*greater than or equal to 1.*'0'"),
        ("LIMITS__UPLOAD_MIB", "9999", "limits.upload_mib .*200"),
        ("TRUSTED_PROXIES", "10.0.0.1, nonsense", "trusted_proxies.*'nonsense'"),
        ("SMTP__HOTS", "x", "smtp.hots: no such setting; did you mean host?"),
        ("DATABASE", f"mysql://u:{SECRET}@h/d", "database .*expected .*postgresql://"),
        ("REDIS", f"http://:{SECRET}@h", "redis .*expected .*redis://"),
        ("SECRET", SECRET, "secret .*at least 32 characters"),
        ("SMTP", f'{{"password": ["{SECRET}"]}}', "smtp.password .*valid string"),
        ("SMTP", f"{{{SECRET}", "expected settings by name"),
    ],
)
def test_a_bad_value_is_told_with_its_key_and_never_with_a_secret(
    monkeypatch, name, value, expected
):
    monkeypatch.setenv(f"WARMLINE_{name}", value)
    with pytest.raises(BadSettings) as error:
        read_settings()
    pattern = expected.replace("(", r"\(").replace(")", r"\)").replace("?", r"\?")
    assert re.search(pattern, str(error.value)), str(error.value)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prot: 1\n", "prot: no such setting; did you mean port?"),
        ("smtp:\n  hots: x\n", "smtp.hots: no such setting; did you mean host?"),
        (f"smtp:\n  password: '{SECRET}\n", "line "),
        ("- a\n- b\n", "expected settings by name"),
        ("port: [1]\n", "port (WARMLINE_PORT)"),
        (f"smtp: {SECRET}\n", "smtp"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(monkeypatch, tmp_path, text, expected):
    file = tmp_path / "warmline.yaml"
    file.write_text(text)
    monkeypatch.setenv("WARMLINE_CONFIG", str(file))
    with pytest.raises(BadSettings) as error:
        read_settings()
    assert expected in str(error.value)
    assert SECRET not in str(error.value)


def test_a_file_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("WARMLINE_CONFIG", str(tmp_path / "gone.yaml"))
    with pytest.raises(BadSettings, match=r"WARMLINE_CONFIG: expected a file, .*gone.yaml is none"):
        read_settings()


def test_all_faults_are_told_at_once(monkeypatch):
    monkeypatch.setenv("WARMLINE_PORT", "x")
    monkeypatch.setenv("WARMLINE_LOG", "y")
    with pytest.raises(BadSettings) as error:
        read_settings()
    assert len(str(error.value).splitlines()) == 2


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(monkeypatch, tmp_path):
    file = tmp_path / "warmline.yaml"
    file.write_text("port: 1\nhost: 0.0.0.1\nlog: debug\nsmtp: {host: a, port: 26}\n")
    monkeypatch.setenv("WARMLINE_CONFIG", str(file))
    monkeypatch.setenv("WARMLINE_PORT", "2")
    monkeypatch.setenv("WARMLINE_HOST", "0.0.0.2")
    monkeypatch.setenv("WARMLINE_SMTP__HOST", "b")
    settings = read_settings(port=3, host=None)
    assert (settings.port, settings.host, settings.log) == (3, "0.0.0.2", "debug")
    assert (settings.smtp.host, settings.smtp.port) == ("b", 26)


def test_trusted_proxies_are_addresses_and_networks_separated_by_commas(monkeypatch):
    monkeypatch.setenv("WARMLINE_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1")
    assert [str(one) for one in read_settings().trusted_proxies] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "::1/128",
    ]


def test_a_variable_that_nothing_reads_is_told_with_what_was_meant():
    environment = {
        "WARMLINE_PROT": "1",
        "WARMLINE_SMTP__HSOT": "x",
        "WARMLINE_PORT": "1",
        "WARMLINE_SMTP": "{}",
        "WARMLINE_CONFIG": "x",
        "HOME": "/",
    }
    assert unknown_variables(environment) == [
        "WARMLINE_PROT: no setting reads this; did you mean WARMLINE_PORT?",
        "WARMLINE_SMTP__HSOT: no setting reads this; did you mean WARMLINE_SMTP__HOST?",
    ]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, []),
        ({"host": "0.0.0.0"}, ["base_url"]),
        ({"host": "0.0.0.0", "base_url": "https://a.b"}, []),
        ({"redis": "redis://10.0.0.5/0"}, ["redis", "redis"]),
        ({"redis": "rediss://:pw@10.0.0.5/0"}, []),
        ({"redis": "redis://localhost/0"}, []),
        ({"database": "postgresql://u@db.internal/w"}, ["database"]),
        ({"database": "postgresql://u:pw@db.internal/w"}, []),
    ],
)
def test_what_others_could_listen_in_on_is_warned_of(given, named):
    lines = exposed(Settings(**given))
    assert [line.split(":")[0] for line in lines] == named
    assert not any("pw" in line.split() for line in lines)


def test_the_secret_is_made_once_and_for_the_owner_alone(tmp_path):
    settings = Settings(data=tmp_path / "data")
    first = secret_of(settings)
    assert first == secret_of(settings)
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["secret"]


def test_of_many_who_make_the_secret_at_once_all_have_the_same(tmp_path):
    settings = Settings(data=tmp_path)
    found: set[bytes] = set()
    threads = [threading.Thread(target=lambda: found.add(secret_of(settings))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1


@pytest.mark.parametrize("left", [b"", b"short"])
def test_a_secret_file_that_was_cut_short_is_refused(tmp_path, left):
    (tmp_path / "secret").write_bytes(left)
    with pytest.raises(BadSettings, match="at least 32"):
        secret_of(Settings(data=tmp_path))


def test_every_setting_says_what_it_is_and_stands_in_the_documentation_as_it_is():
    page = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text()
    rows = re.findall(r"^\| `([a-z_.]+)` \| `([A-Z_]+)` \| ([^|]*) \| (.*) \|$", page, re.MULTILINE)
    told = {key: (name, default.strip(), what.strip()) for key, name, default, what in rows}
    for path, field in every_setting():
        default = field.default
        shown = f"`{default}`" if default not in ("", ()) and default is not False else ""
        shown = "`false`" if default is False else shown
        assert told.pop(".".join(path)) == (variable(path), shown, field.description), path
    assert told == {}


def test_what_files_are_taken_is_told_in_groups_and_media_types():
    taken = FileSettings(types="images, application/zip").media_types
    assert {"image/png", "application/zip"} <= taken
    assert "application/pdf" not in taken
    assert "image/svg+xml" not in FileSettings().media_types


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("FILES__TYPES", "pictures", "neither"),
        ("FILES__BUCKET_URL", "https://s3.example.com/files", "bucket_secret"),
        ("FILES__CLAMD", "localhost:3310", "pattern"),
    ],
)
def test_settings_of_files_that_cannot_work_are_told(monkeypatch, name, value, told):
    monkeypatch.setenv(f"WARMLINE_{name}", value)
    with pytest.raises(BadSettings, match=told):
        read_settings()
