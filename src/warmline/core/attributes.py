"""What the site tells of a visitor: which of it is news, and which of it rules go by."""

from collections.abc import Mapping

from warmline.core.model import Conversation


def news(now: Conversation, given: Mapping[str, str], *, verified: bool) -> dict[str, str]:
    """What of it changes what is known. What the owner vouched for stands against any page."""
    if verified:
        return {
            name: value
            for name, value in given.items()
            if now.attributes.get(name) != value or name not in now.verified
        }
    return {
        name: value
        for name, value in given.items()
        if now.attributes.get(name) != value and name not in now.verified
    }


def counted(now: Conversation, *, trust_page: bool) -> Mapping[str, str]:
    """The attributes that a rule may go by: anybody can make a page tell anything."""
    if trust_page:
        return now.attributes
    return {name: now.attributes[name] for name in now.verified if name in now.attributes}
