"""Why a person is wanted may be told in anybody's words: few mails may hold them."""

from dataclasses import replace

from pydantic import TypeAdapter

from tests.notifiers.test_email import CANARY, WANTED, a_letter, an_email, post
from warmline.core.package import Package

__all__ = ["post"]
PACKAGE = TypeAdapter(Package).validate_python(
    {
        "version": 2,
        "conversation": "c1",
        "handoff": 2,
        "made_at": 1,
        "why": {"rule": "", "trigger": "transferred", "reason": f"Note: {CANARY}"},
        "visitor": {"contact": "v", "channel": "web", "language": "en", "page": ""},
        "question": CANARY,
        "summary": {"wants": CANARY, "tried": "", "open": CANARY},
        "language": "en",
        "transcript": [],
        "also": [],
        "intent": None,
        "mood": [],
        "entities": [],
        "tried": [],
        "policy": 0,
    }
)


async def test_a_colleagues_note_or_a_models_words_leave_in_no_mail_that_may_hold_none(post):
    letter = replace(a_letter(), package=PACKAGE)
    await an_email(post.port).notify(WANTED, letter, key="k")
    said = post.taken[0].get_content()
    assert "Why: transferred" in said
    assert CANARY not in said


async def test_they_do_where_the_owner_wants_words_in_it(post):
    letter = replace(a_letter(), package=PACKAGE, text=True)
    await an_email(post.port).notify(WANTED, letter, key="k")
    assert f"Why: Note: {CANARY}" in post.taken[0].get_content()
