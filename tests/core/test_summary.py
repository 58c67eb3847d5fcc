"""H-3: the summary is the thread's own sentences, chosen so that an operator understands it."""

import re
import string

from hypothesis import example, given
from hypothesis import strategies as st

from warmline.core.summary import SHORT, Said, is_courtesy, sentences, shorten, summarise


def said(*texts: str) -> list[Said]:
    return [Said(text=text) for text in texts]


def test_greetings_thanks_and_consent_are_passed_over():
    summary = summarise(
        said("Hi there!", "Hello! My parcel HX-77 never arrived.", "Yes, please.", "Thank you!"),
        ["How can I help?", "It left on Monday."],
    )
    assert summary.wants == "My parcel HX-77 never arrived."
    assert summary.tried == "It left on Monday."
    assert summary.open == "My parcel HX-77 never arrived."


def test_what_later_messages_add_to_the_matter_is_told_in_order():
    summary = summarise(
        said(
            "I'd like to cancel my flights from MCO to CLT.",
            "My username is amelia_4739, but I don't have the reservation ID.",
            "Can I get a refund in cash instead of a voucher?",
        ),
        [],
    )
    assert summary.wants == (
        "I'd like to cancel my flights from MCO to CLT. … My username is amelia_4739, but I don't "
        "have the reservation ID. Can I get a refund in cash instead of a voucher?"
    )
    assert summary.open == "Can I get a refund in cash instead of a voucher?"


def test_order_numbers_and_amounts_are_kept_where_room_is_short():
    padding = "The weather was really rather nice on that day, as it often is in these parts. " * 4
    summary = summarise(said(f"{padding}My order 4711 cost 89.00 EUR and came broken."), [])
    assert "order 4711 cost 89.00 EUR" in summary.wants


def test_a_call_for_a_person_is_no_matter_and_what_stands_beside_it_is():
    asked = Said(text="A person please. My invoice 12 is wrong.", aside=("A person please",))
    assert summarise([asked], []).wants == "My invoice 12 is wrong."
    only = Said(text="Get me a human", aside=("a human",))
    assert summarise([only], []).wants == "Get me a human"


def test_what_the_assistant_did_not_know_is_what_is_open():
    asked = [Said(text="Do you ship to Iceland?", answered=False), Said(text="And what of mugs?")]
    assert summarise(asked, ["Mugs cost 5 EUR."]).open == "Do you ship to Iceland?"


def test_questions_back_politeness_and_repeats_are_no_attempts():
    summary = summarise(
        said("Cancel order 5, it is late.", "I have no reservation ID."),
        [
            "I can help with that! Could you please provide the reservation ID?",
            "Unfortunately, I need the reservation ID to cancel your order.",
            "I'm sorry, unfortunately I need the reservation ID to cancel your order.",
            "You're welcome! Have a great day!",
        ],
    )
    assert summary.tried.count("reservation ID") == 1
    assert "welcome" not in summary.tried


def test_a_list_in_an_answer_tells_less_than_its_sentence():
    answer = "Order 5 cannot be cancelled any more.\n\n- **Order:** 5\n- Price: 12 EUR\n- Size: L"
    assert summarise(said("Cancel order 5!"), [answer]).tried == (
        "Order 5 cannot be cancelled any more."
    )


def test_other_languages_are_summed_up_by_the_same_rules():
    german = summarise(said("Guten Tag!", "Meine Bestellung 4711 ist kaputt. Danke!"), [])
    assert german.wants == "Meine Bestellung 4711 ist kaputt."
    chinese = summarise(said("你好", "我的订单4711没有到。谢谢"), [])
    assert chinese.wants == "我的订单4711没有到。"


def test_an_empty_thread_has_an_empty_summary():
    summary = summarise([], [])
    assert (summary.wants, summary.tried, summary.open) == ("", "", "")
    assert summarise(said(""), [""]).wants == ""


TEXTS = st.text(
    st.sampled_from(string.ascii_letters + string.digits + " .!?\n,;:*-[]()…äß好。"), max_size=400
)


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
@example([], ["0[0]0"])
@example([], ["0[0]."])
@example(["4**2"], [])
@example([], [":**0"])
def test_each_line_is_short_and_holds_no_word_that_nobody_said(asked: list[str], told: list[str]):
    summary = summarise(said(*asked), told)
    letters = "".join("".join(asked + told).split())
    letters += letters.replace("**", "")  # marks of bold print are left out
    letters += re.sub(r"\[\d{1,2}\]", "", letters)  # and so are the numbers of sources
    for line in (summary.wants, summary.tried, summary.open):
        assert len(line) <= SHORT
        for word in line.replace("…", " ").split():
            assert word in letters


@given(st.text(max_size=600), st.integers(2, 300))
def test_shortening_keeps_the_beginning(text: str, most: int):
    short = shorten(text, most)
    assert len(short) <= most
    assert short == text or text.startswith(short[:-1])


def test_a_mark_of_an_item_is_no_sentence_and_a_date_is_none_either():
    assert sentences("1. First\n2. Second thing") == ["First", "Second thing"]
    assert sentences("It left on May 3. It is late.") == ["It left on May 3.", "It is late."]


def test_courtesies_in_many_languages():
    for text in ("Hi!", "Thanks a lot", "Vielen Dank!", "Muchas gracias", "谢谢", "No, thank you."):
        assert is_courtesy(text), text
    assert not is_courtesy("Thanks, but it is broken.")
