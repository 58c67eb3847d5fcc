"""The shell on a real store (SQLite unless a test says otherwise); fakes stand only at ports."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flow.town import Town
from tests.shell import OpenStore, clock, emptied_postgres_url, migrated_postgres_url, open_store

__all__ = ["clock", "emptied_postgres_url", "migrated_postgres_url", "open_store", "town", "url"]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return str(tmp_path / "warmline.db")


@pytest.fixture
async def town(open_store: OpenStore) -> AsyncIterator[Town]:
    town = Town(open_store)
    await town.open()
    yield town
    await town.close()
