"""Who may do what with a room or a chat: yes or no, on plain values."""

from collections.abc import Iterable

from distributed_chat.conversations.errors import IdIsNotValid, NobodyElse, OnlyPrivateRoomsChoose
from distributed_chat.groups.schemas import Role
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.kernel.ids import UserId, is_id, new_id

_SEPARATOR = ","


def given_id(id: str | None) -> str:
    """The id that the client made, or a new one. Raises `IdIsNotValid`."""
    if id is None:
        return new_id()
    if not is_id(id):
        raise IdIsNotValid(field="id")
    return id


def room_people(maker: str, *, private: bool, chosen: Iterable[str] | None) -> list[UserId]:
    """Who reads the room beside those who read its group: the chosen and the maker in order; nobody if it is open."""
    if private:
        return _in_order({maker, *(chosen or ())})
    if chosen:
        raise OnlyPrivateRoomsChoose(field="member_ids")
    return []


def chat_people(maker: str, others: Iterable[str]) -> list[UserId]:
    """Everybody in the chat, in order. Raises `NobodyElse`."""
    people = _in_order({maker, *others})
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


def _in_order(people: set[str]) -> list[UserId]:
    return [UserId(person) for person in sorted(people)]
