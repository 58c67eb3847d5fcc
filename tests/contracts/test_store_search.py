"""Search over all that was said, on both databases: they find the same."""

import pytest

from tests.shell import OpenStore, begin, command, leaving_contact, saying, wanting
from warmline.core.inputs import OperatorNoted
from warmline.core.model import OperatorId
from warmline.flow.searching import Searching, excerpt
from warmline.store.search import SqlSearchIndex
from warmline.store.sql import SqlStore

FAR = 2**53
SAID = {
    "en": "Where is my café order A-4711? I paid by credit-card.",
    "es": "¿Dónde está mi reembolso? Pagué ayer.",
    "fr": "Je voudrais résilier mon abonnement.",
    "de": "Die Rückerstattung für die Straße ist noch nicht da.",
    "pt": "Não recebi a minha devolução.",
    "it": "Perché il pacco è in ritardo?",
    "nl": "Mijn pakket is beschadigd aangekomen.",
    "pl": "Gdzie jest moja paczka? Łódź, ulica Piotrkowska.",
    "tr": "Siparişim nerede? İade istiyorum, ısrarla.",
    "ar": "أين طلبي؟ أريد استرداد المبلغ",
    "hi": "मेरा ऑर्डर कहाँ है? मुझे रिफंड चाहिए।",
    "zh": "我的订单在哪里？我想要退款。",
    "ja": "注文はどこですか？返金してほしいです。",
}


async def searching(store: SqlStore) -> Searching:
    found = Searching(SqlSearchIndex(store))
    await found.catch_up()
    return found


async def said_in(store: SqlStore, **texts: str) -> Searching:
    for id, text in texts.items():
        await begin(store, id)
        await store.handle(saying(text, f"s:{id}", id))
    return await searching(store)


async def ids(found: Searching, query: str) -> list[str]:
    return [hit.conversation for hit in await found.find(query, before=FAR, limit=50)]


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("cafe", "en"),
        ("CREDIT card", "en"),
        ("4711", "en"),
        ("reembolso", "es"),
        ("donde pague", "es"),
        ("resilier", "fr"),
        ("ruckerstatt", "de"),
        ("strasse", "de"),
        ("devolucao", "pt"),
        ("perche ritardo", "it"),
        ("beschadig", "nl"),
        ("lodz", "pl"),
        ("iade ISRARLA", "tr"),
        ("استرداد", "ar"),
        ("اين طلبي", "ar"),
        ("रिफंड", "hi"),
        ("ऑर्डर कहाँ", "hi"),
        ("退款", "zh"),
        ("订单在", "zh"),
        ("返金", "ja"),
        ("注文はどこ", "ja"),
        ("ください", None),
        ("款想", None),
        ("order refund", None),
    ],
)
async def test_each_language_is_found_by_its_words(store: SqlStore, query, language):
    found = await said_in(store, **SAID)
    assert await ids(found, query) == ([language] if language else [])


async def test_a_single_character_is_found_wherever_it_stands(store: SqlStore):
    found = await said_in(store, a="黒い猫", b="猫が好き", c="犬")
    assert set(await ids(found, "猫")) == {"a", "b"}


async def test_quoted_words_must_stand_as_they_are_written(store: SqlStore):
    found = await said_in(store, a="my order is late", b="late is my answer in order")
    assert await ids(found, '"order is late"') == ["a"]
    assert await ids(found, '"order is la"') == []
    assert set(await ids(found, "order late")) == {"a", "b"}


@pytest.mark.parametrize(
    "query",
    ["", '"', "' OR 1=1 --", "a:* & !", "NEAR(", "*", "-", "\\", "said MATCH x", "\0", "🙂", "^x"],
)
async def test_no_query_is_an_error_or_a_command(store: SqlStore, query: str):
    found = await said_in(store, a="my order is late")
    assert await ids(found, query) == []


async def test_the_newest_come_first_and_pages_do_not_overlap(store: SqlStore):
    found = await said_in(store, **{f"c{n}": "the same words" for n in range(7)})
    first = await found.find("same", before=FAR, limit=4)
    rest = await found.find("same", before=first[-1].position, limit=4)
    assert [hit.conversation for hit in (*first, *rest)] == [f"c{n}" for n in range(6, -1, -1)]


async def test_notes_and_tickets_are_found_and_what_the_house_says_is_not(store: SqlStore):
    await begin(store)
    noted = OperatorNoted(operator=OperatorId("ann"), text="Knows the secret handshake")
    await store.handle(command("c", noted, "n"))
    await store.handle(wanting())
    await store.handle(leaving_contact(email="quincy@example.org"))
    found = await searching(store)
    assert await ids(found, "handshake") == ["c"]
    assert await ids(found, "quincy@example.org") == ["c"]
    house = await found.find("e", before=FAR, limit=50)
    assert all(getattr(hit.fact, "author", "") != "system" for hit in house)


async def test_several_processes_index_each_entry_once(open_store: OpenStore):
    one, other = open_store(), open_store()
    await said_in(one, **{f"c{n}": "the same words" for n in range(5)})
    await begin(one, "more")
    await one.handle(saying("the same again", "m", "more"))
    assert len(await ids(await searching(other), "same")) == 6
    assert len(await ids(await searching(one), "same")) == 6


async def test_an_index_that_was_thrown_away_is_made_again(store: SqlStore):
    found = await said_in(store, a="my order is late")
    await SqlSearchIndex(store).restart()
    assert await ids(found, "order") == []
    await found.catch_up()
    assert await ids(found, "order") == ["a"]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("My Café order", "cafe", ["Café"]),
        ("我的订单在哪里？", "订单", ["订单"]),
        ("order, Order!", "order", ["order", "Order"]),
        ("Straße und Strasse", "strasse", ["Straße", "Strasse"]),
        ("nothing of it", "order", []),
    ],
)
def test_an_excerpt_marks_what_was_found(text, query, marked):
    found = excerpt(text, query)
    assert [found.text[start:end] for start, end in found.marks] == marked


def test_an_excerpt_is_short_and_holds_what_was_found():
    found = excerpt("word " * 500 + "needle " + "word " * 500, "needle")
    assert len(found.text) < 250
    [(start, end)] = found.marks
    assert found.text[start:end] == "needle"
    assert found.text.startswith("…")
    assert found.text.endswith("…")
