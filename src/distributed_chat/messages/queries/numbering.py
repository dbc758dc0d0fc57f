"""Whether messages are numbered as they should be; for `distributed verify`."""

from sqlalchemy import Connection, func, select

from distributed_chat.messages.tables import messages


def timeline_with_a_hole(connection: Connection) -> str | None:
    """A conversation or a thread whose messages are not numbered 1, 2, 3 …; None when there is none."""
    count, least, most = func.count(), func.min(messages.c.number), func.max(messages.c.number)
    odd = select(messages.c.timeline_id).group_by(messages.c.timeline_id).having((count != most) | (least != 1))
    return connection.execute(odd.limit(1)).scalar()
