"""The assistant without a key: quotes, recalls, is polite, or says that it does not know."""

import pytest
from worlds import (
    POLICY,
    UNSURE,
    Shelf,
    ask,
    assistant,
    note,
    operator,
    resolved,
    returns,
    taken,
    visitor,
)

from warmline.assistants.extractive import Extractive, leans
from warmline.flow.ports import Answer, Question

ASKED = "Can I return my shoes?"


async def answer(question: Question, shelf: Shelf) -> tuple[Answer, list[str]]:
    drafts: list[str] = []
    return await Extractive(lambda _: shelf).answer(question, drafts.append), drafts


async def test_an_answer_is_the_knowledges_own_words_with_its_source():
    found = returns(0.8)
    assert found.answer is not None
    said, drafts = await answer(ask(ASKED), Shelf({ASKED: found}))
    assert (said.text, said.confidence, said.abstained) == (found.answer.text, 0.8, False)
    assert said.sources == found.answer.sources
    assert drafts == [said.text]


@pytest.mark.parametrize("confidence", [0.0, 0.3, 0.49])
async def test_below_the_bar_it_says_that_it_does_not_know(confidence: float):
    said, drafts = await answer(ask(ASKED), Shelf({ASKED: returns(confidence)}))
    assert said == Answer(text=UNSURE, confidence=confidence, abstained=True)
    assert drafts == [UNSURE]


async def test_not_knowing_is_said_in_the_visitors_language():
    said, _ = await answer(ask("Wie wird das Wetter?", language="de"), Shelf())
    assert said.text == "Das weiß ich nicht."


async def test_only_its_own_knowledge_is_searched():
    asked_for: list[str] = []

    def knowledge_of(assistant: str) -> Shelf:
        asked_for.append(assistant)
        return Shelf({ASKED: returns()})

    await Extractive(knowledge_of).answer(ask(ASKED), lambda _: None)
    assert asked_for == ["shop"]


# ── words that lean on the question before ────────────────────────────────────────────────────────


async def test_a_short_question_is_searched_with_the_one_before_it():
    shelf = Shelf({"How much is shipping?\nTo Norway?": returns()})
    thread = [visitor("How much is shipping?"), assistant("5 EUR in Germany.")]
    said, _ = await answer(ask("To Norway?", thread), shelf)
    assert not said.abstained
    assert shelf.searched == ["To Norway?", "How much is shipping?\nTo Norway?"]


async def test_a_thank_you_in_between_is_not_the_question_before():
    shelf = Shelf()
    thread = [visitor("How much is shipping?"), assistant("5 EUR."), visitor("ok")]
    await answer(ask("To Norway?", thread), shelf)
    assert shelf.searched[-1] == "How much is shipping?\nTo Norway?"


async def test_a_short_question_that_is_answered_alone_stays_alone():
    shelf = Shelf({"Opening hours?": returns()})
    await answer(ask("Opening hours?", [visitor("How much is shipping?")]), shelf)
    assert shelf.searched == ["Opening hours?"]


@pytest.mark.parametrize(
    ("text", "language", "does"),
    [
        ("To Norway?", "en", True),
        ("去挪威呢", "zh", True),
        ("Can you explain that part about customs fees again?", "en", True),
        ("Wie war das noch mal mit dem Zoll nach Norwegen?", "de", True),
        ("How much does shipping to Norway cost?", "en", False),
        ("请问寄到挪威的运费是多少钱", "zh", False),
    ],
)
def test_what_leans_on_the_question_before(text: str, language: str, *, does: bool):
    assert leans(text, language) is does


# ── the human part ────────────────────────────────────────────────────────────────────────────────

HUMAN = (
    visitor("When do I get my refund?"),
    taken(),
    operator("Let me check."),
    visitor("ok"),
    operator("Your refund arrives on 12 March."),
    resolved(),
)


@pytest.mark.parametrize(
    "text",
    [
        "what was the refund date again?",
        "When did you say I get my refund?",
        "my refund?",
    ],
)
async def test_what_an_operator_said_is_known_afterwards(text: str):
    said, _ = await answer(ask(text, HUMAN), Shelf())
    assert said.text == (
        "Earlier in this conversation an operator wrote: "
        '"Let me check. Your refund arrives on 12 March."'
    )
    assert [source.title for source in said.sources] == ["Said earlier in this conversation"]
    assert POLICY.bar <= said.confidence < 1.0


async def test_an_operators_words_are_introduced_in_the_visitors_language():
    thread = [visitor("Wann kommt mein Paket?"), operator("Am Freitag.")]
    said, _ = await answer(ask("Wann kommt noch mal mein Paket?", thread, language="de"), Shelf())
    assert (
        said.text == "Weiter oben in diesem Gespräch schrieb ein Mensch aus dem Team: „Am Freitag.“"
    )


async def test_in_chinese_an_operators_words_are_found_too():
    thread = [visitor("退款什么时候到账？"), operator("三月十二日。")]
    said, _ = await answer(ask("刚才说的退款什么时候到账？", thread, language="zh"), Shelf())
    assert "三月十二日" in said.text


async def test_what_was_not_said_is_not_made_up():
    said, _ = await answer(ask("What does the warranty cover?", HUMAN), Shelf())
    assert said.abstained


@pytest.mark.parametrize(
    "text",
    [
        "What did you say about refund fees for broken shoes?",
        "Does the refund arrive with insurance?",
    ],
)
async def test_a_question_of_which_only_a_part_was_answered_is_not_answered(text: str):
    said, _ = await answer(ask(text, HUMAN), Shelf())
    assert said.abstained


async def test_a_new_question_is_answered_by_the_knowledge_and_not_by_the_operator():
    text = "What is your refund policy?"
    said, _ = await answer(ask(text, HUMAN), Shelf({text: returns()}))
    assert said.sources[0].title == "Returns"


async def test_no_note_is_ever_quoted():
    thread = [
        visitor("When do I get my refund?"),
        note("CANARY refund is blocked"),
        operator("Soon."),
    ]
    said, _ = await answer(ask("when do I get my refund again?", thread), Shelf())
    assert "CANARY" not in said.text
    assert "Soon." in said.text


# ── small talk ────────────────────────────────────────────────────────────────────────────────────

HELLO = {
    "en": ["Hello!", "hi there", "Good morning everyone"],
    "es": ["Hola", "¡Buenos días!", "hola buenas tardes"],
    "fr": ["Bonjour", "bonsoir à tous", "salut, ça va ?"],
    "de": ["Hallo!", "Guten Tag zusammen", "moin"],
    "pt": ["Olá", "oi, tudo bem?", "Bom dia a todos"],
    "it": ["Ciao", "Buongiorno a tutti", "salve"],
    "nl": ["Hoi", "Goedemorgen!", "hallo allemaal"],
    "pl": ["Cześć", "Dzień dobry!", "witam wszystkim"],
    "tr": ["Merhaba", "Selam, nasılsınız?", "günaydın"],
    "ar": ["مرحبا", "السلام عليكم", "أهلا وسهلا"],
    "hi": ["नमस्ते", "नमस्कार जी", "हैलो"],
    "zh": ["你好", "您好！在吗？", "早上好"],
    "ja": ["こんにちは", "おはようございます", "お世話になっております。"],
}
THANKS = {
    "en": "thanks a lot!",
    "es": "muchas gracias por su ayuda",
    "fr": "Merci beaucoup !",
    "de": "Vielen Dank für die Hilfe",
    "pt": "Muito obrigada!",
    "it": "Grazie mille",
    "nl": "dank je wel",
    "pl": "Dziękuję bardzo",
    "tr": "çok teşekkür ederim",
    "ar": "شكرا جزيلا",
    "hi": "बहुत धन्यवाद",
    "zh": "非常感谢！",
    "ja": "ありがとうございました",
}
BYE = {
    "en": "ok thanks, bye!",
    "es": "gracias, hasta luego",
    "fr": "merci, au revoir",
    "de": "danke, tschüss",
    "pt": "obrigado, tchau",
    "it": "grazie, arrivederci",
    "nl": "bedankt, tot ziens",
    "pl": "dzięki, do widzenia",
    "tr": "teşekkürler, iyi günler",
    "ar": "شكرا، مع السلامة",
    "hi": "धन्यवाद, अलविदा",
    "zh": "谢谢，再见",
    "ja": "ありがとう、さようなら",
}
MACHINE = {
    "en": "Are you a human?",
    "es": "¿Eres un robot?",
    "fr": "Êtes-vous un robot ?",
    "de": "Bist du ein Mensch?",
    "pt": "Você é um robô?",
    "it": "Sei un bot?",
    "nl": "Ben je een mens?",
    "pl": "Czy jesteś botem?",
    "tr": "Robot musun?",
    "ar": "هل أنت روبوت؟",
    "hi": "क्या आप इंसान हैं?",
    "zh": "你是真人吗？",
    "ja": "あなたは人間ですか？",
}
KINDS = {"thanks": THANKS, "bye": BYE, "identity": MACHINE}


async def polite(text: str, language: str) -> str:
    shelf = Shelf()
    said, _ = await answer(ask(text, language=language), shelf)
    assert (said.confidence, said.abstained, shelf.searched) == (1.0, False, [])
    return said.text


@pytest.mark.parametrize(("language", "texts"), HELLO.items())
async def test_a_greeting_is_returned_in_its_language(language: str, texts: list[str]):
    replies = {await polite(text, language) for text in texts}
    assert len(replies) == 1
    assert replies != {await polite(THANKS[language], language)}


@pytest.mark.parametrize("language", HELLO)
async def test_each_kind_of_small_talk_has_its_own_reply(language: str):
    replies = {kind: await polite(texts[language], language) for kind, texts in KINDS.items()}
    assert len(set(replies.values())) == 3


@pytest.mark.parametrize(("language", "text"), MACHINE.items())
async def test_it_never_says_that_it_is_human(language: str, text: str):
    words = {"fr": "IA", "es": "IA", "pt": "IA", "it": "IA", "de": "KI"}.get(language, "AI")
    words = {"tr": "yapay", "ar": "الاصطناعي", "hi": "एआई"}.get(language, words)
    assert words in await polite(text, language)


async def test_small_talk_in_another_language_is_answered_in_that_one():
    assert await polite("Grazie mille", "en") == await polite("Grazie mille", "it")


async def test_a_thumb_up_is_a_thank_you():
    assert await polite("👍", "en") == await polite("thanks", "en")


@pytest.mark.parametrize(
    "text",
    [
        "Hello, where is my order?",
        "thanks but it does not work",
        "你好，我的订单在哪里",
        "こんにちは、返品したいです",
        "Hallo, wo ist mein Paket?",
        "?",
        "hi fi speakers",
        "good morning yoga class prices",
    ],
)
async def test_a_turn_with_a_matter_is_searched_for(text: str):
    shelf = Shelf()
    await answer(ask(text), shelf)
    assert shelf.searched[0] == text
