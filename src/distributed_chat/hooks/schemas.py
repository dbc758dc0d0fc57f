"""JSON of hooks and commands."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.schemas import Message
from distributed_chat.kernel.ids import GivenId
from distributed_chat.kernel.pages import LARGEST_NUMBER

Name = Annotated[str, Meta(min_length=1, max_length=80)]
Url = Annotated[str, Meta(min_length=1, max_length=2_000)]
Events = Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(min_length=1, max_length=50)]
State = Literal["waiting", "delivered", "failed", "given_up"]


class IncomingHook(Struct, frozen=True, kw_only=True):
    """An address at which programs elsewhere say something in a room."""

    id: str
    conversation_id: str
    name: str
    user: User
    """The bot that says it."""
    created_by: str
    created_at: str
    last_used_at: str | None
    """To within a minute."""


class IncomingHooks(Struct, frozen=True, kw_only=True):
    hooks: list[IncomingHook]


class NewIncomingHook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    """Sent again, its answer was lost: it has another address."""
    name: Name


class IncomingHookMade(Struct, frozen=True, kw_only=True):
    hook: IncomingHook
    url: str
    """Whoever has it may speak there. Shown this once."""


class OutgoingHook(Struct, frozen=True, kw_only=True):
    """Who is told what happens in a group."""

    id: str
    group_id: str
    room_id: str | None
    """Only what happens in this room; null: in the group and all its open rooms."""
    name: str
    url: str
    events: list[str]
    active: bool
    """Switched off by hand, or after three days of failing."""
    created_by: str
    created_at: str
    last_status: int | None
    failing_since: str | None


class OutgoingHooks(Struct, frozen=True, kw_only=True):
    hooks: list[OutgoingHook]


class NewOutgoingHook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    name: Name
    url: Url
    events: Events
    room_id: GivenId | None = None


class OutgoingHookChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Name | None = None
    url: Url | None = None
    events: Events | None = None
    active: bool | None = None


class OutgoingHookAnswer(Struct, frozen=True, kw_only=True):
    hook: OutgoingHook


class OutgoingHookMade(Struct, frozen=True, kw_only=True):
    hook: OutgoingHook
    secret: str
    """Signs what is sent. Shown this once."""


class Delivery(Struct, frozen=True, kw_only=True):
    """One event on its way to one hook."""

    id: str
    event: str
    stream: str
    seq: int
    """Where the event stands in the log; 0 for a ping."""
    state: State
    """`failed` waits for another try."""
    tries: int
    status: int | None
    error: str | None
    took_ms: int | None
    created_at: str
    next_at: str | None
    """When it is tried again."""


class Deliveries(Struct, frozen=True, kw_only=True):
    deliveries: list[Delivery]
    """The newest first."""
    has_older: bool


class DeliveryCut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    before: GivenId | None = None
    limit: Annotated[int, Meta(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)] | None = None


class Spoken(Struct, frozen=True, kw_only=True):
    """What was sent, or answered. Of an answer at most 4 KiB."""

    headers: dict[str, str]
    body: str


class DeliveryAnswer(Struct, frozen=True, kw_only=True):
    delivery: Delivery
    request: Spoken
    """As it would be sent now: what was erased since is not there."""
    response: Spoken | None


class Command(Struct, frozen=True, kw_only=True):
    """A word after a slash that a program elsewhere answers."""

    id: str
    group_id: str
    name: str
    about: str
    hint: str
    """What to write behind it: `[branch] [environment]`."""
    url: str | None
    """For those who lead the group."""
    created_at: str


class Commands(Struct, frozen=True, kw_only=True):
    commands: list[Command]


class NewCommand(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    name: Annotated[str, Meta(max_length=40)]
    about: Annotated[str, Meta(min_length=1, max_length=200)]
    hint: Annotated[str, Meta(max_length=80)] = ""
    url: Url


class CommandChange(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    about: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    hint: Annotated[str, Meta(max_length=80)] | None = None
    url: Url | None = None


class CommandAnswer(Struct, frozen=True, kw_only=True):
    command: Command


class CommandMade(Struct, frozen=True, kw_only=True):
    command: Command
    secret: str
    """Signs what is sent. Shown this once."""


class CommandCall(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId
    """Of the message that its answer may become."""
    command: Annotated[str, Meta(max_length=40)]
    text: Annotated[str, Meta(max_length=4_000)] = ""
    """What stands behind the command."""


class Said(Struct, frozen=True, kw_only=True):
    """What a command answered: `said` in the conversation by its bot, or `shown` to me alone."""

    kind: Literal["said", "shown"]
    text: str
    message: Message | None


class CommandSaid(Struct, frozen=True, kw_only=True):
    answer: Said
