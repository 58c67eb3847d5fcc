"""Merges, undos and splits in whatever order, against links that are followed by hand."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.contracts.test_store_contacts import TELEGRAM, People, agrees, merge, split, undo
from tests.contracts.whom import Whom
from tests.shell import Clock
from warmline.store import migrate
from warmline.store.channels import SqlSetups
from warmline.store.sql import SqlStore

which = st.integers(0, 40)


class Meeting(RuleBasedStateMachine):
    """People who come by the web and by a channel, and operators who think they know them."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.model = Whom()
        self.people = self.runner.run(self._open())

    async def _open(self) -> People:
        url = str(Path(self.folder.name) / "warmline.db")
        await migrate.upgrade(url)
        store = SqlStore(url, clock=Clock())
        await SqlSetups(store, b"secret").save(TELEGRAM)
        return People(store)

    def teardown(self) -> None:
        self.runner.run(self.people.store.close())
        self.runner.close()
        self.folder.cleanup()

    @rule()
    def somebody_comes_by_the_web(self) -> None:
        name = f"v{len(self.model.nodes)}"
        contact = self.runner.run(self.people.on_the_web(name))
        self.model.nodes.add(contact)
        self.model.began[name] = contact

    @rule()
    def somebody_comes_by_a_channel(self) -> None:
        name = f"t{len(self.model.nodes)}"
        chat = self.runner.run(self.people.on_telegram(name))
        self.model.nodes.add(chat.contact)
        self.model.identity[name] = chat.contact
        self.model.threads[chat.conversation] = name

    @precondition(lambda self: len(self.model.nodes) > 1)
    @rule(one=which, other=which)
    def two_are_merged(self, one: int, other: int) -> None:
        ids = sorted(self.model.nodes)
        ends = ids[one % len(ids)], ids[other % len(ids)]
        self.runner.run(merge(self.people, self.model, *ends))

    @precondition(lambda self: self.model.links)
    @rule(place=which)
    def a_merge_is_undone(self, place: int) -> None:
        ids = sorted(self.model.links)
        self.runner.run(undo(self.people, self.model, ids[place % len(ids)]))

    @precondition(lambda self: self.model.identity)
    @rule(place=which)
    def an_identity_is_split_off(self, place: int) -> None:
        names = sorted(self.model.identity)
        self.runner.run(split(self.people, self.model, names[place % len(names)]))

    @invariant()
    def everybody_is_who_can_be_reached(self) -> None:
        for id in self.model.nodes:
            self.runner.run(agrees(self.people, self.model, id))


TestMeeting = Meeting.TestCase
TestMeeting.settings = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
