"""The second summary of a handoff, a language model's: it comes when it comes, beside ours."""

import structlog

from warmline.core.effects import Summarise
from warmline.core.package import with_ai_summary
from warmline.flow.failures import Permanent, Temporary
from warmline.flow.ports import Job, Whisper
from warmline.flow.world import World

TRIES = 3  # a model that fails is asked so often; the summary by extraction stands anyway

log = structlog.get_logger()


async def sum_up(world: World, job: Job, wanted: Summarise) -> None:
    """Put a model's summary into the newest package and tell the inbox; felt once.

    Raises ``Temporary`` while it is worth another try.
    """
    package = await world.store.package(job.conversation)
    now = await world.store.conversation(job.conversation)
    done = package is None or package.handoff != wanted.handoff or package.ai_summary is not None
    if package is None or now is None or done or world.sum_up is None:
        return
    try:
        summary = await world.sum_up(package, now.assistant)
    except (Temporary, Permanent) as error:
        if isinstance(error, Temporary) and job.attempts < TRIES:
            raise
        log.info("not_summed_up", conversation=job.conversation, why=str(error))
        return
    if summary is not None:
        package = with_ai_summary(package, summary)
        await world.store.amend_package(package)
        told = Whisper(kind="package", conversation=package.conversation, number=package.revision)
        await world.bus.whisper(told)
