"""The way to a mail server: to the very address that was judged, by the name that was typed in."""

import socket
import ssl
from dataclasses import dataclass

from warmline.channels.email.account import Server
from warmline.flow.failures import Permanent
from warmline.outside.failed import ServiceFailed
from warmline.outside.posting import Outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Mail servers stand where other services of the owner's may (``external.networks``)."""

    outside: Outside

    async def address(self, server: Server) -> str:
        """The address to connect to. Raises ``Permanent``, ``Temporary``."""
        scheme = "http" if server.tls == "none" else "https"  # without encryption: only inside
        host = f"[{server.host}]" if ":" in server.host else server.host
        try:
            return (await self.outside.whereto(f"{scheme}://{host}:{server.port}")).ip
        except ServiceFailed as failure:
            if failure.kind == "forbidden":
                raise Permanent(str(failure).replace("https", "tls or starttls")) from failure
            raise


class Pinned(ssl.SSLContext):
    """Wants the certificate of one name, whatever address the connection goes to."""

    name: str = ""

    @classmethod
    def to(cls, name: str) -> "Pinned":
        context = cls(ssl.PROTOCOL_TLS_CLIENT)
        context.load_default_certs()
        context.name = name
        return context

    def wrap_socket(
        self,
        sock: socket.socket,
        server_side: bool = False,  # noqa: FBT001, FBT002
        do_handshake_on_connect: bool = True,  # noqa: FBT001, FBT002
        suppress_ragged_eofs: bool = True,  # noqa: FBT001, FBT002
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLSocket:
        """For imaplib."""
        return super().wrap_socket(
            sock,
            server_side,
            do_handshake_on_connect,
            suppress_ragged_eofs,
            self.name,
            session,
        )

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,  # noqa: FBT001, FBT002
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        """For asyncio."""
        return super().wrap_bio(incoming, outgoing, server_side, self.name, session)
