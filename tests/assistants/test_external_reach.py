"""Where a service may stand: no address inside, by no name, by no redirect."""

import ipaddress
import ssl
from collections.abc import Sequence
from pathlib import Path

import pytest
from scripted_service import HERE, outside, response, says, service

from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import Outside, Post
from warmline.outside.reach import fault_of, target

PUBLIC = "93.184.216.34"
CERTIFICATE = Path(__file__).with_name("bot_test.pem")


def resolving(*addresses: str):
    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
async def test_no_name_leads_to_an_address_inside(address: str):
    for found in ((address,), (PUBLIC, address)):
        with pytest.raises(ServiceFailed) as refused:
            await target("https://bot.example/x", allowed=(), resolve=resolving(*found))
        assert refused.value.kind == "forbidden"


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946"])
async def test_a_public_address_is_reached_over_https_alone(address: str):
    found = await target("https://bot.example/x?y=1", allowed=(), resolve=resolving(address))
    assert (found.ip, found.host, found.port, found.path) == (address, "bot.example", 443, "/x?y=1")
    with pytest.raises(ServiceFailed, match="https"):
        await target("http://bot.example/x", allowed=(), resolve=resolving(address))


async def test_a_network_that_the_settings_name_is_reached_also_over_http():
    ten = (ipaddress.ip_network("10.0.0.0/8"),)
    found = await target("http://bot.lan:8000", allowed=ten, resolve=resolving("10.1.2.3"))
    assert found.url == "http://10.1.2.3:8000/"
    assert found.authority == "bot.lan:8000"
    with pytest.raises(ServiceFailed):
        await target("http://bot.lan", allowed=ten, resolve=resolving("192.168.0.1"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bot.example",
        "ftp://bot.example",
        "file:///etc/passwd",
        "https://",
        "https://user:word@bot.example",
        "https://bot.example/#x",
        "https://bot.example/a b",
        "https://bot.example:99999",
        "https://bot.example:0",
        "https://[::1",
        "https://bot.example/" + "x" * 2_000,
    ],
)
async def test_what_is_no_address_is_refused_before_it_is_looked_up(url: str):
    assert fault_of(url)
    with pytest.raises(ServiceFailed) as refused:
        await target(url, allowed=(), resolve=resolving(PUBLIC))
    assert refused.value.kind == "forbidden"


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
async def test_other_spellings_of_this_machine_lead_nowhere(host: str):
    with pytest.raises(ServiceFailed):
        await target(f"https://{host}/", allowed=())


async def test_a_name_without_an_address_cannot_be_reached():
    async def nothing(host: str, port: int) -> Sequence[str]:
        raise OSError

    for resolve in (nothing, resolving()):
        with pytest.raises(ServiceFailed) as failed:
            await target("https://bot.example", allowed=(), resolve=resolve)
        assert failed.value.kind == "unreachable"


async def test_the_connection_goes_to_the_address_that_was_judged():
    """A name that answers differently a moment later is not asked again."""
    asked: list[str] = []

    async def turning(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.9.9.9"]

    async with service(says({"ok": 1})) as behind, outside(resolve=turning) as way:
        port = behind.url.rpartition(":")[2]
        assert await way.post(Post(url=f"http://bot.lan:{port}/x", body=b"{}")) == {"ok": 1}
        assert asked == ["bot.lan"]
        assert behind.asked[0].headers["host"] == f"bot.lan:{port}"


async def test_a_redirect_is_not_followed():
    async with service(says({"inner": True})) as inner:
        away = response(b"", status="307 Temporary Redirect", Location=f"{inner.url}/secret")
        async with service(away) as behind, outside() as way:
            with pytest.raises(ServiceFailed) as failed:
                await way.post(Post(url=behind.url, body=b"{}"))
        assert (failed.value.kind, failed.value.status) == ("status", 307)
        assert inner.connections == 0


async def test_no_connection_is_kept_for_the_next_name_at_the_same_address():
    async with service(says({})) as behind, outside() as way:
        for _ in range(3):
            await way.post(Post(url=behind.url, body=b"{}"))
        assert behind.connections == 3


async def test_a_service_that_names_a_time_to_come_back_is_heeded():
    busy = response(b"{}", status="429 Too Many Requests", Retry_After="40")
    async with service(busy) as behind, outside() as way:
        with pytest.raises(ServiceFailed) as failed:
            await way.post(Post(url=behind.url, body=b"{}"))
    assert (failed.value.kind, failed.value.retry_after) == ("busy", 40)


# ── certificates ──────────────────────────────────────────────────────────────────────────────────


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def serving() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(CERTIFICATE)
    return made


async def test_the_certificate_is_checked_against_the_name_and_not_the_address():
    async with service(says({"ok": 1}), tls=serving()) as behind:
        port = behind.url.rpartition(":")[2]
        way = Outside(HERE, resolve=resolving("127.0.0.1"), tls=trusting)
        assert await way.post(Post(url=f"https://bot.test:{port}", body=b"{}")) == {"ok": 1}
        with pytest.raises(ServiceFailed):
            await way.post(Post(url=f"https://other.test:{port}", body=b"{}"))
        await way.close()


async def test_a_certificate_that_nobody_vouches_for_is_refused():
    async with service(says({"ok": 1}), tls=serving()) as behind:
        port = behind.url.rpartition(":")[2]
        way = Outside(HERE, resolve=resolving("127.0.0.1"))
        with pytest.raises(ServiceFailed):
            await way.post(Post(url=f"https://bot.test:{port}", body=b"{}"))
        assert not behind.asked
        await way.close()
