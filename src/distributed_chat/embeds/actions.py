"""What happens to previews, each verb in one transaction. Fetching is in `looking`, outside of any.

`look_at_links` and `forget_previews` are called by `messages`, under the lock of the conversation's stream.
"""

from hashlib import sha256

from msgspec import Struct
from sqlalchemy import delete, insert, update

from distributed_chat import streams
from distributed_chat.conversations.queries import found, stream_of, streams_of
from distributed_chat.db import Tx
from distributed_chat.embeds.events import PreviewChanged
from distributed_chat.embeds.found import Found
from distributed_chat.embeds.links import links_in
from distributed_chat.embeds.queries import Link, link_of, links_of, previews_of
from distributed_chat.embeds.tables import previews
from distributed_chat.groups.policy import leads
from distributed_chat.groups.queries import role_of
from distributed_chat.jobs import enqueue
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotAllowed, NotFound
from distributed_chat.kernel.ids import new_id

LOOK_AT_LINK = "look_at_link"
FORGET_PICTURE = "forget_picture"


class LinkToLookAt(Struct, frozen=True):
    """What the job of that kind is about."""

    preview_id: str


class PictureToForget(Struct, frozen=True):
    """The blob goes, unless a preview shows it."""

    blob_key: str


def look_at_links(
    tx: Tx, conversation_id: str, message_id: str, text: str, *, author_id: str, edited: bool = False
) -> bool:
    """Leaves a job for each of the first three links; returns whether the message may have previews.

    `edited`: the message was there before. What was found behind links that stay, stays, taken away or not; the rest
    goes, and if it was shown, emits `preview.changed`. A text without links that was not edited costs no statement.
    Links to this server itself have none.
    """
    before = {link.url_hash: link for link in links_of(tx, message_id)} if edited else {}
    is_on = tx.settings.previews == "on"
    hashes = {url_hash(url): url for url in _abroad(tx, text) if is_on or url_hash(url) in before}
    gone = [link for key, link in before.items() if key not in hashes]
    _delete(tx, gone)
    for place, (key, url) in enumerate(hashes.items()):
        if key not in before:
            _begin(tx, conversation_id, message_id, author_id, place, url)
        elif before[key].place != place:
            tx.conn.execute(update(previews).where(previews.c.id == before[key].id).values(place=place))
    if any(link.found_at is not None and not link.removed for link in gone):
        _tell(tx, stream_of(tx, conversation_id), conversation_id, message_id)
    return bool(hashes)


def forget_previews(tx: Tx, message_id: str) -> None:
    """The message is deleted: all of it goes, pictures too. Without previews it changes nothing."""
    _delete(tx, links_of(tx, message_id))


def remove_previews(tx: Tx, actor: Actor, message_id: str) -> None:
    """Its author, or who leads the group, takes them away for everybody: for as long as the same links are in it.

    Emits `preview.changed` if any was shown. Raises `NotFound`, also for a message without links, and `NotAllowed`.
    """
    links = links_of(tx, message_id)
    if not links:
        raise NotFound
    conversation_id = links[0].conversation_id
    streams.lock(tx, found(tx, conversation_id, actor.user_id).stream)
    conversation = found(tx, conversation_id, actor.user_id)
    links = links_of(tx, message_id)
    role = None if conversation.group_id is None else role_of(tx, conversation.group_id, actor.user_id)
    if any(link.author_id != actor.user_id for link in links) and not (role is not None and leads(role)):
        raise NotAllowed
    empty = {"title": "", "description": "", "site": "", "blob_key": None, "player": None, "player_url": None}
    tx.conn.execute(
        update(previews).where(previews.c.message_id == message_id).values(removed=True, found_at=None, **empty)
    )
    _forget_pictures(tx, links)
    if any(link.found_at is not None for link in links):
        _tell(tx, conversation.stream, conversation_id, message_id)


def show(tx: Tx, preview_id: str, what: Found) -> bool:
    """Keeps what was found behind a link. Emits `preview.changed`.

    False, and nothing changes, when the link is gone, taken away or shown already.
    """
    link = link_of(tx, preview_id)
    stream = None if link is None else streams_of(tx, [link.conversation_id]).get(link.conversation_id)
    if stream is None:
        return False
    streams.lock(tx, stream)
    link = link_of(tx, preview_id)
    if link is None or link.removed or link.found_at is not None:
        return False
    picture = what.picture
    words = {"title": what.title, "description": what.description, "site": what.site}
    drawn = {} if picture is None else {"blob_key": picture.blob_key, "width": picture.width, "height": picture.height}
    player = {"player": what.player, "player_url": what.player_url}
    row = update(previews).where(previews.c.id == preview_id)
    tx.conn.execute(row.values(found_at=tx.now, **words, **drawn, **player))
    _tell(tx, stream, link.conversation_id, link.message_id)
    return True


def forget_picture_later(tx: Tx, blob_key: str, *, due: int | None = None) -> None:
    """Leaves the job that deletes the blob, unless a preview shows it by then."""
    key = blob_key if due is None else f"{blob_key} at {due}"  # a job that waits must not put off one for now
    enqueue(tx, FORGET_PICTURE, key, PictureToForget(blob_key), due=due)


def url_hash(url: str) -> str:
    return sha256(url.encode()).hexdigest()


def _abroad(tx: Tx, text: str) -> list[str]:
    own = tx.settings.origin
    return [url for url in links_in(text) if url != own and not url.startswith(f"{own}/")]


def _begin(tx: Tx, conversation_id: str, message_id: str, author_id: str, place: int, url: str) -> None:
    preview_id = new_id()
    row = {"id": preview_id, "message_id": message_id, "conversation_id": conversation_id, "author_id": author_id}
    words = {"title": "", "description": "", "site": ""}
    link = {"place": place, "url": url, "url_hash": url_hash(url), "removed": False}
    tx.conn.execute(insert(previews).values(**row, **link, **words))
    enqueue(tx, LOOK_AT_LINK, preview_id, LinkToLookAt(preview_id))


def _delete(tx: Tx, links: list[Link]) -> None:
    if links:
        tx.conn.execute(delete(previews).where(previews.c.id.in_([link.id for link in links])))
        _forget_pictures(tx, links)


def _forget_pictures(tx: Tx, links: list[Link]) -> None:
    for link in links:
        if link.blob_key is not None:
            forget_picture_later(tx, link.blob_key)


def _tell(tx: Tx, stream: str, conversation_id: str, message_id: str) -> None:
    now = previews_of(tx, [message_id]).get(message_id, [])
    changed = PreviewChanged(conversation_id=conversation_id, message_id=message_id, previews=now)
    streams.append(tx, stream, changed, subject=message_id)
