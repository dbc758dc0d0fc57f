"""One frozen `Settings`, made by the command line from its options and the environment."""

import re
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from distributed_chat.config.wrong import sentence, variable

_PUBLIC_URL = re.compile(r"https?://(\[[0-9a-f:.]+\]|[^\s/?#@:\\\[\]]+)(:\d{1,5})?/?", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[a-z0-9.\[\]:-]+", re.IGNORECASE)
LARGEST_FILE = 16 * 1024**3
"""Bytes: what an upload may be at most, whatever the setting says; it is kept in pieces of 4 MiB."""


class SignUp(StrEnum):
    """Who may make an account: anybody, those with an invite, nobody."""

    OPEN = "open"
    INVITE = "invite"
    CLOSED = "closed"


class SettingIsWrong(Exception):
    """A setting that can't be used, in one sentence for the person who starts the server."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    host: str = "127.0.0.1"
    port: int = 8000
    data: Path = Path("data")
    database_url: str | None = None
    bus_url: str | None = None
    """NATS, between many copies: `nats://user:password@host:4222`, several servers by commas."""
    drain_seconds: float = 3
    """How long a copy that ends, and has others beside it, waits until the load balancer sends it nobody new."""
    smtp_url: str | None = None
    mail_from: str = "Distributed <distributed@localhost>"
    public_url: str | None = None
    sign_up: SignUp | None = None
    """None: open until the first account, who owns the instance, and by invite from then on."""
    group_size: int = 500
    stun_port: int | None = None
    """UDP port on which we tell browsers their public address. None: the number of `port`; 0: off."""
    turn_url: str | None = None
    """One or more addresses of a TURN server, by commas: `turn:turn.example.org:3478`, `turns:…:5349`."""
    turn_secret: str | None = None
    """coturn's `static-auth-secret`."""
    turn_admin: str | None = None
    """`host:port` of coturn's command line, by which the relays of a removed member are ended at once."""
    turn_admin_password: str | None = None
    sfu_url: str | None = None
    """A media server for large calls: `janus+ws://127.0.0.1:8188` or `livekit+wss://livekit.example.org`."""
    sfu_key: str | None = None
    """Janus: the VideoRoom's `admin_key`. LiveKit: the API key."""
    sfu_secret: str | None = None
    """Janus: `api_secret`. LiveKit: the API secret."""
    mesh_people: int = 10
    """So many people talk without a media server; more are refused when there is none."""
    mesh_video: int = 6
    """Above so many people video pauses in a mesh; with a media server the call moves there."""
    files_url: str | None = None
    """Where uploads are kept: `s3://…` or `file:///…`. None: the folder `files` in the data folder."""
    file_size: int = 512 * 1024 * 1024
    """Bytes of one upload at most."""
    files_each: int | None = None
    """Bytes that the uploads of one person take at most. None: as many as there is room for."""
    gif_provider: Literal["giphy", "tenor"] | None = None
    """Who is asked for gifs; needs `gif_key`. None: only the group's own shelf."""
    gif_key: str | None = None
    gif_url: str | None = None
    """Another address of the provider, for tests."""
    previews: Literal["on", "off"] = "on"
    """Whether this server looks at the links in messages. Off: it connects to none of them."""
    origins: str | None = None
    """Origins of pages elsewhere that people use instead of ours, by commas: `https://chat.example`."""
    micro_open: str | None = None
    """Namespaces of the Micro-compatible API that need no key, each with the addresses that may use it:
    `micro=127.0.0.1,::1`, several by semicolons. None: every call needs a key."""
    hooks_to: str | None = None
    """Networks of one's own that webhooks may reach beside the internet, by commas: `127.0.0.0/8,10.1.0.0/16`."""
    metrics_token: str | None = None
    """Who says it as a bearer token sees /metrics from anywhere. None: only this machine does, and through no proxy."""
    traces_url: str | None = None
    """Where a collector of OpenTelemetry takes traces: `http://127.0.0.1:4318/v1/traces`. Needs the extra `traces`."""
    slow_ms: int = 200
    """Transactions that take longer, in milliseconds, are in the log."""
    access_log: Literal["on", "off"] = "off"
    """A line in the log for every request: its route, its answer, how long it took."""
    worker: Literal["on", "off"] = "on"
    """Whether pages get a service worker, by which they open without a network. Off: it is taken off every device."""
    unlimited: bool = False
    """Rate limits off. Only for the benchmark, and refused on any but a loopback address."""
    not_durable: bool = False
    """Start on a PostgreSQL server that may lose what it acknowledged. Only for tests, whose servers are like that."""

    @property
    def loopback_only(self) -> bool:
        return _is_loopback(self.host)

    @property
    def is_private(self) -> bool:
        """Whether only this machine reaches it: a loopback address, and no proxy that leads strangers to it."""
        return self.loopback_only and (self.public_url is None or _is_loopback(urlsplit(self.public_url).hostname))

    @property
    def origin(self) -> str:
        """Where links in mails and invites lead. Never taken from a Host header, which a stranger writes."""
        if self.public_url:
            return self.public_url.rstrip("/").lower()
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def page_origins(self) -> frozenset[str]:
        return frozenset(part.strip() for part in (self.origins or "").split(",") if part.strip())

    @property
    def micro_namespaces(self) -> dict[str, frozenset[str]]:
        """By namespace, the addresses that may use it without a key: those of this machine where none are named."""
        spaces = {}
        for part in (self.micro_open or "").split(";"):
            name, _, addresses = part.strip().partition("=")
            listed = frozenset(address.strip() for address in addresses.split(",") if address.strip())
            if name:
                spaces[name] = listed or frozenset({"127.0.0.1", "::1"})
        return spaces

    @property
    def hook_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """Raises `ValueError` for what is no network; `load` has looked."""
        return tuple(ip_network(part.strip()) for part in (self.hooks_to or "").split(",") if part.strip())

    @property
    def secure(self) -> bool:
        return self.origin.startswith("https://")


def _is_loopback(host: str | None) -> bool:
    if host is None or host == "localhost":
        return host is not None
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load(environment: Mapping[str, str], **options: object) -> Settings:
    """Settings from `DISTRIBUTED_…` variables; an option that is not None wins. Raises `SettingIsWrong`."""
    values: dict[str, object] = {}
    for field in Settings.__struct_fields__:
        text = environment.get(variable(field))
        if text:
            values[field] = text
    values.update({key: str(value) for key, value in options.items() if value is not None})
    try:
        settings = msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError:
        raise SettingIsWrong(_what_is_wrong(values)) from None
    _check(settings)
    return settings


def _what_is_wrong(values: Mapping[str, object]) -> str:
    """A sentence for each value that is not of its setting's type."""
    given = [field for field in msgspec.structs.fields(Settings) if field.name in values]
    wrong = [field for field in given if not _fits(values[field.name], field.type)]
    return " ".join(sentence(field.name, field.type, values[field.name]) for field in wrong)


def _fits(value: object, kind: object) -> bool:
    try:
        msgspec.convert(value, kind, strict=False, dec_hook=_path)
    except msgspec.ValidationError:
        return False
    return True


def _check(settings: Settings) -> None:
    """What each setting may be, and what goes with what. Raises `SettingIsWrong`."""
    if settings.unlimited and not settings.loopback_only:
        raise SettingIsWrong("Rate limits can only be switched off on a loopback address.")
    if not 0 <= settings.port <= 65_535:
        raise SettingIsWrong("DISTRIBUTED_PORT is from 0 to 65535.")
    if not 0 <= (settings.stun_port or 0) <= 65_535:
        raise SettingIsWrong("DISTRIBUTED_STUN_PORT is from 0 to 65535.")
    if settings.public_url is not None and not _is_an_address(settings.public_url):
        said = "an address like https://chat.example.org: https:// or http://, the host, and no path after it"
        raise SettingIsWrong(f"DISTRIBUTED_PUBLIC_URL is {said}.")
    if settings.group_size < 1:
        raise SettingIsWrong("DISTRIBUTED_GROUP_SIZE is at least 1.")
    _check_files(settings)
    try:
        _ = settings.hook_networks
    except ValueError:
        raise SettingIsWrong("DISTRIBUTED_HOOKS_TO is a list of networks: 127.0.0.0/8,10.1.0.0/16.") from None
    if any(_ORIGIN.fullmatch(origin) is None for origin in settings.page_origins):
        raise SettingIsWrong("DISTRIBUTED_ORIGINS is a list of origins: https://chat.example,http://localhost:5173.")
    _check_many(settings)
    if settings.gif_provider and not settings.gif_key:
        raise SettingIsWrong("DISTRIBUTED_GIF_PROVIDER needs DISTRIBUTED_GIF_KEY.")


def _check_files(settings: Settings) -> None:
    if not 1 <= settings.file_size <= LARGEST_FILE:
        raise SettingIsWrong("DISTRIBUTED_FILE_SIZE is from 1 to 17179869184 bytes.")
    if settings.files_each is not None and settings.files_each < 1:
        raise SettingIsWrong("DISTRIBUTED_FILES_EACH is at least 1 byte.")


def _check_many(settings: Settings) -> None:
    """What is for many copies."""
    if not 0 <= settings.drain_seconds <= 10:
        raise SettingIsWrong("DISTRIBUTED_DRAIN_SECONDS is from 0 to 10.")
    if settings.bus_url is not None and not settings.bus_url.startswith(("nats://", "tls://")):
        raise SettingIsWrong("DISTRIBUTED_BUS_URL is the address of NATS: nats://127.0.0.1:4222.")
    if settings.traces_url is not None and not settings.traces_url.startswith(("http://", "https://")):
        raise SettingIsWrong("DISTRIBUTED_TRACES_URL is an address of OTLP over HTTP: http://127.0.0.1:4318/v1/traces.")
    if settings.bus_url is not None and settings.database_url is None:
        raise SettingIsWrong("DISTRIBUTED_BUS_URL is for many copies and needs DISTRIBUTED_DATABASE_URL (PostgreSQL).")


def _is_an_address(text: str) -> bool:
    """Of a whole origin: people, their phones and every link begin with it."""
    try:
        return _PUBLIC_URL.fullmatch(text) is not None and urlsplit(text).port != 0
    except ValueError:
        return False


def _path(kind: type, value: object) -> object:
    return Path(str(value)).absolute() if issubclass(kind, Path) else value
