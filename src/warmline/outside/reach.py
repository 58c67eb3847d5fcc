"""Where a service of the owner's may stand: nowhere inside, unless the server's settings allow it.

A URL is typed in by whoever may edit an assistant, and asked from inside the network. So its name
is looked up once, every address that it has is judged, and the connection goes to that very
address: a name that answers differently a moment later leads nowhere.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from warmline.outside.failed import ServiceFailed

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""All addresses of a host name. Raises ``OSError``."""

EVERYWHERE: Final = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0"))
"""For addresses that the server's own settings name."""

_PORTS: Final = {"http": 80, "https": 443}
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_UNICAST: Final = ipaddress.ip_network("2000::/3")  # all that is global of IPv6 (RFC 4291, 2.4)
_LONGEST: Final = 2_000  # characters of a URL


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a request goes: the name that was asked for, and the address that it is sent to."""

    scheme: str
    host: str
    port: int
    path: str  # with the query
    ip: str

    @property
    def url(self) -> str:
        """With the address in place of the name."""
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def authority(self) -> str:
        """For the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


async def addresses_of(host: str, port: int) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


def fault_of(url: str) -> str:
    """What is wrong with a URL as it stands, before anything is looked up; "": nothing."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "an address such as https://bot.example.com/answer"
    if parts.scheme not in _PORTS or not parts.hostname or len(url) > _LONGEST:
        return "an address such as https://bot.example.com/answer"
    if parts.username is not None or parts.password is not None:
        return "an address without a name and password"
    if parts.fragment or any(c.isspace() or not c.isprintable() for c in url) or port == 0:
        return "an address without spaces, # and port 0"
    return ""


async def target(
    url: str, *, allowed: Sequence[Network], resolve: Resolve = addresses_of
) -> Target:
    """Where ``url`` leads now. Raises ``ServiceFailed`` where it may not be asked."""
    if fault := fault_of(url):
        raise ServiceFailed("forbidden", f"expected {fault}")
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = await resolve(host, port)
    except (OSError, UnicodeError):
        raise ServiceFailed("unreachable", "its name has no address") from None
    if not found:
        raise ServiceFailed("unreachable", "its name has no address")
    for ip in found:
        _judge(parts.scheme, ip, allowed)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme=parts.scheme, host=host, port=port, path=path, ip=found[0])


def _judge(scheme: str, address: str, allowed: Sequence[Network]) -> None:
    ip = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if any(ip.version == network.version and ip in network for network in allowed):
        return
    if not ip.is_global or ip.is_multicast or (ip.version == 6 and ip not in _UNICAST):
        raise ServiceFailed("forbidden", "its address is private; see external.networks")
    if scheme == "http":
        raise ServiceFailed("forbidden", "expected https outside of external.networks")


def _inner(ip: Ip) -> Ip:
    """The IPv4 address that an IPv6 one stands for, where it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo[1] if ip.teredo else None
    return ip.ipv4_mapped or ip.sixtofour or teredo or ip
