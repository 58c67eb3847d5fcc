"""Who may tell an SMS channel anything: the example of Twilio's own pages, and all that is not."""

import base64
import hashlib
import hmac
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmline.channels.sms.signing import FORM, verify
from warmline.flow.channels import Hook
from warmline.flow.failures import Forged
from warmline.testing._sms_wire import signature

TOKEN, SHARED = "12345", "a-shared-key-of-the-owner"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FIELDS = {
    "Digits": "1234",
    "To": "+18005551212",
    "From": "+14158675309",
    "Caller": "+14158675309",
    "CallSid": "CA1234567890ABCDE",
}


def signed(
    fields: dict[str, str] | None = None,
    *,
    url: str = URL,
    over: str = "",
    key: str = TOKEN,
    sha256: bool = False,
) -> Hook:
    found = FIELDS if fields is None else fields
    said = signature(key, over or url, list(found.items()), sha256=sha256)
    headers = {"content-type": FORM, "x-twilio-signature": said, "host": "inner:8000"}
    body = urlencode(found).encode()
    return Hook(method="POST", url=url, headers=headers, query={}, body=body, at=0)


def with_headers(hook: Hook, **headers: str) -> Hook:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return replace(hook, headers={**hook.headers, **named})


def passes(hook: Hook, token: str = TOKEN, shared_key: str = "") -> bool:
    try:
        verify(hook, token=token, shared_key=shared_key)
    except Forged:
        return False
    return True


def test_the_example_of_twilios_pages_passes():
    hook = with_headers(signed(), x_twilio_signature="RSOYDt4T1cUTdK1PDd93/VVr8B8=")
    assert passes(hook)


def test_signatures_over_the_address_with_and_without_its_port_pass():
    plain, port = "https://desk.example.com/x", "https://desk.example.com:443/x"
    assert passes(signed(url=plain, over=port))
    assert passes(signed(url=port, over=plain))
    assert passes(signed(url="https://desk.example.com:8443/x"))
    assert not passes(signed(url=plain, over="https://desk.example.com:8443/x"))


def test_the_host_header_says_nothing():
    hook = signed(over="https://inner:8000/myapp.php?foo=1&bar=2")
    assert not passes(hook)


def test_spaces_at_the_ends_and_emoji_and_empty_fields_are_part_of_it():
    assert passes(signed({"Body": "  hi 📦\r\n", "Empty": "", "A+B": "1 & 2 = 3 %"}))


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=12), min_size=1))
def test_whatever_the_fields_hold_a_right_signature_passes(fields):
    assert passes(signed(fields))


@pytest.mark.parametrize(
    "wrong",
    [
        {"x_twilio_signature": ""},
        {"x_twilio_signature": "RSOYDt4T1cUTdK1PDd93/VVr8B9="},
        {"x_twilio_signature": "é"},
        {"content_type": "application/json"},
        {"content_type": "text/plain"},
        {"x_twilio_webhooks_signature_settings": "key=k1,algorithm=HMAC_SHA256"},
        {"x_twilio_webhooks_signature_settings": "key=k1,algorithm=NONE"},
    ],
)
def test_what_is_not_signed_so_does_not_pass(wrong):
    assert not passes(with_headers(signed(), **wrong), shared_key=SHARED)


def test_one_changed_byte_does_not_pass():
    hook = signed()
    assert not passes(replace(hook, body=hook.body.replace(b"1234", b"1235", 1)))
    assert not passes(replace(hook, body=hook.body + b"&Body=more"))
    assert not passes(replace(hook, url=hook.url + "3"))


def test_without_a_token_the_endpoint_is_off():
    assert not passes(signed(key=""), token="")
    assert not passes(with_headers(signed(), x_twilio_signature=""), token="")


def test_a_shared_key_signs_with_sha256_where_the_header_says_so():
    said = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    hook = signed(key=SHARED, sha256=True)
    hook = with_headers(hook, x_twilio_webhooks_signature_settings=said)
    assert passes(hook, shared_key=SHARED)
    assert not passes(hook, shared_key="")
    assert not passes(hook, shared_key="another")


def test_a_shared_key_is_not_the_tokens_stand_in():
    """A header may choose between the keys; it cannot make one sign for the other."""
    said = "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    hook = with_headers(signed(sha256=True), x_twilio_webhooks_signature_settings=said)
    assert not passes(hook, shared_key=SHARED)


def json_hook(body: bytes, digest: str) -> Hook:
    url = f"https://example.com/myapp?bodySHA256={digest}"
    mac = base64.b64encode(hmac.new(TOKEN.encode(), url.encode(), hashlib.sha1).digest()).decode()
    headers = {"content-type": "application/json", "x-twilio-signature": mac}
    return Hook(method="POST", url=url, headers=headers, query={}, body=body, at=0)


def test_json_is_vouched_for_by_its_digest_in_the_address():
    body = '{"Body":"caf\u00e9 📦","b":1}'.encode()
    digest = hashlib.sha256(body).hexdigest()
    assert passes(json_hook(body, digest))
    assert not passes(json_hook(body + b" ", digest))
    assert not passes(json_hook(body, ""))
    swapped = replace(json_hook(b"", hashlib.sha256(b"").hexdigest()), body=body)
    assert not passes(swapped)


def test_a_form_that_nobody_can_read_is_vouched_for_by_nothing():
    hook = signed({})
    assert passes(hook)
    assert not passes(replace(hook, body=b"&".join(b"a%d=1" % n for n in range(10_000))))


def test_what_comes_twice_in_a_form_is_signed_once():
    """As Twilio's own validators count the values of a name."""
    hook = signed({}, over=f"{URL}a1a2")
    assert passes(replace(hook, body=b"a=2&a=1&a=1"))
