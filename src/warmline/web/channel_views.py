"""A channel as the settings show it: how it is set up and how it is; its secrets never."""

from collections.abc import Mapping
from dataclasses import asdict

from pydantic import BaseModel

from warmline.flow.channel_desk import Load, Standing, standing
from warmline.flow.channel_records import Health
from warmline.flow.channels import Finding, Setup
from warmline.web.channel_forms import secrets_shown
from warmline.web.desk import Desk
from warmline.web.problems import Problem


class FindingView(BaseModel):
    step: str
    well: bool
    words: str
    remedy: str


class HealthView(BaseModel):
    """0 and "": nothing is known, or nothing is said of it."""

    heard_at: int
    sent_at: int
    failed_at: int
    error: str  # of the newest failure
    failures: int  # since something last went well
    expires_at: int  # of its token
    checked_at: int
    findings: list[FindingView]  # of the newest check


class LoadView(BaseModel):
    conversations: int
    open: int
    unread: int  # events that nobody here could read
    dead: int  # messages that were given up
    failed: int  # messages of the last day that did not arrive


class ChannelView(BaseModel):
    id: str
    kind: str
    label: str  # of its kind
    name: str
    assistant: str
    on: bool
    settings: dict[str, str]
    secrets: dict[str, str]  # by name: "set" or "not set"
    webhook_url: str  # to be pasted at the provider; "": it sends to none
    standing: Standing
    health: HealthView
    load: LoadView


async def setup_of(desk: Desk, id: str) -> Setup:
    """Raises ``Problem``."""
    setup = await desk.channels.setups.by_id(id)
    if setup is None:
        raise Problem(404, "unknown_channel", "There is no such channel.")
    return setup


async def channel_view(
    desk: Desk, setup: Setup, loads: Mapping[str, Load] | None = None
) -> ChannelView:
    """``loads``: where they are known already."""
    kind = desk.channels.kinds.get(setup.kind)
    health = await desk.channels.setups.health(setup.id)
    known = await desk.channels.watch.loads() if loads is None else loads
    load = known.get(setup.id, Load())
    return ChannelView(
        id=setup.id,
        kind=setup.kind,
        label=kind.label if kind else setup.kind,
        name=setup.name,
        assistant=setup.assistant,
        on=setup.on,
        settings=dict(setup.settings),
        secrets=secrets_shown(kind, setup) if kind else {},
        webhook_url=hook_url(desk, setup),
        standing=standing(setup, health, desk.clock()),
        health=health_view(health),
        load=LoadView(**asdict(load)),
    )


def hook_url(desk: Desk, setup: Setup) -> str:
    """Where the provider sends what happens; "" where it does not."""
    kind = desk.channels.kinds.get(setup.kind)
    if kind is None or not kind.hooks(setup):
        return ""
    return f"{desk.base_url}/hooks/{setup.kind}/{setup.id}"


def health_view(health: Health) -> HealthView:
    return HealthView(
        heard_at=health.heard_at,
        sent_at=health.sent_at,
        failed_at=health.failed_at,
        error=health.error,
        failures=health.failures,
        expires_at=health.expires_at,
        checked_at=health.checked_at,
        findings=[finding_view(one) for one in health.findings],
    )


def finding_view(finding: Finding) -> FindingView:
    return FindingView(
        step=finding.step, well=finding.well, words=finding.words, remedy=finding.remedy
    )
