"""A place where files lie at addresses, for providers that fetch them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warmline.core.model import File
from warmline.flow.channels import Attachment
from warmline.flow.files import medium_of
from warmline.testing._serving import serving


@dataclass
class Shelf:
    url: str = ""
    holds: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # by name
    asked: list[str] = field(default_factory=list)

    def put(self, name: str, type: str, content: bytes) -> Attachment:
        """A file as an adapter is handed it, with its link."""
        self.holds[name] = (type, content)
        file = File(id="f1", name=name, type=type, size=len(content))
        link = f"{self.url}/{name}"
        return Attachment(file=file, medium=medium_of(type), content=content, link=link)

    async def give(self, request: Request) -> Response:
        name = request.path_params["name"]
        self.asked.append(name)
        if name == "elsewhere":
            return RedirectResponse(f"{self.url}/{next(iter(self.holds))}")
        if name not in self.holds:
            return Response(status_code=404)
        type, content = self.holds[name]
        return Response(content, media_type=type)


@asynccontextmanager
async def shelf() -> AsyncIterator[Shelf]:
    made = Shelf()
    async with serving(Starlette(routes=[Route("/{name}", made.give)])) as made.url:
        yield made
