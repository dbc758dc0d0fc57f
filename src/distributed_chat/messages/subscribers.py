"""Who, above this package, keeps something of messages. `app` fills the list; nobody else writes it.

They run in the transaction, under the lock of the conversation's stream.
"""

from collections.abc import Callable

from distributed_chat.db import Tx

message_erased: list[Callable[[Tx, str], None]] = []
"""(message). It was deleted: what they know of its words goes now."""
