"""What is masked stays masked where it is quoted in part, cut off, in code, or under a name."""

import pytest

from tests.shell import MAIN
from warmline.core.model import (
    ContactId,
    Conversation,
    ConversationId,
    Handoff,
    HandoffStatus,
    TeamId,
)
from warmline.flow.desk import Line
from warmline.web.rows import row
from warmline.web.veil import Veil

CARD = "4242 4242 4242 4242"
VEIL = Veil()


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        (CARD, "[card]"),
        ("They wrote: I paid with 4242 4242 42…", "They wrote: I paid with [card]…"),
        ("the code Tr0ub4dorX3 again", "the code [secret] again"),
        ("Tr0ub4…", "[secret]…"),
        ("a lamp", "a lamp"),
    ],
)
def test_a_quotation_of_what_is_masked_elsewhere_is_masked_too(quoted: str, shown: str):
    hidden = VEIL.hidden([f"I paid with {CARD}; my password is Tr0ub4dorX3"])
    assert VEIL.document({"points": [quoted]}, hidden) == {"points": [shown]}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shop.example/?c=4242424242424242", "https://shop.example/?c=[card]"),
        ("https://shop.example/?c=4242%204242%204242%204242", "https://shop.example/?c=[card]"),
        ("https://shop.example/?c=4242+4242+4242+4242", "https://shop.example/?c=[card]"),
        ("https://shop.example/a%20b?q=1+2", "https://shop.example/a%20b?q=1+2"),
    ],
)
def test_an_address_is_read_in_code_and_in_plain(url: str, shown: str):
    assert VEIL.page(url) == shown


def test_a_value_is_known_by_its_name():
    told = {"pin": "99871", "password": "sesame", "plan": "gold", "note": f"paid by {CARD}"}
    shown = {"pin": "[secret]", "password": "[secret]", "plan": "gold", "note": "paid by [card]"}
    assert VEIL.fields(told) == shown
    assert VEIL.document({"kind": "password", "value": "sesame"})["value"] == "[secret]"
    assert VEIL.document({"kind": "colour", "value": "sesame"})["value"] == "sesame"


def test_what_names_things_is_left_as_it_is():
    named = {"id": "4242424242424242", "text": "4242424242424242"}
    assert VEIL.document(named) == {"id": "4242424242424242", "text": "[card]"}


def test_without_kinds_nothing_is_masked():
    plain = Veil(kinds=())
    assert plain.text(CARD) is CARD
    assert plain.document({"text": CARD}) == {"text": CARD}
    assert plain.hidden([CARD]) == ()


def test_why_a_person_was_fetched_is_masked_in_the_inbox():
    handoff = Handoff(
        number=3,
        status=HandoffStatus.PENDING,
        team=TeamId("support"),
        priority=0,
        trigger="assistant_asks",
        reason=f"Refund of {CARD}",
        requested_at=0,
        deadline_at=0,
    )
    now = Conversation(
        id=ConversationId("c1"),
        channel="web",
        assistant=MAIN,
        contact=ContactId("x"),
        handoff=handoff,
    )
    shown = row(Line(conversation=now, updated_at=1, preview="", contact_name=CARD), str, VEIL)
    assert shown.handoff is not None
    assert (shown.handoff.reason, shown.name) == ("Refund of [card]", "[card]")
