"""IPv6 has many ways to say an inner address; none of them is a way in."""

import pytest

from warmline.outside.failed import ServiceFailed
from warmline.outside.reach import target

INNER = [
    "::ffff:0:7f00:1",  # IPv4-translated (RFC 2765)
    "::7f00:1",  # IPv4-compatible (RFC 4291, 2.5.5.1)
    "64:ff9b:1::a00:1",  # local NAT64 (RFC 8215)
    "fec0::1",  # site-local (RFC 3879)
    "fd00::1",
    "fe80::1%eth0",
    "::ffff:169.254.169.254",
    "64:ff9b::169.254.169.254",
    "2002:a9fe:a9fe::1",
    "::",
    "4000::1",  # assigned to nobody
]


@pytest.mark.parametrize("ip", INNER)
async def test_no_spelling_of_an_inner_address_is_reached(ip):
    async def resolve(host, port):
        return [ip]

    with pytest.raises(ServiceFailed, match="private"):
        await target("https://rebound.example/", allowed=(), resolve=resolve)


async def test_a_public_address_of_ipv6_is_reached():
    async def resolve(host, port):
        return ["2606:4700::1111"]

    found = await target("https://public.example/", allowed=(), resolve=resolve)
    assert found.url == "https://[2606:4700::1111]:443/"
