"""What a rule would do."""

from distributed_chat.conversations.queries import rooms_there
from distributed_chat.db import Tx
from distributed_chat.groups.policy import check_owns
from distributed_chat.groups.queries import group_of, role_in
from distributed_chat.kernel.clock import DAY
from distributed_chat.messages.queries import expired_count
from distributed_chat.retention.schemas import RetentionPreview


def preview(tx: Tx, group_id: str, user_id: str, days: int | None) -> RetentionPreview:
    """For its owners: of private rooms they learn how much is in them, and nothing else. Raises `NotAllowed`."""
    check_owns(role_in(tx, group_id, user_id))
    days = days or group_of(tx, group_id).keep_days
    if days is None:
        return RetentionPreview(messages=0, rooms=0)
    counts = [expired_count(tx, room, tx.now - days * DAY) for room in rooms_there(tx, group_id)]
    return RetentionPreview(messages=sum(counts), rooms=sum(count > 0 for count in counts))
