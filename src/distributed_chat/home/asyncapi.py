"""`/api/asyncapi.json`: the stream in AsyncAPI 3.0, made from the frames and from every event that a package knows."""

from typing import Any

import msgspec

from distributed_chat import __version__
from distributed_chat.kernel.events import Event
from distributed_chat.streams.protocol import HEARTBEAT_SECONDS, LARGEST_FRAME, Close, Hello, Ping, Pong, Signal
from distributed_chat.web import Incoming, Reply, json_reply, words_of

_REF = "#/components/schemas/{name}"
_TEXT, _NUMBER = {"type": "string"}, {"type": "integer"}
_HEADS = {"type": "object", "additionalProperties": {"type": "integer"}}

SIGNALS = {
    "typing": "Somebody is writing there. Sent again every few seconds while it lasts.",
    "presence": "Who of the group that is watched came or went, every two seconds.",
    "presence.watch": "To the server: the group on screen, whose presence is wanted.",
    "call.state": "How a participant is there: muted, deafened, hand, video, sharing. Every five seconds.",
    "call.offer": "To one participant: an SDP offer.",
    "call.answer": "To one participant: an SDP answer.",
    "call.candidate": "To one participant: ICE candidates.",
}
_FROM_SERVER: dict[str, tuple[str, dict[str, Any]]] = {
    "welcome": (
        "The answer to hello: every stream that I read, and where it stands.",
        {"connection": _TEXT, "user": _TEXT, "epoch": _TEXT, "heads": _HEADS, "heartbeat_seconds": _NUMBER},
    ),
    "reset": (
        "Too far behind, or another history: load the stream's snapshot and go on above its `seq`.",
        {"stream": _TEXT, "head": _NUMBER, "reason": _TEXT},
    ),
    "left": ("The stream is mine no more: drop what is kept of it.", {"stream": _TEXT, "reason": _TEXT}),
    "error": (
        "The frame before was refused.",
        {
            "code": _TEXT,
            "message": _TEXT,
            "retry_after": {"type": "integer", "description": "Seconds; may be missing."},
        },
    ),
    "ping": ("Answer with pong.", {}),
    "pong": ("The answer to my ping.", {}),
}
_CLOSES = {
    Close.NOT_SIGNED_IN: "not signed in, or no longer: do not come back",
    Close.NOT_ALLOWED: "not allowed: do not come back",
    Close.TOO_MANY_SOCKETS: "too many sockets of one person: close one first",
    Close.TOO_SLOW: "too slow: come back, and go on at the cursor",
    Close.GOING_AWAY: "the server goes away: come back with jitter",
    Close.TOO_MANY_FRAMES: "too many frames: come back after a while",
    Close.BAD_FRAME: "bytes that are no frame: mend the program",
}


async def asyncapi(_request: Incoming) -> Reply:
    return json_reply(200, msgspec.json.encode(describe_streams()))


def event_types() -> dict[str, list[type[Event]]]:
    """Every event that a package of ours may append, by type; two structs may share one."""
    found: dict[str, list[type[Event]]] = {}
    waiting = Event.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("distributed_chat."):
            found.setdefault(kind.type, []).append(kind)
    return {name: sorted(kinds, key=lambda kind: kind.__name__) for name, kinds in sorted(found.items())}


def describe_streams() -> dict[str, Any]:
    """The whole document, from the server's side: it receives what clients send."""
    types = event_types()
    structs = [kind for kinds in types.values() for kind in kinds]
    references, schemas = msgspec.json.schema_components([*structs, Hello, Signal, Ping, Pong], ref_template=_REF)
    _add_words(structs, schemas)
    by_struct = dict(zip([*structs, Hello, Signal, Ping, Pong], references, strict=True))
    sent = {f"event.{name}": _event(name, kinds, by_struct) for name, kinds in types.items()}
    sent |= {name: _message(name, about, fields) for name, (about, fields) in _FROM_SERVER.items()}
    sent["signal"] = _message("signal", _about_signals(), {"stream": _TEXT, "type": _TEXT, "from": {"type": "object"}})
    received = {
        f"client.{kind.__name__.lower()}": {"name": kind.__name__.lower(), "payload": by_struct[kind]}
        for kind in (Hello, Signal, Ping, Pong)
    }
    messages = sent | received
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Distributed: the stream", "version": __version__, "description": _about()},
        "defaultContentType": "application/json",
        "channels": {
            "stream": {
                "address": "/api/stream",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
                "bindings": {"ws": {"method": "GET"}},
            }
        },
        "operations": {"send": _operation("send", sent), "receive": _operation("receive", received)},
        "components": {"messages": messages, "schemas": dict(sorted(schemas.items()))},
    }


def _operation(action: str, messages: dict[str, Any]) -> dict[str, Any]:
    listed = [{"$ref": f"#/channels/stream/messages/{name}"} for name in messages]
    return {"action": action, "channel": {"$ref": "#/channels/stream"}, "messages": listed}


def _event(name: str, kinds: list[type[Event]], by_struct: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    about = " ".join(" ".join((kind.__doc__ or "").split()) for kind in kinds)
    fields = {
        "stream": {"type": "string", "description": "`group:<id>`, `room:<id>`, `chat:<id>` or `user:<id>`."},
        "seq": {"type": "integer", "minimum": 1, "description": "From 1, without gaps in its stream."},
        "type": {"const": name},
        "at": {"type": "string", "format": "date-time"},
        "payload": {"anyOf": [*(by_struct[kind] for kind in kinds), {"type": "null"}]},
        "hash": {"type": "string", "description": "16 hex digits of the chain up to here."},
    }
    return _message("event", about, fields) | {"name": name}


def _message(frame: str, about: str, fields: dict[str, Any]) -> dict[str, Any]:
    needed = ["frame", *(name for name in fields if name != "retry_after")]
    properties = {"frame": {"const": frame}, **fields}
    return {
        "name": frame,
        "summary": about,
        "payload": {"type": "object", "properties": properties, "required": needed},
    }


def _add_words(structs: list[type[Event]], schemas: dict[str, Any]) -> None:
    for struct in structs:
        fields = schemas.get(struct.__name__, {}).get("properties", {})
        for name, words in words_of(struct).items():
            if name in fields:
                fields[name] = {**fields[name], "description": words}


def _about() -> str:
    closes = "; ".join(f"{code.value} {meaning}" for code, meaning in _CLOSES.items())
    return (
        f"One WebSocket per client, JSON text frames of at most {LARGEST_FRAME // 1024} KiB, ten a second with bursts "
        f"of fifty. First hello, within ten seconds, with the last `seq` of each stream: exactly the rest comes, in "
        f"order, then what is new. Send a ping when nothing came for {HEARTBEAT_SECONDS} seconds. "
        f"Close codes: {closes}."
    )


def _about_signals() -> str:
    return "May be lost, is never stored. " + " ".join(f"`{name}`: {about}" for name, about in SIGNALS.items())
