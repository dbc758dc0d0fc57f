"""streams: a bus of topics for third parties. Listening is `WS /micro/streams/subscribe`, see `socket`."""

from typing import Any

from distributed_chat.micro.call import Call, Handler
from distributed_chat.micro.errors import MicroError, missing
from distributed_chat.micro.topics import is_topic

_INVALID = MicroError("MISSING_TOPIC", "Invalid topic")


async def token(call: Call) -> dict[str, Any]:
    topic = call.text("topic")
    if topic and not is_topic(topic):
        raise _INVALID
    return {"token": call.topics.token(topic)}


async def publish(call: Call) -> dict[str, Any]:
    topic = call.need("TOPIC", "Missing topic", "topic")
    if not is_topic(topic):
        raise _INVALID
    message = call.text("message")
    if not message:
        raise missing("MESSAGE", "Missing message")
    call.topics.publish(topic, message)
    return {}


ENDPOINTS: dict[str, Handler] = {"token": token, "publish": publish}
