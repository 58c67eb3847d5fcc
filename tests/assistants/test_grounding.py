"""How far an answer rests on what it cites: a first version, stated as it is."""

import pytest

from warmline.assistants.citations import cited
from warmline.assistants.grounding import NOTHING_CLAIMED, ONLY_CITED, SUPPORTED, confidence

PASSAGE = "You can return any item within 30 days. Return shipping costs 4.90 EUR."


def sure(answer: str, *, owner: str = "", visitor: str = "") -> float:
    return confidence(answer, [PASSAGE], owner=owner, visitor=visitor)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("You can return any item within 30 days [1].", SUPPORTED),
        ("You can return any item within 30 days [1]. Return shipping costs 4,90 EUR.", SUPPORTED),
        ("You can return any item within 60 days [1].", 0.0),
        ("Our warehouse burned down yesterday evening.", 0.0),
        ("Our warehouse burned down yesterday evening [1].", SUPPORTED * ONLY_CITED),
        (
            "Return any item within 30 days [1]. Refunds arrive instantly by carrier pigeon.",
            SUPPORTED / 2,
        ),
        ("Which item do you want to return?", NOTHING_CLAIMED),
        ("Sorry to hear that!", NOTHING_CLAIMED),
        ("", NOTHING_CLAIMED),
    ],
)
def test_the_share_of_supported_statements_is_the_confidence(answer: str, expected: float):
    assert sure(answer) == pytest.approx(expected)


def test_the_visitors_own_numbers_may_be_said_back():
    answer = "You can return the item of order 4711 within 30 days [1]."
    assert sure(answer) == 0.0
    assert sure(answer, visitor="My order is 4711.") == pytest.approx(SUPPORTED)


def test_what_the_owners_instructions_say_is_supported():
    answer = "Our showroom in Bremen opens daily at 9."
    assert sure(answer) == 0.0
    assert sure(answer, owner="The showroom in Bremen opens daily at 9.") == pytest.approx(
        SUPPORTED
    )


def test_list_numbers_are_not_facts():
    assert (
        sure("1. You can return any item [1].\n2. Return shipping costs 4.90 EUR [1].") == SUPPORTED
    )


@pytest.mark.parametrize(
    ("text", "becomes", "order"),
    [
        ("A [2]. B [1]. C [2].", "A [1]. B [2]. C [1].", (1, 0)),
        ("A [1, 3].", "A [1][2].", (0, 2)),
        ("A [1][3].", "A [1] [2].", (0, 2)),
        ("A【3】.", "A [1].", (2,)),
        ("A [4]. B [0]. C [99].", "A. B. C.", ()),
        ("A [1a] [x].", "A [1a] [x].", ()),
    ],
)
def test_citations_become_the_numbers_of_the_sources_shown(
    text: str, becomes: str, order: tuple[int, ...]
):
    done = cited(text, 3)
    assert (done.text, done.order) == (becomes, order)
