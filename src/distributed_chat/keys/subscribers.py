"""What packages above this one know of keys. `app` fills these; nobody else writes them."""

from collections.abc import Callable, Sequence

from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor

secrets_ended: list[Callable[[Sequence[str]], None]] = []
"""Called on the event loop after the commit, with the ids of secrets that open nothing any longer."""

answers_for: list[Callable[[Tx, Actor, str], bool]] = []
"""(who asks, user): whether they may manage the keys of that user, who is not themselves."""

rooms_behind: dict[str, Callable[[Tx, str], set[str]]] = {}
"""By the name of an id in an address or a body (`message_id`): the conversations that it lies in; none: not there."""

group_behind: dict[str, Callable[[Tx, str], str | None]] = {}
"""The same for what belongs to a group as a whole (`emoji_id`)."""
