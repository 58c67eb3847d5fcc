"""The files of messages, put together from the settings."""

import secrets
from collections.abc import Awaitable, Callable

from warmline.core.model import Millis
from warmline.files import building
from warmline.files.s3 import Bucket
from warmline.files.signing_v4 import Account
from warmline.flow.channels import Remote
from warmline.flow.file_parts import Bounds, Link, Parts, Stored
from warmline.flow.files import Files
from warmline.flow.ports import Bus
from warmline.outside.posting import Outside
from warmline.settings import Settings
from warmline.store.files import SqlFiles
from warmline.store.sql import SqlStore
from warmline.web.file_links import link

Fetch = Callable[[str, Remote, int], Awaitable[bytes]]
"""The bytes of a file at a channel's provider."""


def files_of(  # noqa: PLR0913 - what it is made of, each a word at the call
    settings: Settings,
    *,
    store: SqlStore,
    rows: SqlFiles,
    bus: Bus,
    fetch: Fetch,
    outside: Outside,
    links: Link,
) -> Files:
    """``outside`` reaches the bucket, whose address is the server owner's own."""
    return Files(
        Parts(
            rows=rows,
            blobs=building.blobs(_place(settings), outside),
            kinds=building.KINDS,
            draw=building.drawing(settings.files.most_megapixels),
            scan=building.scanner(settings.files.clamd),
            entry=lambda whose, seq: store.entries(whose, after=seq - 1, limit=1),
            clock=store.clock,
            new_id=lambda: secrets.token_hex(12),
            fetch=fetch,
            tell=bus.whisper,
            link=links,
            bounds=_bounds(settings),
        )
    )


def links_at(base_url: str, secret: bytes, clock: Callable[[], Millis]) -> Link:
    """Links for providers, to the server that people and providers reach at ``base_url``."""

    def at(stored: Stored) -> str:
        path = link(secret, "p", stored.id, stored.conversation, stored.name, clock())
        return base_url.rstrip("/") + path

    return at


def _place(settings: Settings) -> building.Place:
    files = settings.files
    account = Account(id=files.bucket_key, secret=files.bucket_secret, region=files.bucket_region)
    bucket = Bucket(url=files.bucket_url, account=account, most=files.most_mib * 2**20)
    folder = settings.data / "files"
    return building.Place(folder=folder, bucket=bucket if files.bucket_url else None)


def _bounds(settings: Settings) -> Bounds:
    files = settings.files
    return Bounds(
        most=files.most_mib * 2**20,
        types=files.media_types,
        conversation=files.conversation_mib * 2**20,
        all=round(files.all_gib * 2**30),
    )
