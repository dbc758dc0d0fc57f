"""Links to one file for one session, for pages that can send neither cookie nor header."""

import secrets

from distributed_chat import db
from distributed_chat.db import Tx
from distributed_chat.db.schema import instance, instance_value
from distributed_chat.files.links import link_token
from distributed_chat.files.policy import LINK_LIFETIME
from distributed_chat.files.queries import LINK_SECRET, readable_file
from distributed_chat.files.schemas import LinkAnswer
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import SECOND


def share_link(tx: Tx, actor: Actor, file_id: str) -> LinkAnswer:
    """An address that opens this file for five minutes, or until this session ends or may not read it. `NotFound`."""
    file = readable_file(tx, file_id, actor.user_id).file
    token = link_token(_secret(tx), file_id, actor.session_id, tx.now + LINK_LIFETIME)
    return LinkAnswer(url=f"{tx.settings.origin}{file.url}?link={token}", expires_in=LINK_LIFETIME // SECOND)


def _secret(tx: Tx) -> str:
    """Of this instance, made with the first link; no link tells it."""
    db.upsert(tx, instance, {"key": LINK_SECRET, "value": secrets.token_hex(32)}, index=["key"], update={})
    kept = instance_value(tx, LINK_SECRET)
    assert kept is not None
    return kept
