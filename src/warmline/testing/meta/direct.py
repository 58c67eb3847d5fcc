"""People on Messenger and Instagram: what they write, read and take back, and what they see."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from warmline.testing._provider import Bubble, Enclosed
from warmline.testing.meta import direct_news as news
from warmline.testing.meta import direct_shapes as shapes
from warmline.testing.meta.direct_api import DirectApi
from warmline.testing.meta.graph import Graph
from warmline.testing.meta.shapes import Text

_APP: Mapping[str, str] = {
    "token": Graph.token,
    "app_secret": Graph.app_secret,
    "verify_token": Graph.verify_token,
    "app_id": Graph.app_id,
}


class _Direct(DirectApi):
    people = ("ada", "grace")

    def thread(self, person: str) -> str:
        return self.ids[person]

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        message: dict[str, object] = {"text": press or text} if press or text else {}
        if press:
            bubble = self.holding(person, press)
            message["quick_reply"] = {"payload": self.choices[bubble.id][press]}
        if files:
            message["attachments"] = [
                news.attachment(one.type, self.enclosed(one)) for one in files
            ]
        return await self.write(person, message, press or text)

    async def write(self, person: str, message: Mapping[str, object], words: str = "") -> str:
        """A message with whatever it holds."""
        id_ = self.new_id()
        self.heard[person] = self.now()
        self.show(person, Bubble(id=id_, text=words, mine=True))
        await self._tell(person, message={"mid": id_, **message})
        return id_

    async def begin(self, person: str, ref: str = "") -> None:
        """By a link of ours: those who were never here press "Get started" first."""
        source = {"source": "SHORTLINK", "type": "OPEN_THREAD"}
        referral: dict[str, object] = {"referral": {"ref": ref, **source}} if ref else {}
        if person in self.heard or not self.started:
            await self._tell(person, **(referral or {"optin": {"type": "open"}}))
            return
        self.heard[person] = self.now()
        postback = {"mid": self.new_id(), "title": "Get started", **self.started, **referral}
        await self._tell(person, postback=postback)

    async def human(self, person: str, text: str) -> str:
        """In the page's or the account's own inbox."""
        id_ = self.new_id()
        self.show(person, Bubble(id=id_, text=text))
        echo: dict[str, object] = {"mid": id_, "text": text, "is_echo": True}
        if self.about == "page":
            echo["app_id"] = 263902037430900  # of the page's inbox
        await self.tell(self.telling(self.account, self.ids[person], message=echo))
        return id_

    async def odd(self) -> None:
        person = self.people[0]
        await self._tell(person, brand_new_event={"of": "a kind that nobody knows yet"})

    async def _tell(self, person: str, **what: object) -> None:
        await self.tell(self.telling(self.ids[person], self.account, **what))


class Messenger(_Direct):
    """A Facebook page, and people who write to it in Messenger."""

    kind = "messenger"
    hints = MappingProxyType({"page_id": DirectApi.account, **_APP})

    async def edit(self, person: str, id: str, text: str) -> None:
        self.change(person, id, text)
        await self._tell(person, message_edit={"mid": id, "text": text, "num_edit": 1})

    async def read(self, person: str) -> None:
        await self._tell(person, read={"watermark": round(self.now() * 1_000)})


class Instagram(_Direct):
    """A professional account, and people who write to it; connected by Instagram's own login."""

    kind = "instagram"
    about = "instagram"
    account = "17841400000000001"
    senders = ("me",)
    message = staticmethod(
        shapes.message(Text(1_000, in_bytes=True), marks=False, file=shapes.LINKED_FILE)
    )
    demands_proof = False
    uploads = False
    delivers = False
    shut = 2534022
    hints = MappingProxyType({"login": "instagram", "account_id": account, **_APP})

    async def take_back(self, person: str, id: str) -> None:
        self.remove(person, id)
        await self._tell(person, message={"mid": id, "is_deleted": True})

    async def read(self, person: str) -> None:
        newest = self.seen(person)[-1:]
        for bubble in newest:
            await self._tell(person, read={"mid": bubble.id})


class LinkedInstagram(Instagram):
    """The same, connected by the Facebook page that it is linked with."""

    page = DirectApi.account
    senders = (page,)
    message = staticmethod(shapes.message(Text(1_000, in_bytes=True), marks=False))
    demands_proof = True
    uploads = True
    hints = MappingProxyType({**Instagram.hints, "login": "page", "page_id": page})
