"""The demo: a lamp shop with a widget, a knowledge base, two people and a day's conversations."""

from dataclasses import replace
from pathlib import Path

from warmline.app import FIRST_ASSISTANT, Installation, base_url
from warmline.core.model import OperatorId
from warmline.demo.conversations import play_conversations
from warmline.flow.desk import Operator, Role
from warmline.settings import Settings
from warmline.web.auth import hash_password

HERE = Path(__file__).parent
DOCS = (HERE / "docs", HERE.parents[2] / "docs")  # in a wheel; in a clone
PASSWORD = "warmline-demo"  # noqa: S105 - printed at the start; the demo's data is thrown away
PEOPLE = (
    ("maya", "maya@demo.example", "Maya Rahimi", Role.OWNER),
    ("tom", "tom@demo.example", "Tom Weiss", Role.OPERATOR),
)


async def play(installation: Installation) -> None:
    """Fill an empty installation; one that has people already is left as it is."""
    if await installation.accounts.operators():
        return
    password = await hash_password(PASSWORD)
    for id, email, name, role in PEOPLE:
        await installation.accounts.add(
            Operator(
                id=OperatorId(id),
                email=email,
                name=name,
                role=role,
                password=password,
                email_notices=False,
            )
        )
    await installation.desk.staff.refresh()
    await _dress_assistant(installation)
    await _script_flows(installation)
    await _fill_library(installation)
    await play_conversations(installation)


async def _dress_assistant(installation: Installation) -> None:
    for setup in await installation.assistants.all():
        profile = replace(
            setup.profile,
            name="Lumi",
            greeting="Hello, I am Lumi, the shop's assistant. What can I find out for you?",
            starters=(
                "How long does delivery take?",
                "Can I return a lamp?",
                "What is a handoff package?",
            ),
        )
        await installation.assistants.save(replace(setup, profile=profile))


async def _script_flows(installation: Installation) -> None:
    """Make "Where is my order?" a flow; everything else is answered from the knowledge base."""
    text = (HERE / "flows.yaml").read_text(encoding="utf-8")
    await installation.flows.publish(FIRST_ASSISTANT, text, base=0, by=PEOPLE[0][2])


async def _fill_library(installation: Installation) -> None:
    files = [HERE / "shop.csv", *_docs()]
    for file in files:
        await installation.library.put(file.name, file.read_bytes())
    await installation.library.settled()


def _docs() -> list[Path]:
    """Warmline's own documentation."""
    folder = next((path for path in DOCS if path.is_dir()), None)
    return sorted(folder.glob("*.md")) if folder else []


def welcome(settings: Settings) -> str:
    address = base_url(settings)
    return "\n".join(
        [
            "",
            "Warmline demo, everything on this machine, no key needed:",
            "",
            f"  Shop with the widget   {address}/demo",
            f"  Operator console       {address}/console/",
            f"  API description        {address}/api/openapi.json",
            "",
            f"  Log in as {PEOPLE[0][1]} with the password {PASSWORD}",
            "  Open shop and console side by side, and ask in the shop for a person.",
            "  Ctrl+C ends it.",
            "",
        ]
    )
