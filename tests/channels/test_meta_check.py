"""The guided check of Meta's channels: what it finds, what it sets up, and what it advises."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.channels.instagram.play import Play as Instagram
from tests.channels.messenger.play import Play as Messenger
from tests.channels.meta_desk import Clock, Desk, desk
from tests.channels.meta_stage import MetaStage
from tests.channels.whatsapp.play import Play as WhatsApp
from warmline.channels import CHANNELS
from warmline.flow.channels import Finding
from warmline.flow.links import prefilled

HOOK = "https://desk.example.com/hooks/whatsapp/ch-whatsapp"
STAGES = (Instagram, Messenger, WhatsApp)
DAY = 24 * 3_600


async def checked(of: Desk) -> dict[str, Finding]:
    return {one.step: one for one in await of.adapter.check(of.stage.hook_url)}


async def test_whatsapp_is_told_where_messages_of_this_number_go():
    async with desk(WhatsApp()) as whatsapp:
        found = await checked(whatsapp)
        assert all(one.well for one in found.values()), found
        assert whatsapp.stage.provider.callback == HOOK
        assert whatsapp.stage.provider.subscribed
        assert "Pretend Ltd (+1 555 000 1234)" in found["Number"].words
        again = await checked(whatsapp)
        assert again["Webhook"].words == "Messages of this number come here."
        assert whatsapp.stage.faults == []


async def test_a_webhook_that_does_not_answer_the_challenge_is_told_with_what_to_do():
    async with desk(WhatsApp()) as whatsapp:
        adapter = whatsapp.adapter
        whatsapp.adapter = CHANNELS["whatsapp"].build(
            replace(whatsapp.stage.setup(whatsapp.base), secrets={}), whatsapp.parts
        )
        found = {one.step: one for one in await adapter.check(HOOK)}
        assert not found["Webhook"].well
        assert HOOK in found["Webhook"].remedy


@pytest.mark.parametrize("made", STAGES)
async def test_a_wrong_token_ends_the_check_at_its_first_step(made: type[MetaStage]):
    async with desk(made()) as here:
        setup = here.stage.setup(here.base)
        secrets = {**setup.secrets, "token": "EAAstolen-or-ended"}
        wrong = CHANNELS[setup.kind].build(replace(setup, secrets=secrets), here.parts)
        (finding,) = await wrong.check(HOOK)
        assert not finding.well
        assert "access token is expired" in finding.words
        assert "EAA" not in finding.words + finding.remedy


@pytest.mark.parametrize("made", [Messenger, WhatsApp])
@pytest.mark.parametrize(
    ("ends_in", "well", "words"),
    [(0, True, "does not end"), (60 * DAY, True, "ends on 2026"), (3 * DAY, False, "ends on 2026")],
)
async def test_a_token_that_will_end_soon_is_told_in_time(made, ends_in: int, well, words: str):
    stage = made()
    clock = Clock()
    stage.provider.now = clock
    stage.provider.expires_at = int(clock.at) + ends_in if ends_in else 0
    async with desk(stage) as here:
        token = (await checked(here))["Token"]
        assert (token.well, words in token.words) == (well, True)
        assert bool(token.remedy) is not well
        assert token.expires_at == stage.provider.expires_at * 1_000


async def test_without_the_app_id_the_tokens_end_is_said_to_be_unknown():
    async with desk(WhatsApp()) as whatsapp:
        (token,) = [
            one for one in await whatsapp.reopened(app_id="").check(HOOK) if one.step == "Token"
        ]
        assert token.words.startswith("Not looked at")


async def test_a_page_is_subscribed_and_gets_its_button():
    async with desk(Messenger()) as messenger:
        messenger.stage.provider.callback = messenger.stage.hook_url
        found = await checked(messenger)
        assert all(one.well for one in found.values()), found
        assert "messaging_referrals" in messenger.stage.provider.subscribed
        assert messenger.stage.provider.started == {"payload": "WARMLINE_START"}
        messenger.stage.provider.callback = "https://elsewhere.example.com/"
        webhook = (await checked(messenger))["Webhook"]
        assert (webhook.well, messenger.stage.hook_url in webhook.remedy) == (False, True)
        assert messenger.stage.faults == []


async def test_an_account_id_that_is_not_the_tokens_is_told_with_the_right_one():
    async with desk(Instagram()) as instagram:
        found = await checked(instagram)
        assert all(one.well for one in found.values()), found
        assert instagram.stage.provider.subscribed >= {"messages", "messaging_seen"}
        (wrong,) = await instagram.reopened(account_id="17841499999999999").check(HOOK)
        assert not wrong.well
        assert instagram.stage.provider.account in wrong.remedy
        assert instagram.stage.faults == []


async def test_connected_by_a_page_without_its_id_the_check_says_what_is_missing():
    async with desk(Instagram()) as instagram:
        (finding,) = await instagram.reopened(login="page").check(HOOK)
        assert (finding.well, finding.remedy) == (False, "Put in the page ID.")


async def test_links_of_ours_carry_the_code_as_each_program_takes_it():
    for made in (Messenger, WhatsApp):
        stage = made()
        kind = CHANNELS[stage.kind].kind
        parts = urlsplit(kind.link(stage.setup(""), "the-code"))
        carried = parse_qs(parts.query)
        if stage.kind == "whatsapp":
            assert (parts.netloc, parts.path) == ("wa.me", "/15550001234")
            assert carried == {"text": [prefilled("the-code")]}
        else:
            assert (parts.netloc, parts.path) == ("m.me", "/pretend")
            assert carried == {"ref": ["the-code"]}


@pytest.mark.parametrize("kind", ["instagram", "messenger", "whatsapp"])
def test_the_form_says_what_it_expects_wherever_it_checks(kind: str):
    form = CHANNELS[kind].kind.form
    assert len({one.key for one in form}) == len(form)
    assert {"token", "app_secret", "verify_token"} == {
        one.key for one in form if one.kind == "secret"
    }
    assert all(one.expected for one in form if one.pattern)
