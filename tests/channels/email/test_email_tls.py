"""Over TLS the server must prove the name that was typed in, whatever address it has."""

import asyncio
import ipaddress
import ssl
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.channels.email.office import SECRET, Taken, now, setup_of, until
from warmline.channels.email import CHANNEL
from warmline.channels.email.adapter import Email as Adapter
from warmline.channels.parts import Parts
from warmline.flow.channels import Outgoing, Setup
from warmline.flow.failures import Permanent, Temporary
from warmline.outside.posting import Outside
from warmline.testing.email import ADDRESS, AUTHSERV, PASSWORD, Email

NAME = "mail.shop.test"


async def here(host: str, port: int) -> list[str]:
    """Every name leads to this machine."""
    return ["127.0.0.1"]


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Of ``NAME``; this machine believes it."""
    key, who = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "one.pem"
    file.write_bytes(private + made.public_bytes(pem))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def adapter_of(setup: Setup) -> Adapter:
    local = (ipaddress.ip_network("127.0.0.0/8"),)
    parts = Parts(outside=Outside(local, resolve=here), clock=now, secret=SECRET)
    adapter = CHANNEL.build(setup, parts)
    assert isinstance(adapter, Adapter)
    return adapter


@pytest.mark.parametrize(("host", "well"), [(NAME, True), ("evil.shop.test", False)])
async def test_the_certificate_must_be_of_the_name(
    certificate: ssl.SSLContext, host: str, *, well: bool
):
    provider = Email()
    imap = await asyncio.start_server(provider.imap.serve, "127.0.0.1", 0, ssl=certificate)
    smtp = await asyncio.start_server(provider.smtp.serve, "127.0.0.1", 0, ssl=certificate)
    ports = [one.sockets[0].getsockname()[1] for one in (imap, smtp)]
    names = {"imap_host": host, "smtp_host": host, "imap_tls": "tls", "smtp_tls": "tls"}
    setup = setup_of(ADDRESS, *ports, password=PASSWORD, authserv=AUTHSERV, **names)
    adapter, taken = adapter_of(setup), Taken()
    out = Outgoing(key="k", thread="ada@people.test", text="Hello")
    if well:
        await provider.say("ada", "Hello?")
        task = asyncio.create_task(adapter.receive(taken))
        await until(lambda: taken.texts == ["Hello?"])
        await adapter.send(out)
        assert [one.text for one in provider.seen("ada")] == ["Hello"]
        await provider.say("ada", "You there?")  # told over TLS by IDLE
        await until(lambda: len(taken.texts) == 2)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    else:
        with pytest.raises(Temporary, match="cannot be reached"):
            await adapter.send(out)
        found = {one.step: one for one in await adapter.check("")}
        assert not found["Reading"].well
        assert not found["Sending"].well
    await provider.imap.cut()
    for one in (imap, smtp):
        one.close()
        await one.wait_closed()


async def test_without_encryption_no_server_outside_is_reached():
    setup = setup_of(ADDRESS, 143, 25, imap_host="mail.example.com")

    async def outside(host: str, port: int) -> list[str]:
        return ["93.184.215.14"]

    parts = Parts(outside=Outside((), resolve=outside), clock=now, secret=SECRET)
    with pytest.raises(Permanent, match="expected tls or starttls"):
        await CHANNEL.build(setup, parts).receive(Taken())
