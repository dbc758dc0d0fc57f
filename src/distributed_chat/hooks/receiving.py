"""What arrives at the address of an incoming hook: Slack's shape, as JSON or as a form, or plain text.

Answers are Slack's too, plain words, so that tools which were written for it work unchanged.
"""

from urllib.parse import parse_qs

import msgspec

from distributed_chat.db import Tx
from distributed_chat.hooks import actions
from distributed_chat.hooks.slack import text_of
from distributed_chat.kernel.errors import DomainError, NotFound
from distributed_chat.kernel.ids import is_id
from distributed_chat.web import BodyStream, RequestInfo, Services, Told

LARGEST = 256 * 1024
"""Bytes."""


async def receive(services: Services, request: RequestInfo, stream: BodyStream, hook_id: str, secret: str) -> Told:
    """Says it in the room, and answers `ok`."""
    body = await stream.whole(LARGEST)
    payload = _payload(body, (request.header("content-type") or "").partition(";")[0].strip().lower())
    if payload is None:
        return Told(400, "invalid_payload")
    text = text_of(payload).replace("\0", "")
    if not text.strip():
        return Told(400, "no_text")
    given = request.header("idempotency-key") or ""
    message_id = given.lower() if is_id(given.lower()) else None

    def say(tx: Tx) -> None:
        actions.say(tx, hook_id, secret, text, message_id)

    try:
        await services.database.write(say)
    except NotFound:
        return Told(404, "no_service")
    except DomainError as error:
        if error.kind.value >= 500:
            raise
        return Told(error.kind.value, error.code)
    return Told(200, "ok")


def _payload(body: bytes, media: str) -> dict[str, object] | None:
    try:
        if media == "application/x-www-form-urlencoded":
            found = parse_qs(body.decode(), max_num_fields=20).get("payload")
            body = (found or [""])[0].encode()
        elif media == "text/plain" and not body.lstrip().startswith(b"{"):
            return {"text": body.decode()}
        payload = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, UnicodeEncodeError, ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None
