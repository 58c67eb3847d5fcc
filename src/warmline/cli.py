"""The ``warmline`` command."""

import asyncio
import gc
import logging
import os
import sys
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
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
InternalOption = Annotated[
    bool | None,
    typer.Option(
        "--internal/--public",
        help="For staff alone; else as the older file of that name was, and a new one for all.",
    ),
]
PIPE = "-"  # the standard input or output
InputOption = Annotated[str, typer.Option(help="Transcripts, JSON lines or CSV; -: piped in.")]
OutputOption = Annotated[str, typer.Option(help="Where the JSON lines go; -: printed.")]
PolicyOption = Annotated[Path | None, typer.Option(help="A policy file; else the built-in one.")]
DraftOption = Annotated[str, typer.Option("--policy", help="A policy file; or: live.")]
AgainstOption = Annotated[str, typer.Option(help="Another one to hold it against; or: live.")]
FileOption = Annotated[str, typer.Option("--input", help="Transcripts; else the own history.")]
ReportOption = Annotated[Path | None, typer.Option("--output", help="Everything as JSON.")]
AssistantOption = Annotated[str, typer.Option(help="Whose history, and whose live policy.")]
WorkersOption = Annotated[int, typer.Option(help="Processes; 0: one for each core.", min=0, max=64)]
FlowsArgument = Annotated[Path, typer.Argument(help="YAML or JSON; see docs/flows.md")]
SayOption = Annotated[list[str] | None, typer.Option(help="What a visitor says; repeat it.")]
LanguageOption = Annotated[str, typer.Option(help="The visitor's language.")]
SinceOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Active on that day or later, UTC.")
]
ExportedOption = Annotated[str, typer.Option(help="Only this assistant's.")]
OriginalsOption = Annotated[
    bool, typer.Option("--originals", help="Also what `masking.screens` names, unmasked.")
]
NotesOption = Annotated[bool, typer.Option(help="Operators' notes, too.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Add what every rule said.")]
BaseUrlOption = Annotated[str, typer.Option(help="Where the server is reached; else as set up.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The report as one JSON object.")]
DrilledOption = Annotated[str, typer.Option(help="Whose visitor is played.")]
ModelOption = Annotated[bool, typer.Option(help="Compare sentences by meaning; else by words.")]


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
def import_(files: FilesArgument, data: DataOption = None, internal: InternalOption = None) -> None:
    """Take files into the knowledge base; a server that runs meanwhile sees them within seconds."""
    settings = _settings(data=data)
    from warmline.flow.desk import Audience  # noqa: PLC0415
    from warmline.flow.failures import Temporary  # noqa: PLC0415
    from warmline.importing import import_files  # noqa: PLC0415

    audience = {None: None, True: Audience.INTERNAL, False: Audience.PUBLIC}[internal]
    try:
        good = asyncio.run(import_files(settings, files, typer.echo, audience))
    except Temporary as error:
        _end(f"cannot import: {error}", 1)
    else:
        raise typer.Exit(0 if good else 1)


@app.command()
def decide(
    input: InputOption = PIPE,
    output: OutputOption = PIPE,
    policy: PolicyOption = None,
    explain: ExplainOption = False,  # noqa: FBT002 - a switch of the command line
    model: ModelOption = True,  # noqa: FBT002 - likewise
) -> None:
    """Decide each visitor turn of a transcript file: a line of JSON for each (docs/library.md)."""
    from warmline.deciding import decide_file  # noqa: PLC0415
    from warmline.policies import BadPolicy  # noqa: PLC0415

    try:
        good = decide_file(input, output, policy, explain=explain, model=model)
    except BadPolicy as error:
        _end(f"{policy} cannot be used:\n{error}", 2)
    except OSError as error:
        _end(f"{error.filename or output}: {error.strerror}", 2)
    raise typer.Exit(0 if good else 1)


@app.command(name="backtest")
def backtest_(  # noqa: PLR0913, PLR0917 - options of a command
    policy: DraftOption = "live",
    against: AgainstOption = "",
    input: FileOption = "",
    output: ReportOption = None,
    assistant: AssistantOption = "main",
    workers: WorkersOption = 0,
    data: DataOption = None,
) -> None:
    """What a policy would have done: over a transcript file, or this installation's own history."""
    settings = _settings(data=data)
    from warmline.backtest.workers import WorkerLost  # noqa: PLC0415
    from warmline.backtesting import Order, backtest  # noqa: PLC0415
    from warmline.core.model import AssistantId  # noqa: PLC0415
    from warmline.flow.failures import Temporary  # noqa: PLC0415
    from warmline.policies import BadPolicy  # noqa: PLC0415

    order = Order(
        policy=policy,
        against=against,
        input=input,
        output=output,
        assistant=AssistantId(assistant),
        workers=workers,
    )
    try:
        good = backtest(settings, order)
    except BadPolicy as error:
        _end(f"A policy cannot be used:\n{error}", 2)
    except OSError as error:
        _end(f"{error.filename}: {error.strerror}", 2)
    except (Temporary, WorkerLost) as error:
        _end(f"cannot backtest: {error}", 1)
    raise typer.Exit(0 if good else 1)


@app.command(name="drill")
def drill_(
    base_url: BaseUrlOption = "",
    json: JsonOption = False,  # noqa: FBT002 - a switch of the command line
    assistant: DrilledOption = "main",
    data: DataOption = None,
) -> None:
    """Play a visitor through a handoff on the server that runs: 0 well, 1 not, 2 not played."""
    settings = _settings(data=data)
    from warmline import app as installation  # noqa: PLC0415
    from warmline.core.model import AssistantId  # noqa: PLC0415
    from warmline.flow.drill import NoDrill, as_json, as_lines  # noqa: PLC0415
    from warmline.flow.failures import Temporary  # noqa: PLC0415

    where = base_url.rstrip("/") or installation.base_url(settings)
    if not where.startswith(("http://", "https://")):
        _end(f"--base-url: an address like https://chat.example.com is expected, not {where}", 2)
    played = installation.play_drill(settings, AssistantId(assistant), where)
    try:
        report = asyncio.run(played)
    except (NoDrill, Temporary) as error:
        _end(f"The drill cannot be played: {error}", 2)
    typer.echo(as_json(report) if json else "\n".join(as_lines(report)))
    raise typer.Exit(0 if report.ok else 1)


flow_commands = typer.Typer(no_args_is_help=True, help="Scripted flows.")
app.add_typer(flow_commands, name="flow")


@flow_commands.command("check")
def check_flows(
    file: FlowsArgument, say: SayOption = None, language: LanguageOption = "en"
) -> None:
    """Say what is wrong with a file of flows, or how it would answer these words."""
    from warmline.flows.checking import faults, summary, talk  # noqa: PLC0415

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        _end(f"{file}: cannot be read as text: {error.__class__.__name__}", 2)
    if wrong := faults(text):
        _end("\n".join([f"{file} cannot be used:", *wrong]), 1)
    now = time.time_ns() // 1_000_000
    for line in [*summary(text), *(talk(text, say, language, now) if say else ())]:
        typer.echo(line)


report_commands = typer.Typer(no_args_is_help=True, help="Reports and the search index.")
app.add_typer(report_commands, name="reports")


@report_commands.command("rebuild")
def rebuild_reports(data: DataOption = None) -> None:
    """Make the reports' rows and the search index of the log anew; a server may run meanwhile."""
    settings = _settings(data=data)
    from warmline.exporting import run_rebuild  # noqa: PLC0415
    from warmline.flow.failures import Temporary  # noqa: PLC0415

    try:
        run_rebuild(settings, typer.echo)
    except Temporary as error:
        _end(f"cannot rebuild: {error}", 1)


@app.command()
def export(
    output: OutputOption = PIPE,
    since: SinceOption = None,
    assistant: ExportedOption = "",
    notes: NotesOption = True,  # noqa: FBT002 - a switch of the command line
    originals: OriginalsOption = False,  # noqa: FBT002 - likewise
    data: DataOption = None,
) -> None:
    """Write every conversation as a line of JSON (docs/transcripts.md)."""
    settings = _settings(data=data)
    from warmline.exporting import Order, run_export  # noqa: PLC0415
    from warmline.flow.failures import Temporary  # noqa: PLC0415

    begins = round(since.replace(tzinfo=UTC).timestamp() * 1000) if since else 0
    try:
        order = Order(
            output=output, since=begins, assistant=assistant, notes=notes, originals=originals
        )
        count = run_export(settings, order)
    except OSError as error:
        _end(f"{error.filename or output}: {error.strerror}", 2)
    except Temporary as error:
        _end(f"cannot export: {error}", 1)
    typer.echo(f"{count} conversations", err=True)


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
    log_from(settings.log, settings.masking.mask(settings.masking.log))
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


def log_from(level: str, mask: Callable[[str], str] = str) -> None:
    """One line of JSON each. Errors are told by kind and place: their text may hold a visitor's.

    No line holds words of a conversation; ``mask`` is the second lock, should one ever do.
    """

    def masked(logger: object, method: str, event: EventDict) -> EventDict:
        return {k: mask(v) if isinstance(v, str) else v for k, v in event.items()}

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _placed,
            masked,
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
