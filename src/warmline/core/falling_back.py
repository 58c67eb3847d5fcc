"""Where no person can come: why, what is offered instead, and the truth about when they can.

Every request for a person ends here or with a person: who joins a line has a deadline, and this is
what happens at it. Nobody is asked to wait where nobody is there.
"""

from collections.abc import Iterator

from warmline.core.facts import Fact, FallbackRan, MessageAdded
from warmline.core.fallbacks import Cause, Fallback
from warmline.core.hours import is_open, next_opening
from warmline.core.mailing import EMAIL, continued
from warmline.core.model import Conversation, Millis, TeamId
from warmline.core.openings import opening_words
from warmline.core.policy import Context
from warmline.core.saying import aside, system
from warmline.core.waits import could_take

TEXTS = {
    Cause.CLOSED: "closed",
    Cause.NOBODY_ONLINE: "nobody_online",
    Cause.QUEUE_FULL: "queue_full",
    Cause.DEADLINE: "nobody_in_time",
}
"""What the visitor is told, by cause; each of them asks for an address."""
KNOWN_ADDRESS = "email"  # the attribute that the site vouched for


def nobody_comes(
    team: TeamId, context: Context, skills: tuple[str, ...] = (), *, joins: bool = True
) -> Cause | None:
    """Why nobody of that team can come now; None: somebody can.

    ``joins``: the visitor is new to the line, so that it must have room for them.
    """
    setup = context.team(team)
    if setup.hours and not is_open(setup.hours, context.now):
        return Cause.CLOSED
    waived = setup.relax_after > 0  # required skills are, in time
    if not could_take(team, context.roster, () if waived else skills):
        return Cause.NOBODY_ONLINE
    if joins and 0 < setup.longest_line <= context.line(team).waiting:
        return Cause.QUEUE_FULL
    return None


def fall_back(now: Conversation, team: TeamId, cause: Cause, context: Context) -> Iterator[Fact]:
    """Tell the truth, and offer what the team has chosen for this cause."""
    address = now.attributes.get(KNOWN_ADDRESS, "") if KNOWN_ADDRESS in now.verified else ""
    fallback = _possible(now, context.team(team).fallbacks.of(cause), context)
    opens_at = opening(team, context)
    yield FallbackRan(at=context.now, cause=cause.value, fallback=fallback.value, opens_at=opens_at)
    if fallback is Fallback.EMAIL and address:
        yield from continued(now, address, context)
        said = context.policy.say("goes_on_by_mail", now.language).format(email=address)
        yield system(now, context, " ".join((*_when(now, team, opens_at, context), said)))
    else:
        yield _told(now, team, cause, fallback, opens_at, context)


def _told(
    now: Conversation,
    team: TeamId,
    cause: Cause,
    fallback: Fallback,
    opens_at: Millis,
    context: Context,
) -> MessageAdded:
    """The announcement, with the form under it; a broader answer still follows one."""
    say = context.policy.say
    first, *rest = _answered_where(now, cause, context)
    parts = [say(first, now.language), *_when(now, team, opens_at, context)]
    parts += (say(key, now.language) for key in rest)
    if fallback is Fallback.BROADER:
        parts.append(say("tries_again", now.language))
        return aside(" ".join(parts), context, form="contact")
    return system(now, context, " ".join(parts), form="contact")


def _answered_where(now: Conversation, cause: Cause, context: Context) -> tuple[str, ...]:
    """Which texts say that nobody comes, and where the answer will be.

    A channel keeps its thread, and has no form: whoever wants to sends their address in a message.
    """
    if not context.delivers:
        return (TEXTS[cause],)
    return ("answers_here",) if now.channel == EMAIL else ("answers_here", "send_address")


def _possible(now: Conversation, wanted: Fallback, context: Context) -> Fallback:
    """The form, where what the team has chosen cannot be done: no mail, or nothing was asked.

    A thread in a channel does not go on by mail besides.
    """
    if wanted is Fallback.EMAIL and (context.delivers or not context.mails):
        return Fallback.FORM
    if wanted is Fallback.BROADER and not now.asked_at:
        return Fallback.FORM
    return wanted


def opening(team: TeamId, context: Context) -> Millis:
    """When that team is there again; 0 where it is there now, or never says."""
    hours = context.team(team).hours
    if hours is None or is_open(hours, context.now):
        return 0
    return next_opening(hours, context.now) or 0


def _when(now: Conversation, team: TeamId, opens_at: Millis, context: Context) -> tuple[str, ...]:
    hours = context.team(team).hours
    if hours is None or not opens_at:
        return ()
    when = opening_words(opens_at, context.now, hours.zone, now.language)
    return (context.policy.say("opens", now.language).format(when=when),)
