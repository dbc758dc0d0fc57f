"""Who, above this package, takes part when a conversation ends. `app` fills the list; nobody else writes it.

They run in the transaction, under the lock of the conversation's stream.
"""

from collections.abc import Callable

from distributed_chat.db import Tx

room_goes: list[Callable[[Tx, str], None]] = []
"""(room). Called while its readers still read: what they append comes before `room.deleted`."""
