"""JSON of bots."""

from typing import Annotated

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.kernel.ids import GivenId
from distributed_chat.keys.schemas import Key, NewKey, Scopes

Name = Annotated[str, Meta(min_length=1, max_length=80)]
About = Annotated[str, Meta(max_length=300)]


class Bot(Struct, frozen=True, kw_only=True):
    """A user that programs act as: a member of one group, with a member's rights."""

    user: User
    group_id: str
    about: str
    """What it is there for, in words."""
    created_by: str
    created_at: str
    keys: list[Key]


class Bots(Struct, frozen=True, kw_only=True):
    bots: list[Bot]


class NewBot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    """Of the user. Sent again, its answer was lost: its first key has another secret."""
    name: Name
    about: About = ""
    scopes: Scopes | None = None
    """Of its first key; null: it reads and writes messages and listens."""


class BotChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name | None = None
    about: About | None = None


class BotAnswer(Struct, frozen=True, kw_only=True):
    bot: Bot


class BotMade(Struct, frozen=True, kw_only=True):
    bot: Bot
    key: Key
    secret: str
    """Shown this once."""


class BotKey(NewKey, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As for a person; its place is the group of the bot, or a room there."""
