"""Who wants to know what happens to an account. `app` fills these lists; nobody else writes them.

The subscribers of facts run inside the transaction and may refuse it by raising.
"""

from collections.abc import Callable, Sequence

from distributed_chat.db import Tx
from distributed_chat.kernel.ids import SessionId, UserId

Subscriber = Callable[[Tx, UserId], None]

profile_changed: list[Subscriber] = []
account_deleted: list[Subscriber] = []
email_proved: list[Subscriber] = []
email_given_up: list[Subscriber] = []
"""Called while the account still has the proved email that it is about to lose."""

sessions_ended: list[Callable[[Sequence[SessionId]], None]] = []
"""Called on the event loop after the commit and before the answer, so that no socket outlives its session."""
