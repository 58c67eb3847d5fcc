"""People on WhatsApp: what they write, read and change, and what their telephones show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from warmline.testing._provider import Bubble, Enclosed
from warmline.testing.meta import whatsapp_news as news
from warmline.testing.meta.whatsapp_api import WhatsAppApi


class WhatsApp(WhatsAppApi):
    """One number of a business with WhatsApp's Cloud API, and people who write to it."""

    def thread(self, person: str) -> str:
        return self.someone[person].thread

    async def say(
        self, person: str, text: str, *, files: Sequence[Enclosed] = (), press: str = ""
    ) -> str:
        contents: list[Mapping[str, object]] = []
        if press:
            bubble = self.holding(person, press)
            button, of_list = self.choices[bubble.id][press]
            context = {"context": {"from": "15550001234", "id": bubble.id}}
            contents.append({**news.pressed(button, press, of_list=of_list), **context})
        for place, one in enumerate(files):
            media_id, digest = self.media.keep(one)
            contents.append(news.file(one, media_id, digest, "" if place else text))
        ids = [
            await self._write(person, content, press or text)
            for content in contents or [news.text(text)]
        ]
        return ids[0]

    async def edit(self, person: str, id: str, text: str) -> None:
        """Only numbers that are used in the WhatsApp Business app as well are told."""
        self.change(person, id, text)
        edit = {"original_message_id": id, "message": news.text(text)}
        await self._tell(person, {"type": "edit", "edit": edit})

    async def take_back(self, person: str, id: str) -> None:
        self.remove(person, id)
        await self._tell(person, {"type": "revoke", "revoke": {"original_message_id": id}})

    async def read(self, person: str) -> None:
        told = [
            news.status(self.someone[person], bubble.id, "read", self.now())
            for bubble in self.seen(person)
        ]
        await self.tell(self.statuses(person, *told))

    async def human(self, person: str, text: str) -> str:
        """In the WhatsApp Business app beside the API."""
        id_ = self.new_id()
        self.show(person, Bubble(id=id_, text=text))
        who = self.someone[person].told("to", "to_user_id")
        stamp = {"from": "15550001234", "id": id_, "timestamp": str(int(self.now()))}
        echo = {**stamp, **who, **news.text(text)}
        told = news.change(self.number_id, {"message_echoes": [echo]}, "smb_message_echoes")
        await self.tell(self.signed(news.batch(self.account_id, told)))
        return id_

    async def renumber(self, person: str, number: str, user_id: str) -> None:
        """They have another telephone number, and so another user id."""
        before = self.someone[person]
        after = replace(before, number=number, user_id=user_id)
        system = {
            "type": "user_changed_number",
            "body": f"User {before.name} changed from {before.number} to {number}",
            **after.told("wa_id", "user_id"),
        }
        await self._tell(person, {"type": "system", "system": system}, contacts=False)
        self.someone[person] = after

    async def odd(self) -> None:
        told = news.change(self.number_id, {"event": "VERIFIED_ACCOUNT"}, "account_update")
        await self.tell(self.signed(news.batch(self.account_id, told)))

    async def _write(self, person: str, content: Mapping[str, object], words: str) -> str:
        self.heard[person] = self.now()
        id_ = await self._tell(person, content)
        return self.show(person, Bubble(id=id_, text=words, mine=True)).id

    async def _tell(
        self, person: str, content: Mapping[str, object], *, contacts: bool = True
    ) -> str:
        someone, id_ = self.someone[person], self.new_id()
        self.inbound[id_] = person
        told = [news.message(someone, id_, self.now(), **content)]
        value: dict[str, object] = {"messages": told}
        if contacts:
            value["contacts"] = [someone.contact()]
        change = news.change(self.number_id, value)
        await self.tell(self.signed(news.batch(self.account_id, change)))
        return id_
