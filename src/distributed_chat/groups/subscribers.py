"""Who, above this package, takes part when somebody comes or goes. `app` fills these lists; nobody else writes them.

All of them run in the transaction, under the locks of the streams that they write to.
"""

from collections.abc import Callable

from distributed_chat.db import Tx
from distributed_chat.groups.events import MemberLeft, MemberRemoved

member_joins: list[Callable[[Tx, str, str], None]] = []
"""(group, user)"""

member_is_going: list[Callable[[Tx, str, str, MemberLeft | MemberRemoved], None]] = []
"""(group, user, event). Called while they still read: what is appended to the group's streams comes before it."""

group_is_going: list[Callable[[Tx, str], None]] = []
"""As `member_is_going`, for everybody: what is appended comes before `group.deleted`."""

member_goes: list[Callable[[Tx, str, str, MemberLeft | MemberRemoved], list[str]]] = []
"""(group, user, event). Appends the event to what else of the group they read; returns those streams."""

group_goes: list[Callable[[Tx, str], dict[str, list[str]]]] = []
"""The group is deleted. Returns, by member, the other streams of it that they read no longer."""

streams_touched: list[Callable[[Tx, str], list[str]]] = []
"""The streams beside the group's own that the lists above may append to; locked together with it, before them."""
