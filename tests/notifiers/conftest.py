"""Notices on a real store (SQLite); fakes stand only where they leave the house."""

from pathlib import Path

import pytest

from tests.shell import clock, open_store

__all__ = ["clock", "open_store", "url"]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return str(tmp_path / "warmline.db")
