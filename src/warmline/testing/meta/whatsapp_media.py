"""Files of WhatsApp's: kept under an id, and given out at an address that soon ends."""

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from starlette.datastructures import UploadFile
from starlette.requests import Request

from warmline.testing._provider import Enclosed
from warmline.testing.meta.shapes import Wrong
from warmline.testing.meta.whatsapp_shapes import MEDIA

GOOD_FOR = 300.0  # seconds of a file's address


class Media:
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._files: dict[str, Enclosed] = {}
        self._addresses: dict[str, tuple[str, float]] = {}

    def keep(self, file: Enclosed) -> tuple[str, str]:
        """Its id, and the digest that a webhook tells."""
        id_ = str(700_000_000_000_000 + len(self._files))
        self._files[id_] = file
        return id_, hashlib.sha256(file.content).hexdigest()

    async def uploaded(self, request: Request) -> str:
        """The id of a file that came as a form. Raises ``Wrong``."""
        async with request.form() as form:
            file = form.get("file")
            if set(form) != {"messaging_product", "type", "file"}:
                raise Wrong(100, f"expected messaging_product, type and file, got {list(form)}")
            if form.get("messaging_product") != "whatsapp" or not isinstance(file, UploadFile):
                raise Wrong(100, "expected messaging_product whatsapp, and a file")
            if file.content_type != form.get("type"):
                raise Wrong(100, "expected the file to have the type that the form tells")
            found = Enclosed(
                name=file.filename or "", type=file.content_type or "", content=await file.read()
            )
        return self.keep(found)[0]

    def sent(self, kind: str, id_: str) -> Enclosed:
        """A file that goes out as ``kind``. Raises ``Wrong``."""
        file = self._files.get(id_)
        if file is None:
            raise Wrong(131009, "no such file")
        most, types = MEDIA[kind]
        if len(file.content) > most or (types and file.type.partition(";")[0] not in types):
            raise Wrong(131053, f"{file.type} of {len(file.content)} bytes is no {kind}")
        return file

    def described(self, id_: str, base: str) -> Mapping[str, object]:
        """Raises ``Wrong``."""
        file = self._files.get(id_)
        if file is None:
            raise Wrong(100, "Object with that ID does not exist", subcode=33, status=404)
        mark = hashlib.sha256(f"{id_}{len(self._addresses)}".encode()).hexdigest()[:20]
        self._addresses[mark] = (id_, self._now() + GOOD_FOR)
        return {
            "url": f"{base}whatsapp_business/attachments/?{urlencode({'mid': mark})}",
            "mime_type": file.type,
            "sha256": hashlib.sha256(file.content).hexdigest(),
            "file_size": len(file.content),
            "id": id_,
            "messaging_product": "whatsapp",
        }

    def at(self, mark: str) -> Enclosed:
        """Raises ``Wrong``."""
        id_, until = self._addresses.get(mark, ("", 0.0))
        if not id_ or self._now() > until:
            raise Wrong(100, "the address of the file has ended", status=404)
        return self._files[id_]
