"""What the invited see of their invitations, in their own streams, once they have proved the email that was invited.

Those who already are in the group are shown none, so these events never reach members of it.
"""

from sqlalchemy import ColumnElement, select, update

from distributed_chat import streams
from distributed_chat.accounts.queries import users_with_proved_emails
from distributed_chat.db import Tx
from distributed_chat.groups.events import InviteClosed, InviteCreated
from distributed_chat.groups.queries import invites_to, letters_by_id, memberships_among, works
from distributed_chat.groups.tables import invites
from distributed_chat.kernel.ids import UserId, user_stream


def streams_shown(tx: Tx, these: ColumnElement[bool]) -> list[str]:
    """The streams that `show_invites` and `close_invites` write to, to be locked first."""
    return [user_stream(user_id) for user_id, _ in _shown_to(tx, these)]


def streams_shown_of(tx: Tx, invite_id: str) -> list[str]:
    """As `streams_shown`, for one invite."""
    return streams_shown(tx, invites.c.id == invite_id)


def show_invites(tx: Tx, these: ColumnElement[bool]) -> None:
    """They are new, or read differently now. Emits `invite.created` for each."""
    shown = _shown_to(tx, these)
    letters = letters_by_id(tx, [invite_id for _, invite_id in shown])
    for user_id, invite_id in shown:
        event = InviteCreated(invite=letters[invite_id])
        streams.append(tx, user_stream(user_id), event, subject=event.invite.invited_by.id)


def close_invites(tx: Tx, these: ColumnElement[bool]) -> None:
    """Those of them that still work do so no more. Emits `invite.closed` for each that is shown to somebody."""
    shown = _shown_to(tx, these)
    tx.conn.execute(update(invites).where(these, works(tx)).values(closed_at=tx.now))
    for user_id, invite_id in shown:
        streams.append(tx, user_stream(user_id), InviteClosed(invite_id=invite_id))


def show_invites_to(tx: Tx, user_id: UserId) -> None:
    """Subscriber: an email was proved, and what was sent to it is shown. Emits `invite.created` for each."""
    for letter in invites_to(tx, user_id):
        streams.append(tx, user_stream(user_id), InviteCreated(invite=letter), subject=letter.invited_by.id)


def hide_invites_to(tx: Tx, user_id: UserId) -> None:
    """Subscriber: a proved email is about to be given up, and with it what it shows. Emits `invite.closed` for each."""
    for letter in invites_to(tx, user_id):
        streams.append(tx, user_stream(user_id), InviteClosed(invite_id=letter.id))


def show_new_inviter(tx: Tx, user_id: UserId) -> None:
    """Subscriber: the names of somebody changed who has invited others, and the invitations say so."""
    theirs = invites.c.created_by == user_id
    streams.lock(tx, user_stream(user_id), *streams_shown(tx, theirs))
    show_invites(tx, theirs)


def _shown_to(tx: Tx, these: ColumnElement[bool]) -> list[tuple[str, str]]:
    """Who is shown which of these: (user, invite), in the order in which streams are locked."""
    by_email = select(invites.c.id, invites.c.email, invites.c.group_id).where(invites.c.email.is_not(None))
    rows = tx.conn.execute(by_email.where(these, works(tx))).all()
    if not rows:
        return []
    holders = users_with_proved_emails(tx, {row.email for row in rows})
    inside = memberships_among(tx, {row.group_id for row in rows}, holders.values())
    found = [(holders[row.email], row.id, row.group_id) for row in rows if row.email in holders]
    return sorted((user_id, invite_id) for user_id, invite_id, group_id in found if (group_id, user_id) not in inside)
