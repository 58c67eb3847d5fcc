"""What comes by a channel has as much room as what is put up, whatever its sender says of it."""

import pytest

from tests.contracts.test_store_files import C, sent, the
from tests.files import made
from tests.files.cabinet import cabinet
from warmline.flow.channels import Remote


@pytest.mark.parametrize("bounds", [{"conversation": 2_000}, {"all": 2_000}])
@pytest.mark.parametrize("along", [True, False])
async def test_a_file_of_a_channel_that_says_it_does_not_fit_is_refused_and_not_fetched(
    store, tmp_path, bounds, along
):
    desk = cabinet(store, tmp_path / "files", **bounds)
    await desk.files.put(sent(b"a" * 1_500))
    remote = Remote(reference="r", size=600, content=b"b" * 600 if along else b"")
    file = await desk.files.expect(C, "mail", remote)
    await desk.filing()
    stored = await the(desk, file.id)
    assert (stored.state, stored.why, stored.size) == ("refused", "too_large", 0)
    assert desk.channel.asked == []
    assert len(desk.kept()) == 1


@pytest.mark.parametrize("bounds", [{"conversation": 2_000}, {"all": 2_000}])
@pytest.mark.parametrize("claimed", [0, 1, -5_000])
async def test_a_file_of_a_channel_that_lied_about_its_size_counts_as_what_it_is(
    store, tmp_path, bounds, claimed
):
    desk = cabinet(store, tmp_path / "files", **bounds)
    await desk.files.put(sent(b"a" * 1_500))
    desk.channel.holds["r"] = b"b" * 600
    file = await desk.files.expect(C, "tg", Remote(reference="r", name="b.txt", size=claimed))
    await desk.filing()
    stored = await the(desk, file.id)
    assert (stored.state, stored.why) == ("refused", "too_large")
    assert len(desk.kept()) == 1


async def test_a_file_of_a_channel_that_just_fits_is_counted_once(store, tmp_path):
    desk = cabinet(store, tmp_path / "files", conversation=1_000, all=1_000)
    desk.channel.holds["r"] = b"b" * 1_000
    remote = Remote(reference="r", name="b.txt", size=1_000)
    file = await desk.files.expect(C, "tg", remote)
    assert await desk.files.expect(C, "tg", remote) == file
    await desk.filing()
    assert (await the(desk, file.id)).state == "ready"


async def test_what_was_refused_takes_no_room_from_others(store, tmp_path):
    desk = cabinet(store, tmp_path / "files", most=20_000, all=2_000)
    for n, size in enumerate((10**12, 1_900)):
        desk.channel.holds[f"r{n}"] = made.HTML
        await desk.files.expect(C, "tg", Remote(reference=f"r{n}", size=size))
    await desk.filing()
    assert (await desk.files.put(sent(b"a" * 1_500))).state == "ready"
