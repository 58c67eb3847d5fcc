"""What the store keeps of judgements, on both databases."""

from dataclasses import replace

from tests.shell import ANN, MAIN
from warmline.core.model import ConversationId
from warmline.flow.learning import QUOTED, WRITTEN, Judgement
from warmline.knowledge.recalibration import Recalibration
from warmline.store.judgements import SqlJudgements
from warmline.store.sql import SqlStore

SAID = Judgement(
    conversation=ConversationId("c"),
    seq=3,
    at=1_000,
    assistant=MAIN,
    kind=QUOTED,
    right=True,
    operator=ANN,
    visitor="",
    confidence=0.7,
    signs={"raw": 0.72, "share": 0.5},
)


async def test_a_judgement_comes_back_as_it_was_and_is_kept_once(store: SqlStore):
    judgements = SqlJudgements(store)
    await judgements.keep(SAID)
    await judgements.keep(replace(SAID, right=False))
    assert await judgements.newest(QUOTED, 10) == [SAID]
    assert await judgements.count(QUOTED) == 1


async def test_the_newest_come_first_and_only_those_of_their_kind(store: SqlStore):
    judgements = SqlJudgements(store)
    for at in (3_000, 1_000, 2_000):
        await judgements.keep(replace(SAID, seq=at, at=at))
    await judgements.keep(replace(SAID, seq=9, kind=WRITTEN, operator=None, visitor="v"))
    assert [one.at for one in await judgements.newest(QUOTED, 2)] == [3_000, 2_000]
    assert [one.visitor for one in await judgements.newest(WRITTEN, 2)] == ["v"]
    assert (await judgements.count(QUOTED), await judgements.count(WRITTEN)) == (3, 1)


async def test_the_newest_version_of_each_kind_counts_and_none_is_overwritten(store: SqlStore):
    judgements = SqlJudgements(store)
    assert await judgements.learnt() == {}
    first = Recalibration(slope=0.9, offset=-0.2, version=1, judgements=4)
    await judgements.keep_learnt(QUOTED, first)
    await judgements.keep_learnt(QUOTED, replace(first, offset=5.0))
    await judgements.keep_learnt(WRITTEN, first)
    assert await judgements.learnt() == {QUOTED: first, WRITTEN: first}
    second = replace(first, version=2)
    await judgements.keep_learnt(QUOTED, second)
    assert await judgements.learnt() == {QUOTED: second, WRITTEN: first}
