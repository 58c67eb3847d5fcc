"""Who people are on Messenger and Instagram: what is asked for, and what becomes of it."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from tests.channels.instagram.play import Play as Instagram
from tests.channels.messenger.play import Play as Messenger
from tests.channels.meta_desk import Desk, desk
from warmline.channels._meta.direct.profiles import read
from warmline.channels._meta.proof import app_proof
from warmline.flow.channels import Person
from warmline.flow.failures import Permanent, Temporary

STAGES = {"messenger": Messenger, "instagram": Instagram}


@pytest.fixture(params=STAGES)
async def direct(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(STAGES[request.param]()) as made:
        yield made


async def named(direct: Desk) -> Person:
    person = Person(identity=direct.stage.thread("ada"))
    return await direct.adapter.named(person)  # type: ignore[attr-defined] - it is a Namer


async def test_a_person_is_named_as_meta_knows_them(direct: Desk):
    found = await named(direct)
    handle = "ada.pretend" if direct.stage.kind == "instagram" else ""
    assert (found.identity, found.name) == (direct.stage.thread("ada"), "Ada Pretend")
    assert found.handle == handle
    assert direct.stage.faults == []


async def test_a_missing_permission_a_limit_and_a_person_who_is_gone_say_what_they_are(
    direct: Desk,
):
    profiles = direct.stage.provider.profiles
    profiles.refuses = "permission"
    code = "200" if direct.stage.kind == "messenger" else "10"
    with pytest.raises(Permanent, match=rf"a permission is missing.*\(code {code}\)"):
        await named(direct)
    profiles.refuses = "rate_limit"
    with pytest.raises(Temporary, match="asked too often"):
        await named(direct)
    profiles.refuses = ""
    direct.stage.provider.gone.add("ada")
    with pytest.raises(Permanent, match="code 100/33"):
        await named(direct)
    assert direct.stage.faults == []


@pytest.mark.parametrize("identity", ["", "me/accounts", "../1", "1?fields=email"])
async def test_what_is_no_id_is_not_asked_about(direct: Desk, identity: str):
    with pytest.raises(Permanent, match="expected the id"):
        await direct.adapter.named(Person(identity=identity))  # type: ignore[attr-defined]
    assert direct.stage.provider.profiles.asked == []


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"name": " Ada  King "}, "Ada King"),
        ({"first_name": "Ada", "last_name": "King"}, "Ada King"),
        ({"first_name": "Ada"}, "Ada"),
        ({"username": "ada.k"}, "ada.k"),
        ({"name": "", "username": "ada.k"}, "ada.k"),
        ({"name": ["Ada"]}, ""),
        ({}, ""),
    ],
)
def test_a_name_is_made_of_what_there_is(told: dict[str, Any], name: str):
    assert read(told, Person(identity="1")).name == name


@pytest.mark.parametrize("fields", ["", "email", "name,profile_pic"])
async def test_the_stand_in_takes_no_other_fields_and_nobody_without_the_token(
    direct: Desk, fields: str
):
    provider = direct.stage.provider
    proof = {"appsecret_proof": app_proof(provider.token, provider.app_secret)}
    url = f"{direct.base}/v25.0/{direct.stage.thread('ada')}"
    async with httpx2.AsyncClient(params={"fields": fields, **proof}, timeout=30) as client:
        refused = await client.get(url, headers={"Authorization": f"Bearer {provider.token}"})
        assert refused.json()["error"]["code"] == 100
        stranger = await client.get(url, headers={"Authorization": "Bearer stolen"})
        assert stranger.json()["error"]["code"] == 190
    assert len(provider.faults) == 2
    assert provider.profiles.asked == []
