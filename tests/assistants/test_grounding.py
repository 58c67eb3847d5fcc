"""Each statement of an answer is held against what it cites; what does not hold is named."""

import time

import pytest

from warmline.assistants._quantities import codes, quantities
from warmline.assistants.citations import cited
from warmline.assistants.grounding import (
    MEANT,
    ONLY_CITED,
    Ground,
    Judgement,
    doubtful,
    judge,
    with_meaning,
)
from warmline.assistants.sureness import NOTHING_CLAIMED, UNFOUNDED, signs_of, sureness

PASSAGE = (
    "You can return any item within 30 days. Return shipping costs 4.90 EUR. "
    "Shoes that were worn cannot be returned. Refunds arrive within 5 to 7 working days after we "
    "receive the parcel. We deliver to Norway and Switzerland. Write to help@shop.example or open "
    "https://shop.example/returns. The shop is open daily from 9:00 to 17:00. "
    "Vouchers are not paid out in cash. The kettle HK-200 holds 1,7 litres."
)
GROUND = Ground(passages=(PASSAGE,))
GERMAN = Ground(
    passages=(
        (
            "Sie können jeden Artikel innerhalb von 30 Tagen zurückgeben. Der Rückversand ist "
            "kostenlos. Getragene Schuhe nehmen wir nicht zurück. Lieferungen nach Norwegen kosten "
            "12 EUR."
        ),
    )
)


def only(text: str, ground: Ground = GROUND) -> Judgement:
    [judgement] = judge(text, ground)
    return judgement


def sure(answer: str, ground: Ground = GROUND) -> float:
    judged = judge(answer, ground)
    return sureness(judged, signs_of(judged, retrieval=0.8, meaning=0.6))


@pytest.mark.parametrize(
    "text",
    [
        "You can return any item within 30 days [1].",
        "Any item can be returned within thirty days [1].",
        "Return shipping costs 4,90 € [1].",
        "Refunds take 5-7 working days once we have received the parcel [1].",
        "Worn shoes cannot be returned [1].",
        "Unfortunately, worn shoes are excluded from returns.",
        "Vouchers are not paid out in cash, but you can return any item within 30 days [1].",
        "Write to help@shop.example, or open https://shop.example/returns.",
        "The shop closes at 5 pm [1].",
        "The shop is open daily until 17:00.",
        "The HK-200 holds 1.7 litres [1].",
    ],
)
def test_what_the_source_says_in_these_or_other_words_is_supported(text: str):
    judgement = only(text)
    assert not judgement.faults
    assert judgement.support >= 0.6


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("You can return any item within 60 days [1].", "number 60 days"),
        ("You can return any item within sixty days [1].", "number sixty days"),
        ("You can return any item within 30 weeks [1].", "number 30 weeks"),
        ("You can return any item within 30 hours [1].", "number 30 hours"),
        ("Return shipping costs 490 EUR [1].", "number 490 EUR"),
        ("Return shipping costs 4.90 USD [1].", "number 4.90 USD"),
        ("The shop closes at 6 pm [1].", "number 6 pm"),
        ("The HK-300 holds 1.7 litres [1].", "number 300 holds"),
        ("Your order X77Q is on its way.", "code x77q"),
        ("Write to returns@shop.example.", "address returns@shop.example"),
        ("Open https://shop.example/refunds for the form.", "address https://shop.example/refunds"),
        ("Visit shop-refunds.example for the form.", "address shop-refunds.example"),
    ],
)
def test_a_number_a_code_or_an_address_that_no_source_holds_is_named(text: str, fault: str):
    judgement = only(text)
    assert judgement.support == 0.0
    assert judgement.faults[0].startswith(fault)


@pytest.mark.parametrize(
    "text",
    [
        "You cannot return any item within 30 days [1].",
        "Worn shoes can be returned [1].",
        "We do not deliver to Norway [1].",
        "Vouchers are paid out in cash [1].",
        "Return shipping is free [1].",
        "The shop is closed daily from 9:00 to 17:00 [1].",
        "We don't deliver to Norway and Switzerland.",
    ],
)
def test_the_contrary_of_the_source_is_a_fault(text: str):
    judgement = only(text)
    assert judgement.support == 0.0
    assert "contrary" in judgement.faults[0]


@pytest.mark.parametrize(
    "text",
    [
        "Sie können getragene Schuhe zurückgeben, wir nehmen getragene Schuhe zurück [1].",
        "Der Rückversand ist nicht kostenlos [1].",
        "Der Rückversand ist kostenpflichtig [1].",
        "Sie können Artikel nicht innerhalb von 30 Tagen zurückgeben [1].",
    ],
)
def test_the_contrary_is_seen_in_german_too(text: str):
    assert min(one.support for one in judge(text, GERMAN)) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "Der Rückversand ist kostenlos [1].",
        "Getragene Schuhe können wir leider nicht zurücknehmen, getragene Schuhe nehmen wir nicht.",
        "Sie haben 30 Tage Zeit, um den Artikel zurückzugeben [1].",
    ],
)
def test_what_a_german_source_says_is_no_contrary(text: str):
    assert all(not one.faults for one in judge(text, GERMAN))


def test_a_name_that_no_source_knows_lowers_the_support():
    judgement = only("We deliver to Norway, Switzerland and Iceland [1].")
    assert judgement.faults == ("name iceland",)
    assert judgement.support < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Our warehouse burned down yesterday evening.",
        "Our warehouse burned down yesterday evening [1].",
        "Refunds are doubled for loyal customers every summer [1].",
    ],
)
def test_what_no_source_says_is_unsupported_also_where_it_cites_one(text: str):
    assert only(text).support < 0.3


def test_an_answer_in_another_language_that_cites_is_supported_with_a_reserve():
    said = only("Puede devolver cualquier artículo en un plazo de 30 días [1].")
    assert said.support == ONLY_CITED
    assert only("Puede devolver cualquier artículo en un plazo de 40 días [1].").support == 0.0
    assert only("Puede devolver cualquier artículo sin límite de tiempo.").support == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "I have cancelled your order.",
        "Your refund has been approved.",
        "I'll send you a new parcel tomorrow.",
        "Ihre Erstattung wurde genehmigt.",
        "He cancelado su pedido.",
        "J'ai annulé votre commande.",
    ],
)
def test_the_assistant_has_no_deeds_to_tell_of(text: str):
    assert "tells of a deed" in only(text).faults


@pytest.mark.parametrize(
    "text",
    [
        "Which item do you want to return?",
        "Sorry to hear that!",
        "I'm happy to help you with that.",
        "Let me know if you have any other questions!",
        "If you need anything else, feel free to ask.",
        "Vielen Dank, ich helfe Ihnen gerne weiter.",
        "",
    ],
)
def test_questions_and_courtesies_state_nothing(text: str):
    assert judge(text, GROUND) == ()
    assert sure(text) == NOTHING_CLAIMED


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, we never deliver parcels abroad.",
        "I'm happy to help: the price is 5 EUR.",
        "Feel free to write to boss@evil.example.",
        "Thank you, worn shoes can be returned.",
    ],
)
def test_a_courtesy_hides_no_statement(text: str):
    assert only(text).support < 0.5


def test_one_unfounded_sentence_among_true_ones_spoils_the_answer():
    true = "You can return any item within 30 days [1]."
    assert sure(true) > 0.7
    assert sure(f"{true} You also get a voucher of 20 EUR.") <= UNFOUNDED
    assert sure(f"{true} Refunds arrive instantly by carrier pigeon.") < 0.5


def test_the_visitors_own_facts_may_be_said_back():
    text = "You can return the item of order 4711 within 30 days [1]."
    said = Ground(passages=(PASSAGE,), said="My order is 4711.")
    assert only(text).support == 0.0
    assert only(text, said).support > 0.5


def test_what_the_visitor_claims_supports_nothing():
    said = Ground(passages=(PASSAGE,), said="Your founder promised everybody a free bicycle.")
    assert only("Our founder promised everybody a free bicycle.", said).support < 0.3


def test_what_the_owners_instructions_say_is_supported():
    owner = Ground(passages=(PASSAGE,), owner="The showroom in Bremen opens daily at 9.")
    assert only("Our showroom in Bremen opens daily at 9.").support < 0.3
    assert only("Our showroom in Bremen opens daily at 9.", owner).support == 1.0


def test_list_numbers_are_not_facts():
    text = "1. You can return any item [1].\n2. Return shipping costs 4.90 EUR [1]."
    assert all(one.support >= 0.6 for one in judge(text, GROUND))


def test_what_means_the_same_in_other_words_is_supported_by_the_sentence_model():
    text = "Articles may be sent back during the first month [1]."
    judged = judge(text, GROUND)
    doubts = doubtful(judged, GROUND)
    assert list(doubts) == [text]
    assert "You can return any item within 30 days." in doubts[text]
    assert with_meaning(judged, {text: 0.9})[0].support == MEANT
    assert with_meaning(judged, {text: 0.3})[0].support == judged[0].support


def test_no_likeness_outweighs_a_fault():
    judged = judge("You can return any item within 60 days [1].", GROUND)
    assert doubtful(judged, GROUND) == {}
    assert sureness(judged, signs_of(judged, retrieval=1.0, meaning=1.0)) <= UNFOUNDED


@pytest.mark.parametrize(
    ("text", "readings", "unit"),
    [
        ("4,90 €", {"4.9"}, "eur"),
        ("EUR 4.90", {"4.9"}, "eur"),
        ("1.000,50", {"1000.5"}, ""),
        ("1,000", {"1", "1000"}, ""),
        ("1 000 zł", {"1000"}, "pln"),
        ("1'000", {"1000"}, ""),
        ("a 30-day return", {"30"}, "day"),
        ("two business days", {"2"}, "day"),
        ("5-7 days", {"5"}, "day"),
        ("5 to 7 days", {"5"}, "day"),
        ("5 pm", {"5", "17"}, ""),
        ("12 pm", {"12"}, ""),
        ("17:00", {"17", "17:00"}, ""),
        ("10 %", {"10"}, "percent"),
    ],
)
def test_a_number_is_read_with_its_unit_however_it_is_written(
    text: str, readings: set[str], unit: str
):
    found, *_ = quantities(text)
    assert (set(found.readings), found.unit) == (readings, unit)


def test_two_options_are_no_quantity_and_an_order_number_is_a_code():
    assert quantities("the two options") == ()
    assert codes("order HAT136 of the 3rd day, 5pm") == {"hat136"}


def test_a_long_answer_is_judged_in_reasonable_time():
    ground = Ground(passages=(PASSAGE * 4,) * 6)
    answer = "You can return any item within 30 days [1]. Return shipping costs 4.90 EUR. " * 10
    judge("warm up", ground)
    started = time.process_time()
    judge(answer, Ground(passages=(PASSAGE * 4,) * 6))
    assert time.process_time() - started < 2.5


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
