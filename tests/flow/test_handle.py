"""Many inputs in one transaction: each stands or falls alone. The transaction is a fake."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.shell import ANN, BOB, claiming, command, leaving_contact, opening, saying, wanting
from warmline.core.facts import Entry, HandoffRequested, MessageAdded
from warmline.core.inputs import Input, OperatorNoted, VisitorSaid
from warmline.core.model import (
    Conversation,
    ConversationId,
    OperatorId,
    Presence,
    Seat,
    Signal,
    TeamId,
)
from warmline.core.package import Package
from warmline.core.policy import Context, Policy
from warmline.core.refusals import AlreadyTaken, KeyReused, UnknownConversation, UnreadableText
from warmline.core.waits import Queue
from warmline.flow.handle import digest, handle_all
from warmline.flow.ports import Command, Outcome, Remembered, Taken

ONLINE = Seat(operator=ANN, teams=(TeamId("support"),), presence=Presence.ONLINE)
BROKEN = Policy(handoff=False, texts={"en": {"ticket": "{no such field}"}})


class MemoryTx:
    """A transaction on nothing but memory."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.now = 1_000_000
        self.states: dict[str, Conversation] = {}
        self.keys: dict[str, Remembered] = {}
        self.log: dict[str, list[Entry]] = {}
        self.packages: list[Package] = []
        self._policy = policy or Policy()

    def load(self, ids: Sequence[ConversationId]) -> dict[ConversationId, Conversation]:
        return {id: self.states.get(id) or Conversation(id=id) for id in ids}

    def hold(self, operators: Sequence[OperatorId]) -> None:
        self.held = tuple(operators)

    def remembered(self, keys: Sequence[str]) -> Mapping[str, Remembered]:
        return {key: self.keys[key] for key in keys if key in self.keys}

    def context(self, conversation: Conversation, input: Input) -> Context:
        lines = {TeamId("support"): Queue()}
        return Context(now=self.now, policy=self._policy, roster=(ONLINE,), queues=lines)

    def history(self, id: ConversationId) -> Sequence[Entry]:
        return self.log.get(id, [])

    def record(self, taken: Sequence[Taken]) -> None:
        for one in taken:
            id = one.step.conversation.id
            self.states[id] = one.step.conversation
            self.keys[one.command.key] = one.remembered
            self.log.setdefault(id, []).extend(one.step.entries)

    def keep_package(self, package: Package) -> None:
        self.packages.append(package)


def test_each_input_sees_what_those_before_it_did():
    tx = MemoryTx()
    answers = handle_all(tx, [opening(), saying("a", "1"), claiming(ANN), claiming(BOB)])
    assert answers[:3] == [Outcome(1, 1), Outcome(2, 2), Outcome(3, 3)]
    assert isinstance(answers[3], AlreadyTaken)
    assert [entry.seq for entry in tx.log["c"]] == [1, 2, 3]
    assert tx.states["c"].operator == ANN


def test_one_key_twice_in_a_batch_is_felt_once():
    tx = MemoryTx()
    answers = handle_all(tx, [opening(), saying("a", "1"), saying("a", "1"), saying("b", "1")])
    assert answers[1:3] == [Outcome(2, 2), Outcome(2, 2, replayed=True)]
    assert isinstance(answers[3], KeyReused)
    assert len(tx.log["c"]) == 2


def test_a_refused_input_leaves_no_trace():
    tx = MemoryTx()
    (answer,) = handle_all(tx, [saying("a", "1")])
    assert isinstance(answer, UnknownConversation)
    assert (tx.states, tx.keys, tx.log) == ({}, {}, {})


def test_a_bug_in_one_step_spoils_that_input_alone():
    tx = MemoryTx(BROKEN)
    handle_all(tx, [opening(), opening("d")])
    answers = handle_all(
        tx, [saying("a", "1"), leaving_contact(), saying("b", "2"), saying("c", "3", id="d")]
    )
    assert isinstance(answers[1], KeyError)
    assert [answers[0], *answers[2:]] == [Outcome(2, 2), Outcome(3, 3), Outcome(2, 2)]
    assert "contact:c" not in tx.keys


def test_a_package_is_built_of_the_whole_thread_for_each_handoff_of_the_batch():
    tx = MemoryTx()
    handle_all(tx, [opening(), opening("d"), saying("My parcel is lost.", "1")])
    handle_all(tx, [wanting("c"), wanting("d")])
    assert [(one.conversation, one.handoff) for one in tx.packages] == [("c", 4), ("d", 3)]
    assert tx.packages[0].question == "My parcel is lost."


def test_who_joins_a_line_in_the_same_moment_stands_behind():
    tx = MemoryTx()
    ids = ["a", "b", "c"]
    handle_all(tx, [opening(id) for id in ids])
    handle_all(tx, [wanting("a"), wanting("b"), claiming(ANN, "a"), wanting("c")])
    places = [
        e.fact.place for id in ids for e in tx.log[id] if isinstance(e.fact, HandoffRequested)
    ]
    assert places == [1, 2, 2]


# ── what a key stands for ─────────────────────────────────────────────────────────────────────────


def test_names_tell_apart_who_where_and_what():
    said = saying("Hello?", "k")
    others = [
        saying("Hello", "k"),
        saying("Hello?", "k", id="d"),
        replace(said, input=OperatorNoted(operator=ANN, text="Hello?", draft="k")),
        replace(said, input=VisitorSaid(text="Hello?", draft="other")),
        claiming(ANN),
        claiming(BOB),
    ]
    names = {digest(one) for one in (said, *others)}
    assert len(names) == 7


def test_names_do_not_depend_on_signals_or_on_the_key():
    said = saying("Hello?", "k")
    read_anew = replace(said.input, signals=(Signal(name="sentiment", score=1),), judge=True)
    shown = replace(said, input=read_anew)
    assert digest(said) == digest(shown) == digest(replace(said, key="other"))


def test_a_form_sent_again_is_the_same_though_it_would_get_another_ticket_now():
    assert digest(leaving_contact(ticket="W-1")) == digest(leaving_contact(ticket="W-2"))
    assert digest(leaving_contact()) != digest(leaving_contact(email="other@example.org"))


@pytest.mark.parametrize("text", ["\0", "a\0b", "\\\0", "\\\\\0", "\ud800", "😀\ud83d"])
def test_text_that_cannot_be_kept_is_refused(text: str):
    for bad in (saying(text, "k"), saying("a", "k" + text), saying("a", "k", id="c" + text)):
        with pytest.raises(UnreadableText):
            digest(bad)


@pytest.mark.parametrize("text", ["\\u0000", "\\\\u0000", "\\\\\\u0000", "u0000", "\u0001", "😀"])
def test_text_that_only_looks_like_it_is_taken(text: str):
    tx = MemoryTx()
    answers = handle_all(tx, [opening(), saying(text, "k"), command("c", _note(text), "n")])
    assert answers == [Outcome(1, 1), Outcome(2, 2), Outcome(3, 3)]
    assert [e.fact.text for e in tx.log["c"] if isinstance(e.fact, MessageAdded)] == [text]


def _note(text: str) -> OperatorNoted:
    return OperatorNoted(operator=ANN, text=text)


def test_an_empty_batch_is_no_work():
    assert handle_all(MemoryTx(), list[Command]()) == []
