"""Facts about an account that its own devices are told, in `user:`."""

from distributed_chat.accounts.schemas import Me
from distributed_chat.kernel.events import Event


class UserChanged(Event, frozen=True, kw_only=True):
    type = "user.changed"

    user: Me
