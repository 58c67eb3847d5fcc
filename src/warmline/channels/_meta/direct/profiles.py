"""Who somebody is on Messenger or Instagram: webhooks tell an id, the Graph API their names.

Fields: developers.facebook.com, Messenger Platform → User profile, Instagram → User profile.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from warmline.channels._loose import text
from warmline.channels._meta.graph import Graph
from warmline.flow.channels import Person
from warmline.flow.failures import Permanent

FIELDS: Final = {"page": "first_name,last_name,name", "instagram": "name,username"}
"""What is asked for, by what the channel is about."""


async def profile(graph: Graph, about: str, person: Person) -> Person:
    """Raises ``Temporary``, ``Permanent``: a permission is missing, or they are gone."""
    if not person.identity.isalnum():
        raise Permanent("expected the id of a person")
    return read(await graph.get(person.identity, fields=FIELDS[about]), person)


def read(answer: Mapping[str, object], person: Person) -> Person:
    first, last, whole, handle = (
        " ".join(text(answer.get(key), 200).split())
        for key in ("first_name", "last_name", "name", "username")
    )
    return replace(person, name=whole or f"{first} {last}".strip() or handle, handle=handle)
