"""Looking whether an SMS channel is set up, and telling Twilio where its messages go."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from warmline.channels.sms.sending import check, listed
from warmline.flow.channels import Finding
from warmline.flow.failures import Permanent, Temporary
from warmline.outside import twilio
from warmline.outside.posting import Post, Reply

Ask = Callable[[Post], Awaitable[Reply]]

DEMO: Final = "https://demo.twilio.com/"  # where numbers send that nobody has set up


async def findings(
    ask: Ask, account: twilio.Account, hook_url: str, *, mms: bool
) -> Sequence[Finding]:
    """Each step in turn; what needs an earlier one that failed is left out.

    ``mms``: the number is to send files.
    """
    first, document = await _asked(ask, twilio.request(account, ".json"), "Account")
    if first:
        return (first,)
    found = _account(document)
    if not found.well:
        return (found,)
    if account.sender.startswith("MG"):
        return found, _service(hook_url)
    return found, *await _number(ask, account, hook_url, mms=mms)


async def _asked(ask: Ask, post: Post, step: str) -> tuple[Finding | None, Mapping[str, Any]]:
    """What was answered, or why nothing was."""
    try:
        reply = await ask(post)
        check(reply)
        return None, twilio.document(reply)
    except (Permanent, Temporary) as error:
        remedy = "Compare the SIDs and secrets with those in Twilio's console."
        return Finding(step=step, well=False, words=f"{error}.", remedy=remedy), {}


def _account(document: Mapping[str, Any]) -> Finding:
    if document.get("status") != "active":
        remedy = "See Twilio's console for why, and what to do."
        words = f"The account is {document.get('status')}."
        return Finding(step="Account", well=False, words=words, remedy=remedy)
    if document.get("type") == "Trial":
        words = "It is a trial account: it sends to verified numbers only, with words of Twilio's."
        return Finding(step="Account", well=True, words=words, remedy="Upgrade it to go live.")
    return Finding(step="Account", well=True, words="The account is active.")


def _service(hook_url: str) -> Finding:
    return Finding(
        step="Sender",
        well=True,
        words="A messaging service sends; Twilio says nothing of where its messages go.",
        remedy=f"Make {hook_url} its incoming request URL, by POST.",
    )


async def _number(
    ask: Ask, account: twilio.Account, hook_url: str, *, mms: bool
) -> Sequence[Finding]:
    query = {"PhoneNumber": account.sender}
    post = twilio.request(account, "/IncomingPhoneNumbers.json", query=query)
    failed, document = await _asked(ask, post, "Sender")
    if failed:
        return (failed,)
    numbers = listed(document, "incoming_phone_numbers")
    if not numbers:
        remedy = "Buy it, or type in one that the account has."
        words = "The account has no such number."
        return (Finding(step="Sender", well=False, words=words, remedy=remedy),)
    able: Mapping[str, Any] = numbers[0].get("capabilities") or {}
    if not able.get("sms"):
        words = "The number cannot send and receive SMS."
        return (Finding(step="Sender", well=False, words=words, remedy="Take another one."),)
    sender = Finding(step="Sender", well=True, words="The number can send and receive SMS.")
    files = (_files(able),) if mms else ()
    return sender, *files, await _webhook(ask, account, numbers[0], hook_url)


def _files(able: Mapping[str, Any]) -> Finding:
    if able.get("mms"):
        return Finding(step="Files", well=True, words="The number can send MMS.")
    remedy = "Switch “Send files (MMS)” off, or take a number that can."
    return Finding(step="Files", well=False, words="The number cannot send MMS.", remedy=remedy)


async def _webhook(
    ask: Ask, account: twilio.Account, number: Mapping[str, Any], hook_url: str
) -> Finding:
    """Messages that go to somebody else's address are not taken away from there."""
    now = str(number.get("sms_url") or "")
    well = Finding(step="Webhook", well=True, words="Twilio sends messages here.")
    if now == hook_url and number.get("sms_method") == "POST":
        return well
    theirs = now and now != hook_url and not now.startswith(DEMO)
    if theirs or number.get("sms_application_sid"):
        words = "Messages to the number go to another address."
        remedy = f"If that is no longer wanted, make {hook_url} its address for messages, by POST."
        return Finding(step="Webhook", well=False, words=words, remedy=remedy)
    form = {"SmsUrl": hook_url, "SmsMethod": "POST"}
    post = twilio.request(account, f"/IncomingPhoneNumbers/{number.get('sid')}.json", form=form)
    failed, _ = await _asked(ask, post, "Webhook")
    return failed or well
