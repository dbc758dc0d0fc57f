"""JSON of imports."""

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from distributed_chat.imports.records import Kind
from distributed_chat.kernel.ids import GivenId

State = Literal["reading", "asks", "waiting", "working", "done", "failed"]
MOST_PEOPLE = 20_000


class ImportPerson(Struct, frozen=True, kw_only=True):
    """Somebody who wrote there."""

    key: str
    """What the archive calls them."""
    name: str
    email: str | None
    messages: int
    user_id: str | None
    """A member of the group who seems to be the same; null: nobody does."""


class ImportRoom(Struct, frozen=True, kw_only=True):
    id: str
    topic: str


class Import(Struct, frozen=True, kw_only=True):
    id: str
    name: str
    """Of the uploaded file."""
    kind: Kind | None
    """Null until the archive was looked into."""
    state: State
    """`reading` the archive, `asks` who is who (then `start`), `waiting` and `working`, then `done` or `failed`."""
    done: int
    """Messages, of `total`."""
    total: int
    people: list[ImportPerson]
    """Who wrote most comes first. Empty in the list of imports."""
    rooms: list[ImportRoom]
    """Those that it made, once it is done."""
    notes: list[str]
    """What is left out, in sentences."""
    group_id: str | None
    """Null: it will make one."""
    error: str | None
    """Why it failed, with the place in the archive."""
    created_at: str


class ImportForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: GivenId | None = None
    file_id: GivenId
    """An upload of mine, in no message; it is deleted at the end."""
    kind: Kind | None = None
    """Null: what it looks like."""
    group_id: GivenId | None = None
    """A group that I lead. Null: a new one."""


class ImportStart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    people: Annotated[
        dict[Annotated[str, Meta(max_length=200)], Annotated[str, Meta(max_length=36)]], Meta(max_length=MOST_PEOPLE)
    ] = {}
    """By key: the id of a member of the group, `new` for somebody who is only shown by name, or `skip`: what they
    wrote is left out. Who is not named is `new`."""


class ImportAnswer(Struct, frozen=True, kw_only=True):
    it: Import = field(name="import")


class ImportsAnswer(Struct, frozen=True, kw_only=True):
    imports: list[Import]
    """Mine, the newest first, at most 100."""


class ImportToWork(Struct, frozen=True, kw_only=True):
    """What the job of that kind is about."""

    import_id: str
