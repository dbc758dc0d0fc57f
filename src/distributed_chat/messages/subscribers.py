"""Who, above this package, keeps something of messages. `app` fills the list; nobody else writes it.

They run in the transaction, under the lock of the conversation's stream.
"""

from collections.abc import Callable, Collection

from distributed_chat.db import Tx

messages_erased: list[Callable[[Tx, str, Collection[str]], None]] = []
"""(conversation, messages of it). They were deleted: what they know of their words goes now."""
