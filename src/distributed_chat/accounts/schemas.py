"""JSON of accounts, as the contract of the API fixes it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

# Longer input than any rule allows is refused at the door, before it costs anything.
Name = Annotated[str, Meta(max_length=200)]
Email = Annotated[str, Meta(max_length=320)]
Password = Annotated[str, Meta(max_length=1_024)]
Code = Annotated[str, Meta(max_length=64)]


class User(Struct, frozen=True, kw_only=True):
    """A person or a bot as others see them. Never an email."""

    id: str
    first_name: str
    """Of a bot, all of its name."""
    last_name: str
    kind: Literal["person", "bot", "placeholder", "deleted"]


class Me(User, frozen=True, kw_only=True):
    """My own account, shown to nobody else."""

    email: str
    """Of a bot, empty."""
    email_proved: bool
    is_owner: bool
    created_at: str


class Session(Struct, frozen=True, kw_only=True):
    id: str
    current: bool
    device: str
    created_at: str
    last_used_at: str
    expires_at: str


class Instance(Struct, frozen=True, kw_only=True):
    """What anybody may know before signing in."""

    name: str
    version: str
    owned: bool
    sign_up: Literal["open", "invite", "closed"]
    setup_code_needed: bool
    mail: bool
    public_url: str
    file_size: int
    """Bytes of one file at most."""
    gif_provider: Literal["giphy", "tenor"] | None
    """Who is asked for gifs beside the shelf of a group."""


class Credentials(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: Email
    password: Password


class ProfileChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    first_name: Name | None = None
    last_name: Name | None = None
    email: Email | None = None
    password: Password | None = None
    current_password: Password | None = None


class AccountDeletion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    password: Password


class CodeGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: Code


class ResetAsked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: Email


class ResetConfirmed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    email: Email
    code: Code
    password: Password


class UserAnswer(Struct, frozen=True, kw_only=True):
    user: Me


class SessionsAnswer(Struct, frozen=True, kw_only=True):
    sessions: list[Session]


class Accepted(Struct, frozen=True, kw_only=True):
    """The same empty answer whatever was found."""
