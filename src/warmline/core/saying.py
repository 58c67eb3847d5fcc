"""What the house itself says in a thread: announcements, asides, and the ways to a person."""

from warmline.core.facts import HandoffRequested, MessageAdded
from warmline.core.model import Author, Button, Conversation, Millis
from warmline.core.policy import MINUTE, Context, Rule


def system(
    now: Conversation,
    context: Context,
    text: str,
    *,
    buttons: tuple[Button, ...] = (),
    form: str = "",
) -> MessageAdded:
    """An announcement that also answers the newest visitor message."""
    return MessageAdded(
        at=context.now,
        author=Author.SYSTEM,
        text=text,
        answers=now.asked_at,
        buttons=buttons,
        form=form,
    )


def aside(text: str, context: Context, *, form: str = "") -> MessageAdded:
    """An announcement that leaves the newest visitor message unanswered."""
    return MessageAdded(at=context.now, author=Author.SYSTEM, text=text, form=form)


def announcement(language: str, requested: HandoffRequested, context: Context) -> str:
    """What happens now and how long it may take; a wait that is not known is not named."""
    say = context.policy.say
    parts = [say("handoff", language)]
    if requested.place > 1:
        parts.append(say("handoff_place", language).format(place=requested.place))
    if requested.wait[1]:
        parts.append(wait_words(requested.wait, language, context))
    return " ".join(parts)


def wait_words(wait: tuple[Millis, Millis], language: str, context: Context) -> str:
    """A range in minutes; one number where both ends are the same."""
    low, high = map(_minutes_up, wait)
    if low == high:
        return context.policy.say("handoff_wait", language).format(minutes=high)
    return context.policy.say("handoff_range", language).format(low=low, high=high)


def _minutes_up(wait: Millis) -> int:
    return max(1, -(-wait // MINUTE))


def person_button(language: str, context: Context) -> tuple[Button, ...]:
    """A way to a person under a message; none where people are switched off."""
    if not context.policy.handoff:
        return ()
    return (Button(id="person", label=context.policy.say("person_button", language)),)


def own_text(rule: Rule, language: str) -> str:
    """The rule's own words in ``language``, or in English; "" where it has none."""
    tongues = (language, language.partition("-")[0], "en")
    return next((rule.texts[one] for one in tongues if rule.texts.get(one)), "")
