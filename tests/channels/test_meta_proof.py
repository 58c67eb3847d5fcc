"""Webhooks of Meta's: nothing is believed that is not signed, whatever its bytes are."""

import hashlib
import hmac
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warmline.channels import CHANNELS
from warmline.channels._meta.proof import LONGEST_CHALLENGE, verify
from warmline.channels.parts import Parts
from warmline.core.model import AssistantId
from warmline.flow.channels import Adapter, Hook, Setup
from warmline.flow.failures import Forged
from warmline.outside.posting import Outside

SECRET, TOKEN = "the-app-secret", "a-verify-token"
KINDS = ("instagram", "messenger", "whatsapp")


def hook(body: bytes, **headers: str) -> Hook:
    return Hook(
        method="POST",
        url="https://desk.example.com/hooks/x/1",
        headers=headers,
        query={},
        body=body,
        at=0,
    )


def signed(body: bytes, secret: str = SECRET) -> Hook:
    mac = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hook(body, **{"x-hub-signature-256": f"sha256={mac}"})


def challenge(**query: str) -> Hook:
    asked = {f"hub.{key}": value for key, value in query.items()}
    return replace(hook(b""), method="GET", query=asked)


def adapter(kind: str, **secrets: str) -> Adapter:
    setup = Setup(
        id="ch-1",
        kind=kind,
        name=kind,
        assistant=AssistantId("main"),
        settings={"phone_number_id": "12345", "page_id": "12345", "account_id": "12345"},
        secrets=secrets,
    )
    parts = Parts(outside=Outside(), clock=lambda: 0, secret=b"of the installation")
    return CHANNELS[kind].build(setup, parts)


@pytest.mark.parametrize(
    "body",
    [
        '{"text":"Grüße 👋🏽"}'.encode(),
        rb'{"text":"Gr\u00fc\u00dfe \ud83d\udc4b"}',
        rb'{"text":"Gr\u00FC\u00DFe \/ slash"}',
        b'{ "b" : 1,\n\t"a":2 }',
        b'{"a":2,"b":1}',
        b"",
        b"\xff\xfe no text at all \x00",
    ],
)
def test_the_signature_is_over_the_bytes_as_they_came(body: bytes):
    verify(signed(body), app_secret=SECRET, verify_token=TOKEN)
    with pytest.raises(Forged):
        verify(replace(signed(body), body=body + b" "), app_secret=SECRET, verify_token=TOKEN)


def test_the_same_document_written_differently_has_another_signature():
    body = rb'{"text":"Gr\u00fc\u00dfe"}'
    again = json.dumps(json.loads(body)).encode()
    assert again != body
    with pytest.raises(Forged):
        verify(replace(signed(body), body=again), app_secret=SECRET, verify_token=TOKEN)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=500), st.text(max_size=80))
def test_no_made_up_signature_passes(body: bytes, made_up: str):
    with pytest.raises(Forged):
        verify(
            hook(body, **{"x-hub-signature-256": made_up}), app_secret=SECRET, verify_token=TOKEN
        )


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_secret_the_door_is_shut_even_for_what_is_signed_with_nothing(kind: str):
    for given_ in (signed(b"{}", ""), signed(b"{}"), hook(b"{}")):
        with pytest.raises(Forged):
            adapter(kind, verify_token=TOKEN).verify(given_)
    with pytest.raises(Forged):
        adapter(kind, app_secret=SECRET).verify(challenge(mode="subscribe", verify_token=""))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "wrong",
    [
        hook(b"{}"),
        signed(b"{}", "another-apps-secret"),
        hook(b"{}", **{"x-hub-signature-256": ""}),
        hook(b"{}", **{"x-hub-signature": signed(b"{}").headers["x-hub-signature-256"]}),
        hook(b"{}", **{"x-hub-signature-256": signed(b"{}").headers["x-hub-signature-256"][7:]}),
        replace(signed(b"{}"), method="PUT"),
        challenge(mode="subscribe", verify_token="guessed", challenge="1"),
        challenge(mode="unsubscribe", verify_token=TOKEN, challenge="1"),
        challenge(challenge="1"),
        challenge(mode="subscribe", verify_token="\ud83d", challenge="1"),
    ],
)
def test_whoever_cannot_prove_where_they_come_from_is_stopped(kind: str, wrong: Hook):
    with pytest.raises(Forged):
        adapter(kind, app_secret=SECRET, verify_token=TOKEN).verify(wrong)


@pytest.mark.parametrize("kind", KINDS)
def test_metas_challenge_is_answered_as_plain_text_and_tells_no_event(kind: str):
    found = adapter(kind, app_secret=SECRET, verify_token=TOKEN)
    asked = challenge(mode="subscribe", verify_token=TOKEN, challenge="<script>1</script>")
    found.verify(asked)
    assert list(found.parse(asked)) == []
    reply = found.reply(asked, ())
    assert reply.body == b"<script>1</script>"
    assert reply.media_type.startswith("text/plain")


def test_an_endless_challenge_is_cut():
    found = adapter("whatsapp", app_secret=SECRET, verify_token=TOKEN)
    asked = challenge(mode="subscribe", verify_token=TOKEN, challenge="1" * 100_000)
    assert len(found.reply(asked, ()).body) == LONGEST_CHALLENGE
