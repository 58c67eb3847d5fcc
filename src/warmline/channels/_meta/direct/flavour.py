"""In what Messenger and Instagram differ, and Instagram by its two ways of logging in."""

from dataclasses import dataclass
from typing import Literal

from warmline.channels._meta.form import GRAPH, INSTAGRAM_GRAPH
from warmline.flow.channels import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    object: Literal["page", "instagram"]  # that webhooks are about
    label: str
    base: str  # of the Graph API, where the form says nothing
    account: str  # id of the page or the Instagram account that people write to
    sender: str  # path of who sends: the page, or "me"
    fields: tuple[str, ...]  # that webhooks are wanted for
    marks: bool  # our messages come back with the mark that we gave them
    proves: bool  # requests may carry a proof of the app
    uploads: bool  # files are taken as bytes; else Meta fetches them from their links


def messenger(setup: Setup) -> Flavour:
    return Flavour(
        object="page",
        label="Messenger",
        base=setup["base_url"] or GRAPH,
        account=setup["page_id"],
        sender=setup["page_id"],
        fields=(
            "messages",
            "messaging_postbacks",
            "messaging_referrals",
            "message_deliveries",
            "message_reads",
            "message_echoes",
            "message_edits",
        ),
        marks=True,
        proves=True,
        uploads=True,
    )


def instagram(setup: Setup) -> Flavour:
    paged = setup["login"] == "page"
    return Flavour(
        object="instagram",
        label="Instagram",
        base=setup["base_url"] or (GRAPH if paged else INSTAGRAM_GRAPH),
        account=setup["account_id"],
        sender=setup["page_id"] if paged else "me",
        fields=("messages", "messaging_postbacks", "messaging_seen", "messaging_referral"),
        marks=False,
        proves=paged,
        uploads=paged,
    )
