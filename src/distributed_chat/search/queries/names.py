"""Whom from: and where in: means. Only people and places that the asker sees anyway can be named."""

from collections.abc import Iterable

from distributed_chat.accounts.queries import users_by_id
from distributed_chat.accounts.schemas import User
from distributed_chat.conversations.queries import chats_of, rooms_of
from distributed_chat.db import Tx
from distributed_chat.groups.queries import members_of_my_groups
from distributed_chat.kernel.errors import Invalid
from distributed_chat.kernel.ids import is_id
from distributed_chat.search.words import folded_words

ME = "me"


def people_named(tx: Tx, user_id: str, names: Iterable[str]) -> tuple[str, ...]:
    """Ids of those who are meant by any of the names: `me`, an id, a first name, a last name, or all of it.

    An id is believed: whatever is found is the asker's to read. Raises `Invalid` for a name that nobody has.
    """
    found: list[str] = []
    for name in names:
        if name.lower() == ME:
            found.append(user_id)
        elif is_id(name.lower()):
            found.append(name.lower())
        else:
            found += _people(tx, user_id, name)
    return tuple(dict.fromkeys(found))


def places_named(tx: Tx, user_id: str, names: Iterable[str]) -> tuple[str, ...]:
    """Ids of conversations: by id, by a room's topic, by the name of somebody in a chat. Raises `Invalid`."""
    found: list[str] = []
    for name in names:
        found += [name.lower()] if is_id(name.lower()) else _places(tx, user_id, name)
    return tuple(dict.fromkeys(found))


def _people(tx: Tx, user_id: str, name: str) -> list[str]:
    known = {row.user_id for row in members_of_my_groups(tx, user_id)} | {user_id}
    people = [*users_by_id(tx, known).values(), *(user for chat in chats_of(tx, user_id) for user in chat.users)]
    found = [user.id for user in people if _is_called(user, folded_words(name))]
    if not found:
        raise Invalid("no_such_person", f"You know nobody called {name}.", field="from")
    return sorted(set(found))


def _places(tx: Tx, user_id: str, name: str) -> list[str]:
    wanted = folded_words(name.removeprefix("#"))
    found = [room.id for room in rooms_of(tx, user_id) if wanted and folded_words(room.topic) == wanted]
    for chat in chats_of(tx, user_id):
        others = [user for user in chat.users if user.id != user_id]
        if any(_is_called(user, folded_words(name)) for user in others):
            found.append(chat.id)
    if not found:
        raise Invalid("no_such_place", f"You have no room or chat called {name}.", field="in")
    return found


def _is_called(user: User, wanted: list[str]) -> bool:
    first, last = folded_words(user.first_name), folded_words(user.last_name)
    return bool(wanted) and wanted in (first, last, first + last)
