"""Who may do what with a room or a chat: yes or no, on plain values."""

from collections.abc import Iterable

from distributed_chat.conversations.errors import IdIsNotValid, NobodyElse, OnlyPrivateRoomsChoose
from distributed_chat.groups.schemas import Role
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.kernel.ids import is_id, new_id

_SEPARATOR = ","


def given_id(id: str | None) -> str:
    """The id that the client made, or a new one. Raises `IdIsNotValid`."""
    if id is None:
        return new_id()
    if not is_id(id):
        raise IdIsNotValid(field="id")
    return id


def room_people(maker: str, *, private: bool, chosen: Iterable[str] | None) -> list[str]:
    """Who reads the room beside those who read its group: the chosen and the maker in order; nobody if it is open."""
    if private:
        return sorted({maker, *(chosen or ())})
    if chosen:
        raise OnlyPrivateRoomsChoose(field="member_ids")
    return []


def chat_people(maker: str, others: Iterable[str]) -> list[str]:
    """Everybody in the chat, in order. Raises `NobodyElse`."""
    people = sorted({maker, *others})
    if len(people) == 1:
        raise NobodyElse(field="user_ids")
    return people


def people_key(people: Iterable[str]) -> str:
    """The same set of people is the same text, and so the same chat."""
    return _SEPARATOR.join(people)


def people_of(key: str) -> list[str]:
    return key.split(_SEPARATOR)


def check_may_change_room(role: Role, *, is_maker: bool) -> None:
    """Its maker, and those who lead the group."""
    if not (is_maker or role in {"owner", "admin"}):
        raise NotAllowed
