"""A page on which the owner plays the people of a stand-in: plain HTML, and no script."""

import mimetypes
from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from warmline.testing._hooks import nowhere
from warmline.testing._provider import Bubble, Enclosed, Provider

LARGEST: Final = 25 * 1024 * 1024  # bytes of a file
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; "
        "frame-ancestors 'self'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
STYLE: Final = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { margin: 0 auto; max-width: 44rem; padding: 1rem }
nav a, button { font: inherit; padding: .4rem .9rem; border-radius: .5rem }
nav a[aria-current] { font-weight: 600; outline: 2px solid }
iframe { width: 100%; height: 55vh; border: 1px solid; border-radius: .5rem; margin: .75rem 0 }
textarea { width: 100%; box-sizing: border-box; font: inherit }
ol { list-style: none; padding: 0; display: grid; gap: .5rem }
li { max-width: 80%; padding: .5rem .75rem; border-radius: .75rem; white-space: pre-wrap;
     overflow-wrap: anywhere; background: color-mix(in srgb, CanvasText 10%, Canvas) }
li.theirs { justify-self: start }
li.mine { justify-self: end; background: color-mix(in srgb, Highlight 25%, Canvas) }
li form { display: inline-block; margin: .4rem .4rem 0 0 }
nav a, button { border: 1px solid } h2 { font-size: 1rem }
.talk { position: fixed; inset: 0; overflow: auto; padding: 1rem;
        display: flex; flex-direction: column-reverse } /* its end is in sight */
small { display: block; opacity: .75 }
dt { font-family: ui-monospace, monospace } dd { overflow-wrap: anywhere }
"""


def paged(provider: Provider, hints: Mapping[str, str]) -> Starlette:
    """The stand-in with its page in front; ``hints``: what to type into the channel's form."""
    page = Page(provider, hints)
    return Starlette(
        routes=[
            Route("/", page.home, methods=["GET"]),
            Route("/talk", page.talk, methods=["GET"]),
            Route("/say", page.say, methods=["POST"]),
            Mount("/", provider.app),
        ]
    )


class Page:
    def __init__(self, provider: Provider, hints: Mapping[str, str]) -> None:
        self._provider = provider
        self._hints = hints

    async def home(self, request: Request) -> Response:
        person = self._person(request.query_params.get("person", ""))
        return _html(
            f"{self._provider.kind}: {person}",
            f"""<nav aria-label="People">{self._tabs(person)}</nav>
<iframe src="/talk?person={quote(person)}" title="What {escape(person)} sees"></iframe>
<form method="post" action="/say" enctype="multipart/form-data">
<input type="hidden" name="person" value="{escape(person)}">
<p><label>{escape(person.title())} writes
<textarea name="text" rows="3" autofocus></textarea></label></p>
<p><label>with a file <input type="file" name="file"></label></p>
<p><button name="do" value="say">Send</button> {self._deeds()}</p></form>
{self._words(request.query_params.get("fault", ""))}
<details><summary>What to type into the channel's form</summary>{_list(self._hints)}</details>""",
        )

    async def talk(self, request: Request) -> Response:
        """What is on the person's device, looked at again every two seconds."""
        person = self._person(request.query_params.get("person", ""))
        shown = "".join(_bubble(person, one) for one in self._provider.talk(person))
        faults = [*self._provider.faults[-5:]]
        wrong = "".join(f"<li>{escape(one)}</li>" for one in faults)
        rest = f"<h2>Requests that were wrong</h2><ul>{wrong}</ul>" if wrong else ""
        return _html(
            person,
            f'<div class="talk"><div><ol>{shown}</ol>{rest}</div></div>',
            head='<meta http-equiv="refresh" content="2">',
        )

    async def say(self, request: Request) -> Response:
        async with request.form(max_part_size=LARGEST) as form:
            person = self._person(str(form.get("person", "")))
            fault = await self._done(person, form)
        query = urlencode({"person": person, **({"fault": fault} if fault else {})})
        return RedirectResponse(f"/?{query}", 303, HEADERS)

    async def _done(self, person: str, form: FormData) -> str:
        """What went wrong; "": nothing."""
        text = str(form.get("text", ""))
        try:
            match form.get("do"):
                case "human":
                    await self._provider.human(person, text)
                case "read":
                    await self._provider.read(person)
                case "press":
                    await self._provider.say(person, "", press=str(form.get("label", "")))
                case _:
                    files = await _files(form)
                    if text.strip() or files:
                        await self._provider.say(person, text, files=files)
        except (NotImplementedError, LookupError) as error:
            return str(error) or "that cannot be done here"
        return self._unheard()

    def _unheard(self) -> str:
        """Why nobody heard it; "": somebody did, as far as is known here."""
        if self._provider.lost:
            return "a webhook was not taken: see Warmline's log"
        if self._provider.needs_hook and self._provider.hook is nowhere:
            return (
                "nobody was told: there is no webhook yet. Press Check at the channel in the "
                "console; where that is not enough, start this again with --hook and its address"
            )
        return ""

    def _person(self, given: str) -> str:
        return given if given in self._provider.people else self._provider.people[0]

    def _tabs(self, person: str) -> str:
        return " ".join(
            f'<a href="/?person={quote(one)}"{" aria-current=page" * (one == person)}>'
            f"{escape(one.title())}</a>"
            for one in self._provider.people
        )

    def _deeds(self) -> str:
        """What else this provider has."""
        kind = type(self._provider)
        has_read, has_human = kind.read is not Provider.read, kind.human is not Provider.human
        return (
            '<button name="do" value="read">They read everything</button> ' * has_read
            + '<button name="do" value="human">Answer in the provider’s own app</button>'
            * has_human
        )

    def _words(self, fault: str) -> str:
        return f'<p role="alert">{escape(fault)}</p>' if fault else ""


async def _files(form: FormData) -> list[Enclosed]:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return []
    kind = mimetypes.guess_type(file.filename)[0] or "application/octet-stream"
    return [Enclosed(name=file.filename, type=kind, content=await file.read())]


def _bubble(person: str, one: Bubble) -> str:
    file = f"<small>file: {escape(one.file.name)}</small>" if one.file else ""
    edited = "<small>edited</small>" * one.edited
    buttons = "".join(_press(person, label) for label in one.buttons)
    whose = "mine" if one.mine else "theirs"
    return f'<li class="{whose}">{escape(one.text)}{file}{edited}{buttons}</li>'


def _press(person: str, label: str) -> str:
    return (
        '<form method="post" action="/say" target="_top" enctype="multipart/form-data">'
        f'<input type="hidden" name="person" value="{escape(person)}">'
        f'<input type="hidden" name="label" value="{escape(label)}">'
        f'<button name="do" value="press">{escape(label)}</button></form>'
    )


def _list(hints: Mapping[str, str]) -> str:
    lines = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in hints.items())
    return f"<dl>{lines}</dl>"


def _html(title: str, body: str, head: str = "") -> HTMLResponse:
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}'
        '<meta name="viewport" content="width=device-width"><title>'
        f"{escape(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>",
        headers=HEADERS,
    )
