"""WhatsApp: messages of ours against a strict stand-in, and everything that goes wrong there."""

from collections.abc import AsyncIterator

import pytest

from tests.channels.meta_desk import PNG, Clock, Desk, attachment, buttons, desk
from tests.channels.whatsapp.play import Play
from warmline.flow.channels import Receipt, Remote, Said
from warmline.flow.failures import Permanent, Temporary
from warmline.testing._provider import Enclosed, Mischief
from warmline.testing.meta import WhatsApp


@pytest.fixture
async def whatsapp() -> AsyncIterator[Desk]:
    async with desk(Play()) as made:
        yield made
        assert made.stage.faults == []


def provider(of: Desk) -> WhatsApp:
    return of.stage.provider


async def test_an_answer_reaches_who_wrote_and_its_receipts_come_back(whatsapp: Desk):
    await provider(whatsapp).say("ada", "Hello?")
    id_ = await whatsapp.send("ada", "Hello, Ada 👋")
    await provider(whatsapp).settle()
    await provider(whatsapp).read("ada")
    assert [bubble.text for bubble in provider(whatsapp).seen("ada")] == ["Hello, Ada 👋"]
    receipts = whatsapp.told(Receipt)
    assert {one.state for one in receipts} == {"sent", "delivered", "read"}
    assert {one.ids for one in receipts} == {(id_,)}
    assert {one.thread for one in receipts} == {whatsapp.stage.thread("ada")}


async def test_a_person_who_hides_their_number_is_answered_by_their_user_id(whatsapp: Desk):
    people = provider(whatsapp).someone
    people["ada"] = type(people["ada"])(
        number="4930999",
        user_id="DE.hidden1234567",
        name="Ada",
        username="ada.l",
        tells=frozenset({"user_id"}),
    )
    await provider(whatsapp).say("ada", "Hello?")
    (said,) = whatsapp.told(Said)
    assert (said.thread, said.person.phone, said.person.handle) == (
        "DE.hidden1234567",
        "",
        "ada.l",
    )
    await whatsapp.send("ada", "Hello!", notes=said.notes)
    assert [bubble.text for bubble in provider(whatsapp).seen("ada")] == ["Hello!"]


async def test_up_to_three_choices_are_buttons_and_more_are_a_list(whatsapp: Desk):
    await provider(whatsapp).say("ada", "Hi")
    for labels in (("Yes", "No"), ("A", "B", "C", "D", "E")):
        await whatsapp.send("ada", "Which one?", buttons=buttons(*labels))
        assert provider(whatsapp).seen("ada")[-1].buttons == labels
        await provider(whatsapp).say("ada", "", press=labels[-1])
        said = whatsapp.told(Said)[-1]
        assert (said.text, said.button) == (labels[-1], f"b-{labels[-1].lower()}")
        assert said.answers == provider(whatsapp).seen("ada")[-1].id


async def test_a_text_too_long_for_buttons_goes_with_numbered_choices(whatsapp: Desk):
    await provider(whatsapp).say("ada", "Hi")
    await whatsapp.send("ada", "x" * 1_025, buttons=buttons("Yes", "No"))
    (bubble,) = provider(whatsapp).seen("ada")
    assert bubble.text.endswith("x\n1. Yes\n2. No")


@pytest.mark.parametrize(
    "labels", [("Order of Monday, the first", "Order of Monday, the second"), ("Yes", "Yes")]
)
async def test_choices_that_whatsapp_could_not_tell_apart_are_numbered(whatsapp: Desk, labels):
    await provider(whatsapp).say("ada", "Hi")
    await whatsapp.send("ada", "Which?", buttons=buttons(*labels))
    (bubble,) = provider(whatsapp).seen("ada")
    assert bubble.text == f"Which?\n1. {labels[0]}\n2. {labels[1]}"


@pytest.mark.parametrize(
    ("medium", "name", "type_", "shown"),
    [
        ("image", "cat.png", "image/png", "image"),
        ("image", "cat.webp", "image/webp", "document"),  # WhatsApp shows no such picture
        ("audio", "word.ogg", "audio/ogg", "audio"),
        ("video", "clip.mp4", "video/mp4", "video"),
        ("video", "clip.webm", "video/webm", "document"),
        ("document", "Rechnung „März“.pdf", "application/pdf", "document"),
    ],
)
async def test_a_file_is_uploaded_and_sent_as_what_whatsapp_can_show(
    whatsapp: Desk, medium, name, type_, shown
):
    await provider(whatsapp).say("ada", "Send it, please")
    await whatsapp.send("ada", "Here", file=attachment(medium, name, type_))
    (bubble,) = provider(whatsapp).seen("ada")
    assert bubble.file is not None
    assert (bubble.file.name, bubble.file.type, bubble.file.content) == (name, type_, PNG)
    assert bubble.text == ("" if shown == "audio" else "Here")


async def test_a_persons_file_is_fetched_with_the_token_and_not_beyond_the_bound(whatsapp: Desk):
    file = Enclosed(name="slip.pdf", type="application/pdf", content=b"%PDF-1.7 slip")
    await provider(whatsapp).say("ada", "My slip", files=[file])
    (said,) = whatsapp.told(Said)
    assert (said.text, [one.name for one in said.files]) == ("My slip", ["slip.pdf"])
    (remote,) = said.files
    assert await whatsapp.adapter.fetch(remote, 1_000) == file.content
    with pytest.raises(Permanent, match="larger than 5 bytes"):
        await whatsapp.adapter.fetch(remote, 5)


@pytest.mark.parametrize("reference", ["", "../me", "1/messages", "https://evil.example.com/x"])
async def test_a_reference_that_is_no_id_is_not_asked_for(whatsapp: Desk, reference: str):
    with pytest.raises(Permanent, match="expected the id"):
        await whatsapp.adapter.fetch(Remote(reference=reference), 1_000)


async def test_who_writes_is_shown_that_somebody_answers_and_only_to_their_own_message(
    whatsapp: Desk,
):
    id_ = await provider(whatsapp).say("ada", "Hello?")
    await whatsapp.adapter.typing(whatsapp.stage.thread("ada"), id_)
    await whatsapp.adapter.typing(whatsapp.stage.thread("ada"), "")
    assert provider(whatsapp).typing == ["ada"]


async def test_after_a_day_free_words_fail_with_words_for_people_and_a_template_goes():
    clock = Clock()
    stage = Play()
    stage.provider.now = clock
    async with desk(stage) as whatsapp:
        await provider(whatsapp).say("ada", "Hello?")
        clock.at += 24 * 3_600 + 1
        await whatsapp.send("ada", "Are you still there?")
        await provider(whatsapp).settle()
        (failed,) = whatsapp.told(Receipt)
        assert failed.state == "failed"
        assert failed.why.startswith("the reply window is shut")
        assert failed.why.endswith("(code 131047)")
        assert provider(whatsapp).seen("ada") == []
        await whatsapp.send("ada", template="hello_world:en_US")
        assert [one.text for one in provider(whatsapp).seen("ada")] == ["Hello World"]
        await whatsapp.send("ada", "Lines,\n\ttabs and     spaces.", template="our_answer")
        assert "answer: Lines, tabs and spaces. Reply" in provider(whatsapp).seen("ada")[-1].text
        with pytest.raises(Permanent, match=r"template does not exist.*132001"):
            await whatsapp.send("ada", template="unheard_of")
        with pytest.raises(Permanent, match=r"other variables.*132000"):
            await whatsapp.send("ada", "Are you still there?", template="hello_world")


async def test_who_cannot_be_reached_is_told_as_a_failure_of_the_message(whatsapp: Desk):
    await provider(whatsapp).say("ada", "Hello?")
    provider(whatsapp).gone.add("ada")
    await whatsapp.send("ada", "Hello!")
    await provider(whatsapp).settle()
    (failed,) = whatsapp.told(Receipt)
    assert failed.why.startswith("it cannot be delivered")


async def test_too_many_messages_to_one_person_wait_six_seconds():
    clock = Clock()
    stage = Play()
    stage.provider.now = clock
    async with desk(stage) as whatsapp:
        await provider(whatsapp).say("ada", "Hello?")
        for _ in range(45):
            await whatsapp.send("ada", "Again")
        with pytest.raises(Temporary, match="131056") as refused:
            await whatsapp.send("ada", "Again")
        assert refused.value.retry_after == 6
        clock.at += 6
        await whatsapp.send("ada", "Again")
        assert len(provider(whatsapp).seen("ada")) == 46


async def test_each_way_of_failing_says_whether_waiting_helps(whatsapp: Desk):
    await provider(whatsapp).say("ada", "Hello?")
    whatsapp.stage.limit_next(40)
    with pytest.raises(Temporary) as limited:
        await whatsapp.send("ada", "one")
    assert limited.value.retry_after == 40  # Meta's own word, and not the code's usual five minutes
    whatsapp.stage.fail_next()
    with pytest.raises(Temporary, match="code 2"):
        await whatsapp.send("ada", "two")
    whatsapp.stage.refuse_next()
    with pytest.raises(Permanent, match="131026"):
        await whatsapp.send("ada", "three")
    whatsapp.stage.lose_next_answer()
    with pytest.raises(Temporary, match="broke off"):
        await whatsapp.send("ada", "four")
    assert [one.text for one in provider(whatsapp).seen("ada")] == ["four"]


async def test_a_token_that_ended_is_told_as_such_and_never_shown():
    async with desk(Play()) as whatsapp:
        await provider(whatsapp).say("ada", "Hello?")
        type(provider(whatsapp)).token, before = "EAAanother", WhatsApp.token
        try:
            with pytest.raises(Permanent) as refused:
                await whatsapp.send("ada", "Hello!")
        finally:
            WhatsApp.token = before
        assert "access token is expired" in str(refused.value)
        assert before not in str(refused.value)


@pytest.mark.parametrize("seed", range(3))
async def test_with_a_bad_network_every_message_arrives_and_every_word_of_theirs(seed: int):
    mischief = Mischief(
        repeat=0.3, shuffle=0.3, delay=0.2, drop_answers=0.1, rate_limit=0.2, server_error=0.2
    )
    stage = Play(mischief)
    stage.provider.dice.random.seed(seed)
    async with desk(stage) as whatsapp:
        for number in range(12):
            await provider(whatsapp).say("ada", f"question {number}")
            await _stubborn(whatsapp, f"answer {number}")
        await provider(whatsapp).settle()
        assert {one.text for one in whatsapp.told(Said)} == {f"question {n}" for n in range(12)}
        ids = {one.text: one.id for one in whatsapp.told(Said)}
        assert len(set(ids.values())) == 12  # a repetition has the id of the first
        assert {one.text for one in provider(whatsapp).seen("ada")} == {
            f"answer {n}" for n in range(12)
        }
        assert stage.faults == []
        assert provider(whatsapp).lost == []


async def _stubborn(whatsapp: Desk, text: str) -> None:
    for _ in range(50):
        try:
            await whatsapp.send("ada", text)
        except Temporary:
            continue
        return
    pytest.fail("never sent")


async def test_a_message_whose_answer_was_lost_is_not_sent_again_once_its_mark_came_back(
    whatsapp: Desk,
):
    await provider(whatsapp).say("ada", "Hello?")
    whatsapp.stage.lose_next_answer()
    with pytest.raises(Temporary):
        await whatsapp.send("ada", "Only once", key="k-1")
    await provider(whatsapp).settle()
    id_ = await whatsapp.send("ada", "Only once", key="k-1", tried=True)
    (bubble,) = provider(whatsapp).seen("ada")
    assert bubble.id == id_
    await whatsapp.send("ada", "Only once", key="k-2", tried=True)
    assert len(provider(whatsapp).seen("ada")) == 2


async def test_a_message_that_failed_for_good_is_sent_anew_when_a_person_wants_it(whatsapp: Desk):
    await provider(whatsapp).say("ada", "Hello?")
    provider(whatsapp).gone.add("ada")
    await whatsapp.send("ada", "Hello!", key="k-1")
    await provider(whatsapp).settle()
    provider(whatsapp).gone.clear()
    await whatsapp.send("ada", "Hello!", key="k-1", tried=True)
    assert [one.text for one in provider(whatsapp).seen("ada")] == ["Hello!"]
