"""Who listens to whom, and who does what was put off: the packages meet here, and `app` connects them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from distributed_chat.accounts import flows as account_flows
from distributed_chat.accounts import subscribers as account_subscribers
from distributed_chat.archive import actions as archive_actions
from distributed_chat.archive import working as archive_working
from distributed_chat.bots import actions as bot_actions
from distributed_chat.bots import queries as bots
from distributed_chat.calls import actions as call_actions
from distributed_chat.calls.live import LiveCalls
from distributed_chat.conversations import actions as conversation_actions
from distributed_chat.conversations import subscribers as conversation_subscribers
from distributed_chat.db import Tx
from distributed_chat.embeds import actions as embed_actions
from distributed_chat.embeds import looking
from distributed_chat.embeds import queries as embeds
from distributed_chat.emoji import actions as emoji_actions
from distributed_chat.emoji import queries as emoji
from distributed_chat.emoji import upkeep as emoji_upkeep
from distributed_chat.files import queries as files
from distributed_chat.files import upkeep as files_upkeep
from distributed_chat.files.jobs import DISCARD, DISCARD_PIECES, SWEEP
from distributed_chat.gifs import actions as gif_actions
from distributed_chat.gifs import queries as gifs
from distributed_chat.groups import actions as group_actions
from distributed_chat.groups import departures, sending
from distributed_chat.groups import queries as groups
from distributed_chat.groups import subscribers as group_subscribers
from distributed_chat.home import actions as home_actions
from distributed_chat.hooks import actions as hook_actions
from distributed_chat.imports import actions as import_actions
from distributed_chat.imports import working as imports_working
from distributed_chat.jobs import Worker
from distributed_chat.keeping import sweeping
from distributed_chat.keys import actions as key_actions
from distributed_chat.keys import subscribers as key_subscribers
from distributed_chat.later import actions as later_actions
from distributed_chat.later import due as later_due
from distributed_chat.later import queries as later
from distributed_chat.mail import KIND as SEND_MAIL
from distributed_chat.mail import deliver
from distributed_chat.messages import actions as message_actions
from distributed_chat.messages import forwards as message_forwards
from distributed_chat.messages import purging as message_purging
from distributed_chat.messages import queries as messages
from distributed_chat.messages import subscribers as message_subscribers
from distributed_chat.micro import actions as micro_actions
from distributed_chat.polls import actions as poll_actions
from distributed_chat.polls import closing as poll_closing
from distributed_chat.retention import actions as retention_actions
from distributed_chat.retention import working as retention_working
from distributed_chat.search import actions as search_actions
from distributed_chat.search import flows as search_flows
from distributed_chat.streams import Hub

Subscription = tuple[list[Any], Callable[..., object]]

SUBSCRIPTIONS: list[Subscription] = [
    (account_subscribers.profile_changed, conversation_actions.rename_in_chats),
    (account_subscribers.profile_changed, group_actions.show_new_profile),
    (account_subscribers.profile_changed, group_actions.show_new_inviter),
    (account_subscribers.account_deleted, call_actions.leave_before_account_goes),
    (account_subscribers.account_deleted, conversation_actions.forget_in_chats),
    (account_subscribers.account_deleted, departures.leave_groups_later),
    (account_subscribers.account_deleted, later_actions.forget_person),
    (account_subscribers.account_deleted, home_actions.forget_reader),
    (account_subscribers.email_proved, group_actions.show_invites_to),
    (account_subscribers.email_given_up, group_actions.hide_invites_to),
    (group_subscribers.streams_touched, conversation_actions.room_streams),
    (group_subscribers.member_joins, conversation_actions.mark_rooms_read),
    (group_subscribers.member_is_going, call_actions.leave_before_member_goes),
    (group_subscribers.group_is_going, call_actions.end_calls_in_group),
    (group_subscribers.group_is_going, later_actions.forget_rooms_of_group),
    (group_subscribers.group_is_going, message_actions.purge_rooms_later),
    (group_subscribers.group_is_going, import_actions.forget_group),
    (conversation_subscribers.room_goes, call_actions.end_call_in),
    (conversation_subscribers.room_goes, later_actions.forget_room),
    (conversation_subscribers.room_goes, message_actions.purge_room_later),
    (group_subscribers.member_goes, later_actions.forget_rooms_of_member),
    (group_subscribers.member_goes, conversation_actions.leave_rooms),
    (group_subscribers.group_goes, conversation_actions.close_rooms),
    (group_subscribers.group_goes, emoji_actions.forget_group),
    (group_subscribers.group_goes, gif_actions.forget_group),
    (message_subscribers.messages_erased, search_actions.forget_messages),
    (account_subscribers.account_deleted, archive_actions.forget_exports_of),
    (account_subscribers.account_deleted, micro_actions.forget_user),
    (account_subscribers.account_deleted, key_actions.revoke_keys_of),
    (group_subscribers.member_is_going, key_actions.revoke_keys_of_member),
    (group_subscribers.member_is_going, hook_actions.end_hooks_of_member),
    (group_subscribers.group_is_going, hook_actions.end_hooks_of_group),
    (conversation_subscribers.room_goes, hook_actions.end_hooks_of_room),
    (group_subscribers.member_is_going, bot_actions.end_bot),
    (group_subscribers.group_is_going, bot_actions.end_bots),
    (key_subscribers.answers_for, bots.answers_for),
    (group_subscribers.group_is_going, key_actions.revoke_keys_of_group),
    (conversation_subscribers.room_goes, key_actions.revoke_keys_of_room),
]
"""All of them run in the transaction of what they hear of, in this order. Of those that append to streams, the order is
that in which streams are locked: chats, then groups, then people.
"""

JOBS: list[tuple[str, Any]] = [
    (SEND_MAIL, deliver),
    (account_flows.SEND_RESET_CODE, account_flows.send_reset_code),
    (account_flows.SEND_PROOF_CODE, account_flows.send_proof_code),
    (group_actions.SEND_INVITE, sending.send_invite),
    (poll_actions.CLOSE_POLL, poll_closing.close_poll),
    (later_actions.REMIND, later_due.remind),
    (later_actions.SEND, later_due.send),
]
"""What was put off, and who does it."""

DUTIES: list[tuple[str, Any]] = [
    (DISCARD, files_upkeep.discard),
    (emoji_actions.DISCARD, emoji_upkeep.discard),
    (SWEEP, files_upkeep.sweep),
    (departures.LEAVE_GROUPS, departures.leave_groups),
    (message_actions.DELETE_FORWARDS, message_forwards.delete_forwards),
    (message_actions.ERASE_ON, message_forwards.erase_events),
    (message_actions.PURGE, message_purging.purge_conversation),
    (retention_actions.LOOK, retention_working.look),
    (retention_actions.SHORTEN, retention_working.shorten),
    (search_actions.TIDY, search_flows.tidy_up),
    (DISCARD_PIECES, files_upkeep.discard_pieces),
]
"""What somebody was promised, above all that what they deleted is gone: tried for ever, however long a disk is away."""

LINK_JOBS: list[tuple[str, Any]] = [
    (embed_actions.LOOK_AT_LINK, looking.look_at_link),
]
"""For a worker of their own: a site that answers slowly holds up no mail, and nothing that is due at its time."""

LONG_JOBS: list[tuple[str, Any]] = [
    (import_actions.WORK, imports_working.work),
    (import_actions.GIVE_UP, imports_working.give_up),
    (archive_actions.WORK, archive_working.work),
    (archive_actions.EXPIRE, archive_working.expire),
]
"""For a third, where a step takes many seconds."""

ROOMS_BEHIND: dict[str, Callable[[Tx, str], set[str]]] = {
    "message_id": messages.conversations_behind,
    "reply_to": messages.conversations_behind,
    "thread_of": messages.conversations_behind,
    "file_id": files.conversations_behind,
    "preview_id": embeds.conversations_behind,
    "scheduled_id": later.conversations_behind,
}
"""Where things lie, by the names that they have in addresses and bodies: a key of one room stays there by this."""

GROUP_BEHIND: dict[str, Callable[[Tx, str], str | None]] = {
    "emoji_id": emoji.group_behind,
    "gif_id": gifs.group_behind,
    "invite_id": groups.group_of_invite,
}


class Parts(NamedTuple):
    """What an app has that is told of changes."""

    worker: Worker
    link_worker: Worker
    long_worker: Worker
    hub: Hub
    calls: LiveCalls


def wire(parts: Parts) -> Callable[[], None]:
    """Connects everything; what it returns takes the subscriptions back. The lists belong to the process, and a test
    has one app after another.
    """
    for kind, handler in JOBS:
        parts.worker.register(kind, handler)
    for kind, handler in DUTIES:
        parts.worker.register(kind, handler, endless=True)
    for kind, handler in LINK_JOBS:
        parts.link_worker.register(kind, handler)
    parts.link_worker.register(embed_actions.FORGET_PICTURE, looking.forget_picture, endless=True)
    for kind, handler in LONG_JOBS:
        parts.long_worker.register(kind, handler)
    parts.worker.register(sweeping.FORGOTTEN, sweeping.discard_forgotten, standing=sweeping.look_tomorrow)
    key_subscribers.rooms_behind.update(ROOMS_BEHIND)
    key_subscribers.group_behind.update(GROUP_BEHIND)

    def end_sessions(ended: Sequence[str]) -> None:
        for session_id in ended:
            parts.hub.end_session(session_id)

    subscriptions: list[Subscription] = [
        *SUBSCRIPTIONS,
        (account_subscribers.sessions_ended, end_sessions),
        (account_subscribers.sessions_ended, parts.calls.end_sessions),
        (key_subscribers.secrets_ended, end_sessions),
    ]
    for listeners, listener in subscriptions:
        listeners.append(listener)

    def undo() -> None:
        for listeners, listener in subscriptions:
            listeners.remove(listener)

    return undo
