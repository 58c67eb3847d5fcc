"""Bytes are kept alike on a disk and in a bucket."""

import ipaddress
import time
from collections.abc import AsyncIterator

import pytest

from tests.files.bucket import ACCOUNT, serving
from tests.files.bucket import Bucket as StandIn
from warmline.files.disk import Disk
from warmline.files.s3 import S3, Bucket
from warmline.files.signing_v4 import Account, Unsigned, signed
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.posting import Outside

HERE = (ipaddress.ip_network("127.0.0.0/8"),)


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with serving() as running:
        yield running


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    made = Outside(HERE)
    yield made
    await made.close()


@pytest.fixture(params=["disk", "s3"])
def blobs(request, tmp_path):
    if request.param == "disk":
        return Disk(tmp_path / "files")
    stand_in, outside = (request.getfixturevalue(name) for name in ("stand_in", "outside"))
    return S3(Bucket(url=f"{stand_in.url}/files", account=ACCOUNT, most=2**20), outside)


async def test_what_was_put_is_read_whole_and_in_pieces(blobs):
    await blobs.put("ab/cdef-1", b"0123456789")
    assert await blobs.read("ab/cdef-1") == b"0123456789"
    assert await blobs.read("ab/cdef-1", 2, 5) == b"234"
    assert await blobs.read("ab/cdef-1", 8, 99) == b"89"
    assert await blobs.read("ab/cdef-1", 4) == b"456789"
    assert await blobs.read("ab/cdef-1", 5, 5) == b""


async def test_the_same_name_again_changes_nothing(blobs):
    await blobs.put("ab/c", b"x")
    await blobs.put("ab/c", b"x")
    assert await blobs.read("ab/c") == b"x"


async def test_what_was_deleted_is_gone_and_may_be_deleted_again(blobs):
    await blobs.put("ab/c.thumbnail", b"x")
    await blobs.delete("ab/c.thumbnail")
    await blobs.delete("ab/c.thumbnail")
    with pytest.raises(Permanent):
        await blobs.read("ab/c.thumbnail")


async def test_no_name_leads_out_of_the_folder(tmp_path):
    disk = Disk(tmp_path / "files")
    for name in ("../x", str(tmp_path / "x"), "a/../../x", ""):
        with pytest.raises(ValueError, match="below the folder"):
            await disk.put(name, b"x")
    assert list(tmp_path.iterdir()) == []


async def test_a_disk_that_cannot_be_written_may_be_better_later(tmp_path):
    (tmp_path / "files").write_text("a file stands where the folder should")
    with pytest.raises(Temporary):
        await Disk(tmp_path / "files").put("ab/c", b"x")


async def test_nothing_half_written_lies_under_its_name(tmp_path):
    disk = Disk(tmp_path / "files")
    await disk.put("ab/c", b"x" * 100)
    assert [path.name for path in (tmp_path / "files" / "ab").iterdir()] == ["c"]
    assert (tmp_path / "files/ab/c").stat().st_mode & 0o077 == 0


async def test_a_bucket_that_does_not_let_us_in_is_asked_again_later(stand_in, outside):
    wrong = Account(id=ACCOUNT.id, secret="another", region=ACCOUNT.region)
    s3 = S3(Bucket(url=f"{stand_in.url}/files", account=wrong, most=99), outside)
    with pytest.raises(Temporary, match="does not let us in"):
        await s3.put("ab/c", b"x")
    assert stand_in.kept == {}


async def test_a_request_of_long_ago_is_not_let_in(stand_in, outside):
    bucket = Bucket(url=f"{stand_in.url}/files", account=ACCOUNT, most=99)
    old = S3(bucket, outside, now=lambda: time.time() - 3600)
    with pytest.raises(Temporary):
        await old.read("ab/c")


def test_a_request_is_signed_as_in_the_published_example():
    """Amazon's own: "GET Object" of its page on signatures in the header."""
    account = Account(
        id="AKIAIOSFODNN7EXAMPLE",
        secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region="us-east-1",
    )
    request = Unsigned(
        method="GET",
        url="https://examplebucket.s3.amazonaws.com/test.txt",
        headers={"Range": "bytes=0-9"},
    )
    made = signed(request, account, 1369353600)
    assert made["Authorization"].endswith(
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )
