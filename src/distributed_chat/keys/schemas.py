"""JSON of keys."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Scope = Annotated[str, Meta(min_length=1, max_length=40)]
Scopes = Annotated[list[Scope], Meta(min_length=1, max_length=20)]
Origins = Annotated[list[Annotated[str, Meta(max_length=200)]], Meta(max_length=20)]
PerMinute = Annotated[int, Meta(ge=1, le=6_000)]
PerDay = Annotated[int, Meta(ge=1, le=10_000_000)]
KeyKind = Literal["person", "bot", "micro"]


class KeySecret(Struct, frozen=True, kw_only=True):
    """One secret of a key: its id and what it ends with, never itself."""

    id: str
    hint: str
    created_at: str
    ends_at: str | None
    """Since when it works no more; null: as long as the key."""
    last_used_at: str | None
    """To within ten seconds."""


class Key(Struct, frozen=True, kw_only=True):
    """What a program signs in with, as its person or bot, within its scopes."""

    id: str
    name: str
    kind: KeyKind
    user_id: str
    """As whom it acts; an instance key (`micro`) as anyone, and this is who made it."""
    scopes: list[str]
    group_id: str | None
    """Only there; null: wherever its user may."""
    room_id: str | None
    """Only in this room of the group."""
    origins: list[str]
    """The pages that may use it: none is none. Programs that are no page may always."""
    per_minute: int
    per_day: int | None
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    used_today: int
    """Calls since midnight UTC, refused ones too."""
    secrets: list[KeySecret]


class Keys(Struct, frozen=True, kw_only=True):
    keys: list[Key]


class NewKey(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    """Sent again, its answer was lost: the key stays and has another secret."""
    name: Name
    scopes: Scopes
    """`messages:read`, `messages:write` …; or `micro` alone, for the owner of the instance."""
    group_id: GivenId | None = None
    room_id: GivenId | None = None
    origins: Origins = []
    expires_in: Annotated[int, Meta(ge=60, le=315_360_000)] | None = None
    """Seconds, up to ten years."""
    per_minute: PerMinute = 120
    per_day: PerDay | None = None


class KeyChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    name: Name | None = None
    origins: Origins | None = None
    per_minute: PerMinute | None = None
    per_day: Annotated[int, Meta(ge=0, le=10_000_000)] | None = None
    """0 takes the quota off."""


class KeyAnswer(Struct, frozen=True, kw_only=True):
    key: Key


class KeyMade(Struct, frozen=True, kw_only=True):
    key: Key
    secret: str
    """Shown this once."""


class NewSecret(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    old_ends_in: Annotated[int, Meta(ge=0, le=2_592_000)] = 604_800
    """Seconds for which the secret that works now goes on working: a week, up to thirty days."""


class UsageCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    days: Annotated[int, Meta(ge=1, le=90)] = 30


class RouteUsage(Struct, frozen=True, kw_only=True):
    day: str
    """`2026-11-27`, UTC."""
    route: str
    calls: int
    refused: int
    """Of these, answered with 4xx."""
    failed: int
    """Of these, answered with 5xx."""


class Usage(Struct, frozen=True, kw_only=True):
    usage: list[RouteUsage]


class AuditCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    before: GivenId | None = None
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class AuditEntry(Struct, frozen=True, kw_only=True):
    """One call with an instance key."""

    id: str
    at: str
    key_id: str
    key_name: str
    action: str
    """`users/create`."""
    about: str
    """Whom or what it was about: ids, never words that people wrote."""
    address: str


class Audit(Struct, frozen=True, kw_only=True):
    entries: list[AuditEntry]
    """The newest first."""
    has_older: bool
