"""Static files and pages: the widget's scripts, the console, a page that holds only the widget."""

import asyncio
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from warmline.web.desk import Desk, the_desk

router = APIRouter(include_in_schema=False)
TheDesk = Annotated[Desk, Depends(the_desk)]
PUBLIC = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
SHORTLY = {"Cache-Control": "public, max-age=300"}
ANEW = {"Cache-Control": "no-cache"}
PUSH_WORKER = "push-worker.js"  # not named by its content: browsers look for it again by its name
NOTHING = "There is nothing here."
READY_WITHIN = 3.0  # seconds that the database may take to answer


@router.get("/")
async def home() -> RedirectResponse:
    return RedirectResponse("/console/")


@router.get("/widget.js")
@router.get("/panel.js")
@router.get("/menu.js")
@router.get("/files.js")
@router.get("/sound.js")
async def script(request: Request, desk: TheDesk) -> FileResponse:
    return _file(desk.static / request.url.path.lstrip("/"), PUBLIC | SHORTLY)


@router.get("/strings/{name}")
async def strings(name: str, desk: TheDesk) -> FileResponse:
    return _file(_inside(desk.static / "strings", name), PUBLIC | SHORTLY)


@router.get("/console")
@router.get("/console/{path:path}")
async def console(desk: TheDesk, path: str = "") -> FileResponse:
    """A built file, or the single page that is the console."""
    root = desk.static / "console"
    if path.startswith("assets/"):
        return _file(_inside(root, path), FOR_EVER)
    if path == PUSH_WORKER:
        return _file(root / path, ANEW)
    return _file(root / "index.html", ANEW)


@router.get("/c/{key}")
async def hosted(key: str, desk: TheDesk) -> HTMLResponse:
    """A page of our own with the widget open, for links and for browsers without Shadow DOM."""
    setup = await desk.assistants.by_key(key)
    if setup is None:
        raise HTTPException(404, "No assistant has this key.")
    name = escape(setup.profile.name)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body>'
        f'<script async src="/widget.js" data-key="{escape(key)}" data-open="once"></script>'
        "</body></html>"
    )


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def alive() -> JSONResponse:
    return JSONResponse({"status": "alive"})


@router.api_route("/readyz", methods=["GET", "HEAD"])
async def ready(desk: TheDesk) -> Response:
    fine = False
    with suppress(TimeoutError):
        async with asyncio.timeout(READY_WITHIN):
            fine = await desk.healthy()
    return JSONResponse({"status": "ready" if fine else "not ready"}, 200 if fine else 503)


def _inside(root: Path, name: str) -> Path:
    """A path below ``root``, or 404: no way out of it by dots, links or absolute names."""
    try:
        path = (root / name).resolve()
    except (OSError, ValueError):  # a name that no file can have
        path = Path("/")
    if not path.is_relative_to(root.resolve()):
        raise HTTPException(404, NOTHING)
    return path


def _file(path: Path, headers: dict[str, str]) -> FileResponse:
    try:
        there = path.is_file()
    except (OSError, ValueError):
        there = False
    if not there:
        raise HTTPException(404, NOTHING)
    return FileResponse(path, headers=headers)
