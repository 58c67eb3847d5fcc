"""Language, mood, dissatisfaction, repetition, topics, entities, offers and complexity."""

import pytest

from warmline.signals import offers_person, read


def named(name, text, **around):
    return [signal for signal in read(text, **around) if signal.name == name]


def values(name, text, **around):
    return {signal.value for signal in named(name, text, **around)}


def mood(text):
    found = named("sentiment", text)
    return found[0].score if found else 0.0


LANGUAGES = {
    "en": "where is my order and when will it arrive",
    "es": "dónde está mi pedido y cuándo va a llegar",
    "fr": "où est ma commande et quand est-ce qu'elle arrive",
    "de": "wo ist meine Bestellung und wann kommt sie an",
    "pt": "onde está o meu pedido e quando ele vai chegar",
    "it": "dov'è il mio ordine e quando arriva",
    "nl": "waar is mijn bestelling en wanneer komt het aan",
    "pl": "gdzie jest moje zamówienie i kiedy przyjdzie",
    "tr": "siparişim nerede ve ne zaman gelecek",
    "ar": "أين طلبي ومتى سيصل",
    "hi": "मेरा ऑर्डर कहाँ है और कब आएगा",
    "zh": "我的订单在哪里，什么时候到",
    "ja": "注文はどこですか、いつ届きますか",
}


@pytest.mark.parametrize(("code", "text"), LANGUAGES.items())
def test_the_language_is_recognised(code, text):
    assert values("language", text) == {code}


def test_a_hint_decides_where_the_words_do_not():
    assert values("language", "Berlin 10115", hint="de") == {"de"}
    assert values("language", "Berlin 10115") == set()


@pytest.mark.parametrize(
    "text",
    [
        "This is RIDICULOUS, the worst service ever!!!",
        "I am so frustrated, nothing works",
        "esto es una vergüenza, estoy harto",
        "c'est scandaleux, j'en ai marre",
        "das ist eine Frechheit, ich bin wütend",
        "isso é um absurdo, péssimo serviço",
        "che vergogna, sono arrabbiato",
        "schandalig, ik ben boos",
        "to skandal, mam dość",
        "bu rezalet, çok sinirliyim",
        "خدمة سيئة وأنا غاضب",
        "बहुत घटिया सेवा, मैं परेशान हूँ",
        "太差了，浪费时间，骗子",
        "最悪です、ふざけるな",
        "😡😡😡",
    ],
)
def test_anger_is_felt(text):
    assert mood(text) < -0.35


@pytest.mark.parametrize(
    "text",
    ["Thank you so much, you are awesome!", "perfecto, muchas gracias", "太好了，谢谢", "👍😍"],
)
def test_delight_is_felt(text):
    assert mood(text) > 0.35


def test_shouting_makes_a_complaint_worse():
    assert mood("THIS IS A TERRIBLE SERVICE!!!") < mood("this is a terrible service")


def test_a_negated_feeling_is_turned_round():
    assert mood("I am not happy") < 0 < mood("I am happy")


def test_a_plain_question_has_no_mood():
    assert mood("What are your opening hours on Sunday?") == 0.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("that's not what I asked", "not_what_i_asked"),
        ("No, you didn't answer my question", "not_what_i_asked"),
        ("this did not help at all", "did_not_help"),
        ("no es lo que pregunté", "not_what_i_asked"),
        ("ce n'est pas ce que j'ai demandé", "not_what_i_asked"),
        ("das war nicht meine Frage", "not_what_i_asked"),
        ("das hilft mir nicht", "did_not_help"),
        ("isso não ajudou", "did_not_help"),
        ("non hai capito", "not_what_i_asked"),
        ("dat helpt me niet", "did_not_help"),
        ("nie o to pytałem", "not_what_i_asked"),
        ("yanlış anladın", "not_what_i_asked"),
        ("هذا لم يساعدني", "did_not_help"),
        ("मैंने यह नहीं पूछा", "not_what_i_asked"),
        ("答非所问", "not_what_i_asked"),
        ("役に立たない", "did_not_help"),
    ],
)
def test_saying_that_an_answer_missed_is_heard(text, kind):
    assert kind in values("dissatisfied", text)


@pytest.mark.parametrize(
    "text", ["that helped a lot, thanks", "what did I ask you before?", "解決しました"]
)
def test_contentment_is_not_taken_for_dissatisfaction(text):
    assert not named("dissatisfied", text)


def test_the_same_question_again_is_a_repetition():
    found = named(
        "repetition", "How do I reset my password??", recent=["hi", "how do i reset my password"]
    )
    assert found[0].score >= 0.9
    assert found[0].value == "verbatim"
    assert found[0].words == "how do i reset my password"


def test_the_same_question_in_other_words_is_a_weaker_repetition():
    found = named(
        "repetition", "my password needs a reset, how?", recent=["How can I reset my password"]
    )
    assert 0.4 < found[0].score < 0.9
    assert found[0].value == "rephrased"


@pytest.mark.parametrize(
    ("now", "before"), [("yes", "yes"), ("Where is my parcel?", "Do you sell lamps?")]
)
def test_short_answers_and_new_questions_are_no_repetition(now, before):
    assert not [s for s in named("repetition", now, recent=[before]) if s.score >= 0.5]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I was charged twice for one lamp", "billing"),
        ("I want my money back", "refund"),
        ("I'd like to file a complaint", "complaint"),
        ("my lawyer will contact you", "legal"),
        ("my account was hacked", "account_security"),
        ("please cancel my subscription", "cancellation"),
        ("quiero un reembolso", "refund"),
        ("je veux résilier mon contrat", "cancellation"),
        ("ich möchte mich beschweren", "complaint"),
        ("minha conta foi invadida", "account_security"),
        ("voglio un rimborso", "refund"),
        ("ik wil mijn abonnement opzeggen", "cancellation"),
        ("chcę zwrot pieniędzy", "refund"),
        ("siparişimi iptal et", "cancellation"),
        ("أريد استرداد أموالي", "refund"),
        ("मुझे रिफंड चाहिए", "refund"),
        ("我要退款", "refund"),
        ("解約したい", "cancellation"),
    ],
)
def test_a_sensitive_topic_is_recognised(text, topic):
    assert topic in values("topic", text)


@pytest.mark.parametrize(
    "text",
    ["no complaints so far", "where is the tennis court?", "a noise cancelling headset", "hello"],
)
def test_words_that_mislead_are_no_topic(text):
    assert not values("topic", text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("write to Anna.Berg@example.com please", "email:anna.berg@example.com"),
        ("order #A-10442 is missing", "order:A-10442"),
        ("my order number is 370795561790", "order:370795561790"),
        ("Bestellnummer 55213 fehlt", "order:55213"),
        ("it cost $1,234.50", "amount:1234.50 USD"),
        ("ich habe 89,00 € bezahlt", "amount:89.00 EUR"),
        ("1.234,50 EUR zu viel", "amount:1234.50 EUR"),
        ("R$ 50 a mais", "amount:50.00 BRL"),
        ("I lost 50 bucks", "amount:50.00 USD"),
        ("call me on +43 660 1234567", "phone:+436601234567"),
        ("customer id: 99812", "account:99812"),
        ("My name is Maria Lopez and I am sad", "name:Maria Lopez"),
        ("je m'appelle Claire Dupont", "name:Claire Dupont"),
    ],
)
def test_an_entity_is_found(text, entity):
    assert entity in values("entity", text)


def test_a_date_is_no_phone_number():
    assert not values("entity", "it arrived on 2024-10-12")


YES = [
    "yes please", "Sure, go ahead", "sí, por favor", "oui merci", "ja bitte", "sim",
    "va bene", "ja graag", "tak, proszę", "evet lütfen", "نعم", "हाँ", "好的",
    "はい、お願いします", "ok", "that would be great",
]  # fmt: skip
NO = [
    "no thanks", "No, not now", "no gracias", "non merci", "nein danke",
    "não, obrigado", "no grazie", "nee dank je", "nie, dziękuję",
    "hayır teşekkürler", "لا شكرا", "नहीं", "不用了谢谢", "いいえ、結構です", "please don't",
    "never mind",
]  # fmt: skip


@pytest.mark.parametrize("text", YES)
def test_a_yes_to_an_offer_accepts_it(text):
    assert named("accepts_offer", text, offered=True)
    assert not named("declines_offer", text, offered=True)


@pytest.mark.parametrize("text", NO)
def test_a_no_to_an_offer_declines_it(text):
    assert named("declines_offer", text, offered=True)
    assert not named("accepts_offer", text, offered=True)


@pytest.mark.parametrize("text", [*YES, *NO])
def test_without_an_offer_yes_and_no_answer_nothing(text):
    assert not {signal.name for signal in read(text)} & {"accepts_offer", "declines_offer"}


@pytest.mark.parametrize(
    "text",
    ["Shall I connect you with a person?", "Would you like me to transfer you to a human agent?",
     "Soll ich Sie mit einem Mitarbeiter verbinden?", "¿Quiere que le pase con un agente?"],
)  # fmt: skip
def test_an_offer_of_a_person_is_recognised(text):
    assert offers_person(text)


@pytest.mark.parametrize(
    "text", ["Your parcel arrives tomorrow.", "Would you like a bigger lamp?", ""]
)
def test_other_answers_are_no_offer(text):
    assert not offers_person(text)


def test_several_matters_at_once_are_complex():
    text = (
        "Where is my parcel? Also, why was I billed for two lamps? "
        "And another thing: can you change my address? "
        "Finally, is the third lamp in stock, and would it fit?"
    )
    assert named("complexity", text)[0].score >= 0.5


def test_a_plain_question_is_not_complex():
    assert not named("complexity", "Where is my parcel?")
