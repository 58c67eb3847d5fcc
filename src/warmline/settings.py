"""Settings from a file and the environment, with errors that name the key."""

import difflib
import ipaddress
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    YamlConfigSettingsSource,
)

from warmline.signals import masking

PREFIX = "WARMLINE_"
CONFIG = "WARMLINE_CONFIG"
SHORTEST_SECRET = 32
MAIL_ADDRESS = re.compile(r"[^@\s<>,;:\\]{1,64}@[^@\s<>,;:\\]+")
MEDIA_TYPE = re.compile(r"[a-z]+/(?:\*|[a-z0-9][a-z0-9.+-]*)")
PHONE = r"\+[1-9]\d{6,14}"  # E.164
PARTS = tuple(
    [name]
    for name in (
        *("smtp", "imap", "sms", "notices", "model", "budget"),
        *("masking", "external", "files", "limits"),
    )
)
"""The settings that hold others."""
SECRETS = ("password", "secret", "key", "database", "redis")  # settings that no message repeats


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path):
        raise ValueError("expected an address like https://chat.example.com, without a path")
    return text


def _begins(*schemes: str) -> AfterValidator:
    def check(text: str) -> str:
        if text and urlsplit(text).scheme not in schemes:
            raise ValueError(f"expected an address that begins with {schemes[0]}://")
        return text

    return AfterValidator(check)


def _long_enough(secret: str) -> str:
    if secret and len(secret) < SHORTEST_SECRET:
        raise ValueError(f"expected at least {SHORTEST_SECRET} characters")
    return secret


def _separate(value: object) -> object:
    """What stands between commas; an empty text holds nothing."""
    if not isinstance(value, str):
        return value
    return [one.strip() for one in value.split(",")] if value.strip() else []


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"expected a regular expression: {error}") from error
    return text


Masked = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_separate)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class SmtpSettings(Part):
    host: str = Field(default="", description='Mail server for notices; "": no mail is sent')
    port: int = Field(default=587, ge=1, le=65535, description="Its port")
    user: str = Field(default="", description="Name to log in with, where it asks for one")
    password: str = Field(default="", description="Password to log in with")
    sender: str = Field(default="warmline@localhost", description="Whom the mails come from")
    tls: Literal["none", "starttls", "tls"] = Field(
        default="starttls", description="`starttls`, `tls` from the first byte, or `none`"
    )
    with_text: bool = Field(
        default=False, description="Put the conversation's summary into the mails"
    )


class SmsSettings(Part):
    """An account with Twilio, or with a service that speaks its Messages API."""

    account: str = Field(default="", description='Twilio account (`AC…`); "": no SMS are sent')
    secret: str = Field(default="", description="The account's auth token")
    sender: str = Field(
        default="",
        description="Number that SMS come from, like `+4915112345678`, or a messaging service"
        " (`MG…`)",
    )
    base_url: Annotated[str, AfterValidator(_address)] = Field(
        default="https://api.twilio.com", description="Where the API is"
    )

    @model_validator(mode="after")
    def _whole(self) -> "SmsSettings":
        if self.account and not self.secret:
            raise ValueError("expected a secret with the account")
        if self.account and not re.fullmatch(rf"{PHONE}|MG[0-9a-fA-F]{{32}}", self.sender):
            raise ValueError("expected a sender like +4915112345678 or MG… with the account")
        if not self.account and (self.secret or self.sender):
            raise ValueError("expected an account with the secret and the sender")
        return self


class NoticeSettings(Part):
    """What staff are told, in whichever way."""

    with_text: bool = Field(
        default=False,
        description="Allow operators and teams to have the conversation's summary in their notices",
    )
    contact: str = Field(
        default="",
        pattern="^$|^mailto:.+@.+$|^https://.+$",
        description="Whom push services may ask about this server: `mailto:…` or `https://…`;"
        " \"\": the mails' sender, or the server's address",
    )


class ImapSettings(Part):
    """The mailbox in which visitors' replies arrive. With ``smtp``, conversations go on by mail."""

    host: str = Field(default="", description='Mail server with that mailbox; "": none')
    port: int = Field(default=993, ge=1, le=65535, description="Its port")
    user: str = Field(default="", description="Name to log in with")
    password: str = Field(default="", description="Password to log in with")
    tls: Literal["none", "starttls", "tls"] = Field(
        default="tls", description="`tls` from the first byte, `starttls`, or `none`"
    )
    folder: str = Field(default="INBOX", min_length=1, description="The folder that is read")
    address: str = Field(
        default="", description='Address of that mailbox, which replies go to; "": the user\'s name'
    )
    every_s: float = Field(
        default=15, ge=0.1, le=3600, description="Seconds between two looks into it"
    )
    most_kib: int = Field(
        default=512, ge=16, le=16384, description="How much of one mail is read, in KiB"
    )

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.host and not MAIL_ADDRESS.fullmatch(self.reply_to):
            raise ValueError(
                "expected `address`, or a `user` that is one, like support@example.com: replies go"
                f" to it; got {self.reply_to!r}"
            )
        return self

    @property
    def reply_to(self) -> str:
        return self.address or self.user


class ModelSettings(Part):
    name: str = Field(
        default="",
        description='Language model: `openai:gpt-…`, `anthropic:…`, `ollama:…`; "": the key-free'
        " assistant",
    )
    base_url: str = Field(default="", description="An OpenAI-compatible endpoint of your own")
    key: str = Field(default="", description="The provider's key")
    connect_s: float = Field(default=5, gt=0, le=60, description="Seconds to reach the provider in")
    first_token_s: float = Field(
        default=8, gt=0, le=600, description="Seconds to the first word; more where it thinks first"
    )
    whole_s: float = Field(
        default=20,
        gt=0,
        le=600,
        description="Seconds for the whole answer; keep it below the policy's `answer_within_s`",
    )
    tokens: int = Field(
        default=1_500, ge=50, le=100_000, description="Tokens of one answer, thinking included"
    )
    summarise: bool = Field(
        default=True, description="Have the model write the summary of a handoff, too"
    )


class BudgetSettings(Part):
    """Tokens a day that a language model may cost; 0: no limit."""

    visitor: int = Field(default=100_000, ge=0, description="Tokens a day of one visitor; 0: any")
    address: int = Field(
        default=500_000, ge=0, description="Of all conversations begun at one address; 0: any"
    )
    assistant: int = Field(default=0, ge=0, description="Of one assistant; 0: any")
    installation: int = Field(
        default=10_000_000, ge=0, description="Of all assistants together; 0: any"
    )


class MaskingSettings(Part):
    """What conversations lose where they leave it; the original stays in the conversation."""

    model: Masked = Field(
        default="card,iban,secret",
        validate_default=True,
        description="Not told to a language model: some of `card`, `iban`, `secret`, `email`,"
        " `phone`, by commas, and names of `own`",
    )
    notices: Masked = Field(
        default="card,iban,secret", validate_default=True, description="Not put into notices"
    )
    screens: Masked = Field(
        default="card,iban,secret",
        validate_default=True,
        description="Not shown to operators until they ask for it; empty: they see the originals",
    )
    unmask: Literal["operator", "supervisor", "admin", "owner"] = Field(
        default="supervisor",
        description="From which role on somebody may look at what is masked; each look is written"
        " to the audit log",
    )
    log: Masked = Field(
        default="card,iban,secret,email,phone",
        validate_default=True,
        description="Not put into the log",
    )
    own: dict[str, Annotated[str, AfterValidator(_pattern)]] = Field(
        default={},
        description="Patterns of your own: a name, and a regular expression",
    )

    @model_validator(mode="after")
    def _known(self) -> "MaskingSettings":
        for name in (*self.model, *self.notices, *self.screens, *self.log):
            if name not in masking.FINDERS and name not in self.own:
                known = ", ".join((*masking.FINDERS, *self.own))
                raise ValueError(f"expected some of {known}; {name} is none")
        return self

    def mask(self, kinds: tuple[str, ...]) -> Callable[[str], str]:
        """What a text loses where these ``kinds`` are masked."""
        own = self.patterns(kinds)
        return lambda text: masking.masked(text, kinds, own)

    def patterns(self, kinds: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
        """The owner's own, of these kinds."""
        return {name: re.compile(text) for name, text in self.own.items() if name in kinds}


class ExternalSettings(Part):
    networks: Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_separate)] = Field(
        default=(),
        description="Private networks, by commas, in which assistants of your own and the services"
        " that notices go to may stand, like `10.0.0.0/8`; none: only public addresses over https",
    )
    pushes: bool = Field(
        default=False,
        description="Whether the push services of browsers may stand there, too: each operator"
        " names their own",
    )


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
FILE_TYPES: Mapping[str, tuple[str, ...]] = {
    "images": (
        *("image/jpeg", "image/png", "image/gif", "image/webp", "image/heic", "image/avif"),
    ),
    "audio": ("audio/*",),
    "video": ("video/*",),
    "documents": (
        *("application/pdf", "application/rtf", "application/msword"),
        *("application/vnd.ms-excel", "application/vnd.ms-powerpoint"),
        f"{_OFFICE}wordprocessingml.document",
        f"{_OFFICE}spreadsheetml.sheet",
        f"{_OFFICE}presentationml.presentation",
        *(f"{_OPEN}{kind}" for kind in ("text", "spreadsheet", "presentation")),
    ),
    "text": ("text/plain", "text/csv", "text/vcard", "text/calendar"),
}
"""What stands for several media types."""


class FileSettings(Part):
    """Files that visitors and operators send."""

    types: Masked = Field(
        default="images,audio,video,documents,text",
        validate_default=True,
        description="What is taken, by commas: some of `images`, `audio`, `video`, `documents`,"
        " `text`, and media types like `application/zip` or `font/*`, as the bytes say",
    )
    most_mib: int = Field(default=20, ge=1, le=100, description="Largest file")
    most_megapixels: int = Field(
        default=50, ge=1, le=250, description="Largest picture, width times height"
    )
    conversation_mib: int = Field(
        default=500, ge=1, description="All files of one conversation together"
    )
    all_gib: float = Field(default=0, ge=0, description="All files together; 0: as many as fit")
    bucket_url: Annotated[str, _begins("https", "http")] = Field(
        default="",
        description="S3-compatible bucket to keep them in, like `https://s3.eu-central-1.amazonaws.com/my-files`;"
        ' "": in the data folder, which all processes must share',
    )
    bucket_region: str = Field(default="us-east-1", min_length=1, description="The bucket's region")
    bucket_key: str = Field(default="", description="Id of the access key to it")
    bucket_secret: str = Field(default="", description="The access key's secret")
    clamd: str = Field(
        default="",
        pattern=r"^$|^tcp://[^/\s]+$|^unix://(/[^/\s]+)+$",
        description="ClamAV's daemon, which each file is shown before anybody gets it:"
        ' `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`; "": nothing is scanned',
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.bucket_url) != bool(self.bucket_key and self.bucket_secret):
            raise ValueError("expected bucket_url, bucket_key and bucket_secret, or none of them")
        for one in self.types:
            if one not in FILE_TYPES and not MEDIA_TYPE.fullmatch(one):
                known = ", ".join(FILE_TYPES)
                raise ValueError(f"expected {known}, or media types; {one!r} is neither")
        return self

    @property
    def media_types(self) -> frozenset[str]:
        """All that is taken, one by one."""
        return frozenset(kind for one in self.types for kind in FILE_TYPES.get(one, (one,)))


class LimitSettings(Part):
    visitor_burst: float = Field(default=10, gt=0, description="Messages of a visitor at once")
    visitor_per_second: float = Field(default=1, gt=0, description="And then per second")
    sessions_burst: float = Field(
        default=60, gt=0, description="Widgets opened from one address at once"
    )
    sessions_per_second: float = Field(default=2, gt=0, description="And then per second")
    sockets_per_address: int = Field(
        default=200, gt=0, description="Visitors' live connections from one address"
    )
    upload_mib: int = Field(
        default=20, ge=1, le=200, description="Largest file that may be uploaded"
    )


class Settings(BaseSettings):
    """Every setting. In the environment: ``WARMLINE_PORT=8080``, ``WARMLINE_SMTP__HOST=…``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        hide_input_in_errors=True,
    )

    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8787, ge=0, le=65535, description="Port to listen on; 0: any")
    base_url: Annotated[str, AfterValidator(_address)] = Field(
        default="",
        description="How visitors and operators reach the server, like `https://chat.example.com`",
    )
    data: Path = Field(default=Path("var"), description="Folder of the SQLite file and the secret")
    database: Annotated[str, _begins("postgresql", "postgres", "postgresql+asyncpg")] = Field(
        default="", description='`postgresql://…`; "": SQLite in the data folder'
    )
    redis: Annotated[str, _begins("redis", "rediss")] = Field(
        default="",
        description="`redis://…` or `rediss://…`, where several processes serve together",
    )
    secret: Annotated[str, AfterValidator(_long_enough)] = Field(
        default="",
        max_length=500,
        description='Seals the visitors\' tokens; "": made at the first start, kept in the data'
        " folder",
    )
    trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_separate)] = (
        Field(
            default=(),
            description="Addresses or networks, by commas, whose `X-Forwarded-For` counts",
        )
    )
    smtp: SmtpSettings = SmtpSettings()
    imap: ImapSettings = ImapSettings()
    sms: SmsSettings = SmsSettings()
    notices: NoticeSettings = NoticeSettings()
    model: ModelSettings = ModelSettings()
    budget: BudgetSettings = BudgetSettings()
    masking: MaskingSettings = MaskingSettings()
    external: ExternalSettings = ExternalSettings()
    files: FileSettings = FileSettings()
    limits: LimitSettings = LimitSettings()
    meaning: bool = Field(
        default=False,
        description="Read every message with the sentence model, so that a question asked again in"
        " other words is known by its meaning: about 2 ms of a core each; else only where a policy"
        " describes something",
    )
    log: Literal["debug", "info", "warning"] = Field(
        default="info", description="Least that is logged"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - not ours to name
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = os.environ.get(CONFIG, "")
        from_file = YamlConfigSettingsSource(settings_cls, Path(file)) if file else None
        return tuple(one for one in (init_settings, env_settings, from_file) if one)


class BadSettings(Exception):
    """Each line names a key, what was expected and what came; never a secret."""


def read_settings(**given: object) -> Settings:
    """The settings; ``given`` (from the command line) wins. Raises ``BadSettings``."""
    file = os.environ.get(CONFIG, "")
    if file and not Path(file).is_file():
        raise BadSettings(f"{CONFIG}: expected a file, {file} is none")
    wanted: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    try:
        return Settings(**wanted)
    except ValidationError as error:
        raise BadSettings("\n".join(_fault(fault) for fault in error.errors())) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSettings(f"{file}, line {line}: not YAML: {error.problem}") from error
    except (SettingsError, ValueError, TypeError, OSError) as error:
        where = file or "the environment"
        raise BadSettings(f"{where}: expected settings by name, found something else") from error


def _fault(fault: Mapping[str, Any]) -> str:
    path = [str(part) for part in fault["loc"]]
    came = fault.get("input")
    hidden = any(word in part for part in path for word in SECRETS) or path in PARTS
    shown = "" if hidden or not isinstance(came, str | int | float) else f", came {came!r:.60}"
    if fault["type"] == "extra_forbidden":
        return f"{'.'.join(path)}: no such setting{_meant(path[-1], _names(path[:-1]))}"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{'.'.join(path)} ({variable(path)}): {message}{shown}"


def variable(path: Sequence[str]) -> str:
    """A setting's name in the environment."""
    return PREFIX + "__".join(path).upper()


def _names(path: Sequence[str]) -> list[str]:
    return [one[-1] for one, _ in every_setting() if list(one[:-1]) == list(path)]


def _meant(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def every_setting() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each setting's path with its field, in the order of this page."""
    for name, field in Settings.model_fields.items():
        part = field.annotation
        if isinstance(part, type) and issubclass(part, Part):
            yield from (((name, inner), one) for inner, one in part.model_fields.items())
        else:
            yield (name,), field


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """A line for each WARMLINE_… that no setting reads: a slip would otherwise go unnoticed."""
    known = [variable(path) for path, _ in every_setting()]
    parts = [variable(path) for path in PARTS]
    found = sorted(name for name in environment if name.upper().startswith(PREFIX))
    unread = [name for name in found if name.upper() not in [*known, *parts, CONFIG]]
    return [f"{name}: no setting reads this{_meant(name.upper(), known)}" for name in unread]


def exposed(settings: Settings) -> list[str]:
    """A line for each way in which others could listen in."""
    lines: list[str] = []
    for name, address in (("database", settings.database), ("redis", settings.redis)):
        parts = urlsplit(address)
        if address and not _near(parts.hostname or "") and not parts.password:
            lines.append(f"{name}: {parts.hostname} is asked without a password")
    if settings.redis.startswith("redis://") and not _near(urlsplit(settings.redis).hostname or ""):
        lines.append("redis: without TLS; use rediss:// across machines")
    if not _near(settings.host) and not settings.base_url.startswith("https:"):
        lines.append("base_url: without https, passwords and conversations cross the network open")
    return lines


def _near(host: str) -> bool:
    """Whether it is this machine."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host in ("localhost", "")


def secret_of(settings: Settings) -> bytes:
    """The installation's secret: given, or made once and kept readable for the owner alone."""
    if settings.secret:
        return settings.secret.encode()
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = settings.data / "secret"
    if not path.exists():
        _make_secret(path)
    secret = path.read_bytes().strip()
    if len(secret) < SHORTEST_SECRET:
        raise BadSettings(f"{path}: expected at least {SHORTEST_SECRET} characters in this file")
    return secret


def _make_secret(path: Path) -> None:
    """Whole or not at all, and the first of several processes wins."""
    draft = path.with_name(f"secret.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_urlsafe(48).encode())
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
