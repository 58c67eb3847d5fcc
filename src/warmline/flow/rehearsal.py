"""A drill's notifications: they go to the drill's own operator and to nobody else."""

from warmline.core.effects import Notify
from warmline.flow.ports import Job, Whisper
from warmline.flow.world import World


async def rehearsed(world: World, job: Job, notify: Notify) -> bool:
    """Whether it was a drill's, and is done: whom it was for is whispered to the drill."""
    conversation = await world.store.conversation(job.conversation)
    if conversation is None or not conversation.drill:
        return False
    await world.bus.whisper(
        Whisper(
            kind="drilled",
            conversation=job.conversation,
            operator=notify.to,
            who=notify.way,
            text=notify.notice,
        )
    )
    return True
