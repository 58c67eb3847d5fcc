"""The ``warmline`` command."""

import asyncio
import gc
import logging
import os
import sys
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import structlog
import typer
from structlog.typing import EventDict

from warmline.settings import (
    BadSettings,
    Settings,
    exposed,
    read_settings,
    secret_of,
    unknown_variables,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
PortOption = Annotated[int | None, typer.Option(help="Port to listen on; 0: any free one.")]
DataOption = Annotated[Path | None, typer.Option(help="Folder of the database and the secret.")]
HostOption = Annotated[str | None, typer.Option(help="Address to listen on.")]
FilesArgument = Annotated[
    list[Path], typer.Argument(help="CSV, JSONL, Markdown, text, HTML, PDF, DOCX")
]


@app.command()
def serve(host: HostOption = None, port: PortOption = None, data: DataOption = None) -> None:
    """Run the server. Settings come from WARMLINE_… and the file named by WARMLINE_CONFIG."""
    settings = _settings(host=host, port=port, data=data)
    with _loading():
        from warmline.running import run  # noqa: PLC0415 - the rest takes time to load

    run(settings)


@app.command()
def demo(host: HostOption = None, port: PortOption = None, data: DataOption = None) -> None:
    """Run a shop with a widget, a console with a login and sample conversations; no key needed."""
    settings = _settings(host=host, port=port, data=data)
    with _loading():
        from warmline.running import run_demo  # noqa: PLC0415

    run_demo(settings, keep=data is not None)


@app.command()
def migrate(data: DataOption = None) -> None:
    """Bring the database to this version. ``serve`` does it by itself."""
    settings = _settings(data=data)
    from warmline.app import database_url  # noqa: PLC0415
    from warmline.flow.failures import Temporary  # noqa: PLC0415
    from warmline.store import migrate as migrations  # noqa: PLC0415

    try:
        asyncio.run(migrations.upgrade(database_url(settings)))
    except Temporary as error:
        _end(f"cannot migrate: {error}", 1)
    typer.echo("The database is up to date.")


@app.command(name="import")
def import_(files: FilesArgument, data: DataOption = None) -> None:
    """Take files into the knowledge base; a server that runs meanwhile sees them within seconds."""
    settings = _settings(data=data)
    from warmline.flow.failures import Temporary  # noqa: PLC0415
    from warmline.importing import import_files  # noqa: PLC0415

    try:
        good = asyncio.run(import_files(settings, files, typer.echo))
    except Temporary as error:
        _end(f"cannot import: {error}", 1)
    else:
        raise typer.Exit(0 if good else 1)


def _settings(**given: object) -> Settings:
    """The settings, checked; a line on the standard error for each that deserves a look."""
    try:
        settings = read_settings(**given)
        secret_of(settings)
    except BadSettings as error:
        _end(f"The settings cannot be used:\n{error}", 2)
    except OSError as error:
        _end(f"data: {error.filename} cannot be used: {error.strerror}", 2)
    for line in (*unknown_variables(os.environ), *exposed(settings)):
        typer.echo(f"Warning: {line}", err=True)
    log_from(settings.log)
    return settings


@contextmanager
def _loading() -> Generator[None]:
    """What is imported stays: to look for garbage in it again and again took 0.3 s."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _end(line: str, status: int) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(status)


def log_from(level: str) -> None:
    """One line of JSON each. Errors are told by kind and place: their text may hold a visitor's."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _placed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
    )


def _placed(logger: object, method: str, event: EventDict) -> EventDict:
    """Where an exception came from, in place of what it says."""
    if event.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        frames = traceback.extract_tb(trace)
        event["error"] = kind.__name__ if kind else ""
        event["where"] = [f"{one.filename}:{one.lineno} {one.name}" for one in frames]
    return event


if __name__ == "__main__":
    app()
