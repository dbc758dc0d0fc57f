"""Who may call what: one row for every route. The columns are the actors, then an object that is already deleted.

nobody is not signed in; a stranger is in no group of theirs; the ex-member was removed; the member made nothing here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from distributed_chat.kernel.ids import new_id
from tests.cast import PASSWORD
from tests.places import Place

Target = Callable[[Place], Awaitable[tuple[str, Any]]]
"""Makes what the request is about, and says the path and the body."""

ACTORS = ("nobody", "stranger", "ex_member", "member", "admin", "owner")


@dataclass(frozen=True)
class Row:
    target: Target
    expected: str
    """Statuses in the order of `ACTORS`."""
    deleted: str = "-"
    """For the owner, once the object is gone; `-` where nothing of the kind can be deleted."""


def at(path: str, body: Any = None) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        return path.format(**vars(place)), body

    return make


async def _sessions_of_owner(place: Place) -> tuple[str, Any]:
    [session] = (await place.owner.get("/api/sessions"))["sessions"][:1]
    return f"/api/sessions/{session['id']}", None


async def _invite_to_accept(place: Place) -> tuple[str, Any]:
    return f"/api/invites/{place.code}/accept", {}


async def _network_of_a_call(place: Place) -> tuple[str, Any]:
    await place.owner.post(f"/api/conversations/{place.room}/call/join")
    return f"/api/ice-servers?conversation_id={place.room}", None


_FOR_LATER = {"send_at": "2026-11-26T09:00:00Z", "message": {"text": "Good morning"}}


def _scheduled(body: Any = None, rest: str = "") -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        made = await place.owner.post(f"/api/conversations/{place.room}/scheduled", _FOR_LATER)
        return f"/api/scheduled/{made['scheduled']['id']}{rest}", body

    return make


async def _new_account(place: Place) -> tuple[str, Any]:
    person = {"first_name": "New", "last_name": "Comer", "email": f"{new_id()}@example.test", "password": PASSWORD}
    return "/api/users", person


def _forward(message: str) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        return f"/api/messages/{getattr(place, message)}/forward", {"conversation_id": place.room}

    return make


def _asked(conversation: str, path: str, body: Any = None) -> Target:
    """Something about a poll of the owner's there."""

    async def make(place: Place) -> tuple[str, Any]:
        poll = {"text": "Soup?", "poll": {"options": ["Yes", "No"]}}
        sent = await place.owner.post(f"/api/conversations/{getattr(place, conversation)}/messages", poll)
        return f"/api/messages/{sent['message']['id']}{path}", body

    return make


def _linked(conversation: str) -> Target:
    """The previews of a message of the owner's there."""

    async def make(place: Place) -> tuple[str, Any]:
        text = {"text": "Look: https://news.example/"}
        sent = await place.owner.post(f"/api/conversations/{getattr(place, conversation)}/messages", text)
        return f"/api/messages/{sent['message']['id']}/previews", None

    return make


def _for_the_owner_alone(conversation: str, message: str) -> dict[str, Row]:
    """What may be done with a message in a conversation that, of the actors, only the owner reads."""
    it, there = f"/api/messages/{{{message}}}", f"/api/conversations/{{{conversation}}}"
    alone = "401 404 404 404 404 {}".format
    return {
        "GET /api/conversations/{conversation_id}/pins": Row(at(f"{there}/pins"), alone(200)),
        "GET /api/messages/{message_id}": Row(at(it), alone(200)),
        "PATCH /api/messages/{message_id}": Row(at(it, {"text": "Better"}), alone(200)),
        "DELETE /api/messages/{message_id}": Row(at(it), alone(200)),
        "GET /api/messages/{message_id}/edits": Row(at(f"{it}/edits"), alone(200)),
        "PUT /api/messages/{message_id}/reactions/{emoji}": Row(at(f"{it}/reactions/{THUMB}"), alone(200)),
        "DELETE /api/messages/{message_id}/reactions/{emoji}": Row(at(f"{it}/reactions/{THUMB}"), alone(200)),
        "PUT /api/messages/{message_id}/pin": Row(at(f"{it}/pin"), alone(200)),
        "DELETE /api/messages/{message_id}/pin": Row(at(f"{it}/pin"), alone(200)),
        "POST /api/messages/{message_id}/forward": Row(_forward(message), alone(201)),
        "PUT /api/messages/{message_id}/vote": Row(_asked(conversation, "/vote", VOTE), alone(200)),
        "POST /api/messages/{message_id}/poll/close": Row(_asked(conversation, "/poll/close", {}), alone(200)),
        "DELETE /api/messages/{message_id}/previews": Row(_linked(conversation), alone(204)),
    }


VOTE = {"options": [0]}
THUMB = "\N{THUMBS UP SIGN}"
ANYBODY = "200 200 200 200 200 200"
SIGNED_IN = "401 200 200 200 200 200"
MEMBERS = "401 404 404 200 200 200"
PEOPLE = {"first_name": "Renamed"}

MATRIX: dict[str, Row] = {
    # accounts
    "GET /api/instance": Row(at("/api/instance"), ANYBODY),
    "POST /api/users": Row(_new_account, "201 201 201 201 201 201"),
    "POST /api/sessions": Row(
        at("/api/sessions", {"email": "none@example.test", "password": "no"}), "401 401 401 401 401 401"
    ),
    "DELETE /api/sessions/current": Row(at("/api/sessions/current"), "401 204 204 204 204 204"),
    "GET /api/sessions": Row(at("/api/sessions"), SIGNED_IN),
    "DELETE /api/sessions/{session_id}": Row(_sessions_of_owner, "401 404 404 404 404 204"),
    "GET /api/me": Row(at("/api/me"), SIGNED_IN),
    "PATCH /api/me": Row(at("/api/me", PEOPLE), SIGNED_IN),
    "DELETE /api/me": Row(at("/api/me", {"password": "wrong password"}), "401 403 403 403 403 403"),
    "POST /api/me/email-proof": Row(at("/api/me/email-proof", {}), "401 409 409 409 409 409"),
    "POST /api/me/email-proof/confirm": Row(
        at("/api/me/email-proof/confirm", {"code": "00000000"}), "401 422 422 422 422 422"
    ),
    "POST /api/password-resets": Row(
        at("/api/password-resets", {"email": "none@example.test"}), "202 202 202 202 202 202"
    ),
    "POST /api/password-resets/confirm": Row(
        at("/api/password-resets/confirm", {"email": "none@example.test", "code": "1", "password": PASSWORD}),
        "422 422 422 422 422 422",
    ),
    # groups
    "GET /api/groups": Row(at("/api/groups"), SIGNED_IN),
    "POST /api/groups": Row(at("/api/groups", {"name": "Another"}), "401 201 201 201 201 201"),
    "GET /api/groups/{group_id}": Row(at("/api/groups/{group}"), MEMBERS, "404"),
    "PATCH /api/groups/{group_id}": Row(at("/api/groups/{group}", {"name": "New"}), "401 404 404 403 200 200", "404"),
    "GET /api/groups/{group_id}/retention": Row(
        at("/api/groups/{group}/retention?days=30"), "401 404 404 403 403 200", "404"
    ),
    "PUT /api/groups/{group_id}/retention": Row(
        at("/api/groups/{group}/retention", {"days": 30}), "401 404 404 403 403 200", "404"
    ),
    "DELETE /api/groups/{group_id}": Row(at("/api/groups/{group}"), "401 404 404 403 403 204", "404"),
    "POST /api/groups/{group_id}/leave": Row(at("/api/groups/{group}/leave", {}), "401 404 404 204 204 409", "404"),
    "PATCH /api/groups/{group_id}/members/{user_id}": Row(
        at("/api/groups/{group}/members/{second}", {"role": "admin"}), "401 404 404 403 403 200", "404"
    ),
    "DELETE /api/groups/{group_id}/members/{user_id}": Row(
        at("/api/groups/{group}/members/{second}"), "401 404 404 403 204 204", "404"
    ),
    # invites
    "GET /api/groups/{group_id}/invites": Row(at("/api/groups/{group}/invites"), "401 404 404 403 200 200", "404"),
    "POST /api/groups/{group_id}/invites": Row(at("/api/groups/{group}/invites", {}), "401 404 404 201 201 201", "404"),
    "DELETE /api/invites/{invite_id}": Row(at("/api/invites/{invite}"), "401 404 404 403 204 204", "404"),
    "GET /api/invites": Row(at("/api/invites"), SIGNED_IN),
    "GET /api/invites/{code}": Row(at("/api/invites/{code}"), ANYBODY, "404"),
    "POST /api/invites/{code}/accept": Row(_invite_to_accept, "401 200 200 200 200 200", "404"),
    "POST /api/invites/{code}/decline": Row(at("/api/invites/{code}/decline", {}), "401 204 204 204 204 204", "404"),
    # rooms, chats, markers
    "POST /api/groups/{group_id}/rooms": Row(
        at("/api/groups/{group}/rooms", {"topic": "Balcony"}), "401 404 404 201 201 201", "404"
    ),
    "PATCH /api/rooms/{room_id}": Row(at("/api/rooms/{room}", {"topic": "Attic"}), "401 404 404 403 200 200", "404"),
    "DELETE /api/rooms/{room_id}": Row(at("/api/rooms/{room}"), "401 404 404 403 204 204", "404"),
    "POST /api/chats": Row(at("/api/chats", {"user_ids": ["{second}"]}), "401 404 404 201 201 200"),
    "GET /api/chats": Row(at("/api/chats"), SIGNED_IN),
    "PUT /api/conversations/{conversation_id}/seen": Row(
        at("/api/conversations/{room}/seen", {"number": 1}), MEMBERS, "404"
    ),
    "PUT /api/conversations/{conversation_id}/unread": Row(
        at("/api/conversations/{room}/unread", {"from": 1}), MEMBERS, "404"
    ),
    # messages
    "GET /api/conversations/{conversation_id}/messages": Row(at("/api/conversations/{room}/messages"), MEMBERS, "404"),
    "POST /api/conversations/{conversation_id}/messages": Row(
        at("/api/conversations/{room}/messages", {"text": "Hello"}), "401 404 404 201 201 201", "404"
    ),
    "GET /api/conversations/{conversation_id}/pins": Row(at("/api/conversations/{room}/pins"), MEMBERS, "404"),
    "GET /api/messages/{message_id}": Row(at("/api/messages/{message}"), MEMBERS, "404"),
    "PATCH /api/messages/{message_id}": Row(
        at("/api/messages/{message}", {"text": "Better"}), "401 404 404 403 403 200", "404"
    ),
    "DELETE /api/messages/{message_id}": Row(at("/api/messages/{message}"), "401 404 404 403 200 200", "404"),
    "GET /api/messages/{message_id}/edits": Row(at("/api/messages/{message}/edits"), MEMBERS, "404"),
    "PUT /api/messages/{message_id}/reactions/{emoji}": Row(
        at(f"/api/messages/{{message}}/reactions/{THUMB}"), MEMBERS, "404"
    ),
    "DELETE /api/messages/{message_id}/reactions/{emoji}": Row(
        at(f"/api/messages/{{message}}/reactions/{THUMB}"), MEMBERS, "404"
    ),
    "PUT /api/messages/{message_id}/pin": Row(at("/api/messages/{message}/pin"), MEMBERS, "404"),
    "DELETE /api/messages/{message_id}/pin": Row(at("/api/messages/{message}/pin"), MEMBERS, "404"),
    "POST /api/messages/{message_id}/forward": Row(_forward("message"), "401 404 404 201 201 201", "404"),
    # polls and previews
    "PUT /api/messages/{message_id}/vote": Row(_asked("room", "/vote", VOTE), MEMBERS, "404"),
    "POST /api/messages/{message_id}/poll/close": Row(
        _asked("room", "/poll/close", {}), "401 404 404 403 403 200", "404"
    ),
    "DELETE /api/messages/{message_id}/previews": Row(_linked("room"), "401 404 404 403 204 204", "404"),
    # There is no picture here: tests/embeds has one.
    "GET /api/previews/{preview_id}/image": Row(at("/api/previews/{message}/image"), "401 404 404 404 404 404"),
    # calls
    "POST /api/conversations/{conversation_id}/call/join": Row(
        at("/api/conversations/{room}/call/join", {}), MEMBERS, "404"
    ),
    "POST /api/conversations/{conversation_id}/call/leave": Row(
        at("/api/conversations/{room}/call/leave", {}), MEMBERS, "404"
    ),
    # Not even a member who is not in the call.
    "GET /api/ice-servers": Row(_network_of_a_call, "401 404 404 404 404 200", "404"),
    # later
    "PUT /api/messages/{message_id}/saved": Row(at("/api/messages/{message}/saved", {}), MEMBERS, "404"),
    # Letting go of what is not saved is harmless, whatever it is.
    "DELETE /api/messages/{message_id}/saved": Row(
        at("/api/messages/{message}/saved"), "401 204 204 204 204 204", "204"
    ),
    "GET /api/saved": Row(at("/api/saved"), SIGNED_IN),
    "PUT /api/conversations/{conversation_id}/draft": Row(
        at("/api/conversations/{room}/draft", {"text": "Dear"}), MEMBERS, "404"
    ),
    "POST /api/conversations/{conversation_id}/scheduled": Row(
        at("/api/conversations/{room}/scheduled", _FOR_LATER), "401 404 404 201 201 201", "404"
    ),
    "GET /api/scheduled": Row(at("/api/scheduled"), SIGNED_IN),
    # Nobody but its author knows of it; it stays when the place is gone, but can't be sent there.
    "PATCH /api/scheduled/{scheduled_id}": Row(_scheduled({"text": "Better"}), "401 404 404 404 404 200", "200"),
    "DELETE /api/scheduled/{scheduled_id}": Row(_scheduled(), "401 404 404 404 404 204", "204"),
    "POST /api/scheduled/{scheduled_id}/send": Row(_scheduled({}, "/send"), "401 404 404 404 404 200", "403"),
    # search
    "GET /api/search": Row(at("/api/search?q=hello"), SIGNED_IN),
    "GET /api/conversations/{conversation_id}/days/{date}": Row(
        at("/api/conversations/{room}/days/2026-11-25"), MEMBERS, "404"
    ),
    # home
    "GET /api/home": Row(at("/api/home"), SIGNED_IN),
    "GET /api/catch-up": Row(at("/api/catch-up"), SIGNED_IN),
    "PUT /api/me/seen": Row(at("/api/me/seen", {}), SIGNED_IN),
    "PUT /api/messages/{message_id}/thread/seen": Row(
        at("/api/messages/{message}/thread/seen", {"number": 1}), MEMBERS, "404"
    ),
    "GET /api/streams/{stream}/snapshot": Row(at("/api/streams/group:{group}/snapshot"), MEMBERS, "404"),
    "GET /api/streams/{stream}/events": Row(at("/api/streams/group:{group}/events"), MEMBERS, "404"),
    "GET /api/conversations/{conversation_id}/events": Row(at("/api/conversations/{room}/events"), MEMBERS, "404"),
}

PRIVATE: dict[str, Row] = {
    # A private room of the owner and the second member: to everybody else in the group it is not there, admins too.
    "GET /api/conversations/{conversation_id}/messages": Row(
        at("/api/conversations/{private}/messages"), "401 404 404 404 404 200"
    ),
    "POST /api/conversations/{conversation_id}/messages": Row(
        at("/api/conversations/{private}/messages", {"text": "Hello"}), "401 404 404 404 404 201"
    ),
    "PUT /api/conversations/{conversation_id}/seen": Row(
        at("/api/conversations/{private}/seen", {"number": 1}), "401 404 404 404 404 200"
    ),
    "POST /api/conversations/{conversation_id}/call/join": Row(
        at("/api/conversations/{private}/call/join", {}), "401 404 404 404 404 200"
    ),
    "POST /api/conversations/{conversation_id}/call/leave": Row(
        at("/api/conversations/{private}/call/leave", {}), "401 404 404 404 404 200"
    ),
    "PUT /api/messages/{message_id}/saved": Row(at("/api/messages/{secret}/saved", {}), "401 404 404 404 404 200"),
    "PUT /api/messages/{message_id}/thread/seen": Row(
        at("/api/messages/{secret}/thread/seen", {"number": 1}), "401 404 404 404 404 200"
    ),
    "PUT /api/conversations/{conversation_id}/draft": Row(
        at("/api/conversations/{private}/draft", {"text": "Dear"}), "401 404 404 404 404 200"
    ),
    "POST /api/conversations/{conversation_id}/scheduled": Row(
        at("/api/conversations/{private}/scheduled", _FOR_LATER), "401 404 404 404 404 201"
    ),
    "GET /api/conversations/{conversation_id}/days/{date}": Row(
        at("/api/conversations/{private}/days/2026-11-25"), "401 404 404 404 404 200"
    ),
    "PATCH /api/rooms/{room_id}": Row(at("/api/rooms/{private}", {"topic": "X"}), "401 404 404 404 404 200"),
    "DELETE /api/rooms/{room_id}": Row(at("/api/rooms/{private}"), "401 404 404 404 404 204"),
    "GET /api/streams/{stream}/snapshot": Row(at("/api/streams/room:{private}/snapshot"), "401 404 404 404 404 200"),
    "GET /api/streams/{stream}/events": Row(at("/api/streams/room:{private}/events"), "401 404 404 404 404 200"),
    "GET /api/conversations/{conversation_id}/events": Row(
        at("/api/conversations/{private}/events"), "401 404 404 404 404 200"
    ),
    **_for_the_owner_alone("private", "secret"),
    "PUT /api/conversations/{conversation_id}/unread": Row(
        at("/api/conversations/{private}/unread", {"from": 1}), "401 404 404 404 404 200"
    ),
}

CHAT: dict[str, Row] = {
    # A direct chat of the owner and the second member.
    "GET /api/conversations/{conversation_id}/messages": Row(
        at("/api/conversations/{chat}/messages"), "401 404 404 404 404 200"
    ),
    "POST /api/conversations/{conversation_id}/messages": Row(
        at("/api/conversations/{chat}/messages", {"text": "Hello"}), "401 404 404 404 404 201"
    ),
    "POST /api/conversations/{conversation_id}/call/join": Row(
        at("/api/conversations/{chat}/call/join", {}), "401 404 404 404 404 200"
    ),
    "POST /api/conversations/{conversation_id}/call/leave": Row(
        at("/api/conversations/{chat}/call/leave", {}), "401 404 404 404 404 200"
    ),
    "GET /api/streams/{stream}/events": Row(at("/api/streams/chat:{chat}/events"), "401 404 404 404 404 200"),
    "GET /api/conversations/{conversation_id}/events": Row(
        at("/api/conversations/{chat}/events"), "401 404 404 404 404 200"
    ),
    "GET /api/streams/{stream}/snapshot": Row(at("/api/streams/user:{second}/snapshot"), "401 404 404 404 404 404"),
    **_for_the_owner_alone("chat", "whisper"),
}
