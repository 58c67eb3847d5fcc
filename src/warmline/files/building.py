"""The parts of files as they are set up: where bytes are kept, what is drawn, what is scanned."""

from dataclasses import dataclass
from pathlib import Path

from warmline.files.clamd import Clamd
from warmline.files.disk import Disk
from warmline.files.naming import safe_name
from warmline.files.s3 import S3, Bucket
from warmline.files.sniffing import sniffed
from warmline.files.stripping import stripped
from warmline.files.thumbnails import Drawing
from warmline.flow.file_parts import Blobs, Kinds, Scan
from warmline.outside.posting import Outside

KINDS = Kinds(sniff=sniffed, name=safe_name, strip=stripped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where bytes are kept: in the bucket where there is one, else in the folder."""

    folder: Path
    bucket: Bucket | None = None


def blobs(place: Place, outside: Outside) -> Blobs:
    return S3(place.bucket, outside) if place.bucket else Disk(place.folder)


def scanner(address: str) -> Scan | None:
    """None: nothing is scanned."""
    return Clamd(address) if address else None


def drawing(megapixels: int) -> Drawing:
    return Drawing(megapixels * 1_000_000)
