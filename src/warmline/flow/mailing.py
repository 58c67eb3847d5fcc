"""Bringing an entry to the visitor by mail: everything that the letter is made of."""

from warmline.core.facts import MessageAdded
from warmline.core.model import OperatorId
from warmline.core.reading import as_read, told
from warmline.flow.failures import Permanent
from warmline.flow.ports import Job, Parcel
from warmline.flow.world import World

LOG_READ = 60  # newest entries up to the one that is sent


async def send_mail(world: World, job: Job, seq: int) -> None:
    """Raises ``Temporary``, ``Permanent``. An address that was taken back gets nothing more."""
    if world.mailer is None:
        raise Permanent("no mail server is set up")
    conversation = await world.store.conversation(job.conversation)
    log = await world.store.entries(job.conversation, before=seq + 1, limit=LOG_READ)
    if conversation is None or not conversation.mail or not log or log[-1].seq != seq:
        return
    fact = log[-1].fact
    speaker = fact.operator if isinstance(fact, MessageAdded) else None
    house = (await world.store.profile(conversation.assistant)).name
    parcel = Parcel(
        conversation=conversation,
        entry=log[-1],
        log=tuple(map(told, as_read(log))),
        speaker=world.name(OperatorId(speaker)) if speaker else "",
        house=house,
    )
    await world.mailer.send(parcel)
