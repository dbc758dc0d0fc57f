"""The contract of the platform, row by row: endpoint, request, and the error that it answers with."""

from typing import Any, NamedTuple

NOWHERE = "6f1c1e2a-0000-4000-8000-000000000000"
PERSON = {"first_name": "Eve", "last_name": "Test", "email": "eve@example.test", "password": "correct horse"}


REMOVE = "groups/RemoveMember"
GONE = "Conversation not found"
SHORT = "Password must be at least 8 characters long"


class Refused(NamedTuple):
    path: str
    fields: dict[str, Any]
    status: int
    id: str
    detail: str


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in PERSON.items() if key != name}


def _all(path: str, fields: dict[str, Any], status: int, id: str, detail: str, *also: str) -> list[Refused]:
    return [Refused(one, fields, status, id, detail) for one in (path, *also)]


ERRORS: list[Refused] = [
    # users
    Refused("users/create", without("first_name"), 400, "MISSING_FIRST_NAME", "Missing first name"),
    Refused("users/create", without("last_name"), 400, "MISSING_LAST_NAME", "Missing last name"),
    Refused("users/create", without("email"), 400, "MISSING_EMAIL", "Missing email"),
    Refused("users/create", PERSON | {"email": "eve"}, 400, "INVALID_EMAIL", "The email provided is invalid"),
    Refused(
        "users/create",
        PERSON | {"password": "seven77"},
        400,
        "INVALID_PASSWORD",
        SHORT,
    ),
    Refused(
        "users/create", without("password"), 400, "INVALID_PASSWORD", "Password must be at least 8 characters long"
    ),
    Refused(
        "users/create",
        PERSON | {"email": "ANN@example.test"},
        400,
        "DUPLICATE_EMAIL",
        "A user with this email address already exists",
    ),
    Refused("users/create", {}, 400, "MISSING_FIRST_NAME", "Missing first name"),
    Refused("users/login", {"password": "x"}, 400, "MISSING_EMAIL", "Missing email"),
    Refused(
        "users/login",
        {"email": "ann@example.test"},
        400,
        "INVALID_PASSWORD",
        SHORT,
    ),
    Refused("users/login", {"email": "no@example.test", "password": "x"}, 404, "NOT_FOUND", "User not found"),
    Refused(
        "users/login",
        {"email": "ann@example.test", "password": "wrong words"},
        400,
        "INCORRECT_PASSWORD",
        "Incorrect password",
    ),
    Refused("users/logout", {}, 400, "MISSING_ID", "Missing ID"),
    Refused("users/logout", {"id": NOWHERE}, 404, "NOT_FOUND", "User not found"),
    Refused("users/validate", {}, 400, "MISSING_TOKEN", "Missing token"),
    Refused("users/validate", {"token": "ds_nothing"}, 400, "INVALID_TOKEN", "Token is invalid"),
    Refused("users/read", {}, 400, "MISSING_IDS", "One or more ids are required"),
    Refused("users/read", {"ids": []}, 400, "MISSING_IDS", "One or more ids are required"),
    Refused("users/ReadByEmail", {}, 400, "MISSING_EMAILS", "One or more emails are required"),
    Refused("users/update", {"first_name": "Eve"}, 400, "MISSING_ID", "Missing ID"),
    Refused("users/update", {"id": "$ann", "first_name": ""}, 400, "MISSING_FIRST_NAME", "Missing first name"),
    Refused("users/update", {"id": "$ann", "last_name": ""}, 400, "MISSING_LAST_NAME", "Missing last name"),
    Refused("users/update", {"id": "$ann", "email": ""}, 400, "MISSING_EMAIL", "Missing email"),
    Refused("users/update", {"id": "$ann", "email": "x"}, 400, "INVALID_EMAIL", "The email provided is invalid"),
    Refused("users/update", {"id": "$ann", "password": "short"}, 400, "INVALID_EMAIL", "The email provided is invalid"),
    Refused("users/update", {"id": NOWHERE, "first_name": "Eve"}, 404, "NOT_FOUND", "User not found"),
    Refused(
        "users/update",
        {"id": "$ann", "email": "bob@example.test"},
        400,
        "DUPLICATE_EMAIL",
        "A user with this email address already exists",
    ),
    Refused("users/delete", {}, 400, "MISSING_ID", "Missing ID"),
    # groups
    Refused("groups/Create", {}, 400, "MISSING_NAME", "Missing name"),
    Refused("groups/Read", {}, 400, "MISSING_IDS", "One or more IDs are required"),
    Refused("groups/Update", {"name": "x"}, 400, "MISSING_ID", "Missing ID"),
    Refused("groups/Update", {"id": "$group"}, 400, "MISSING_NAME", "Missing name"),
    Refused("groups/Update", {"id": NOWHERE, "name": "x"}, 400, "NOT_FOUND", "No group found with this ID"),
    Refused("groups/Delete", {}, 400, "MISSING_ID", "Missing ID"),
    *_all(
        "groups/AddMember", {"member_id": "$ann"}, 400, "MISSING_GROUP_ID", "Missing Group ID", "groups/RemoveMember"
    ),
    *_all("groups/AddMember", {"group_id": "$group"}, 400, "MISSING_MEMBER_ID", "Missing Member ID", REMOVE),
    *_all(
        "groups/AddMember",
        {"group_id": NOWHERE, "member_id": "$ann"},
        400,
        "NOT_FOUND",
        "No group found with this ID",
        REMOVE,
    ),
    # threads
    *_all(
        "threads/CreateConversation",
        {"topic": "x"},
        400,
        "MISSING_GROUP_ID",
        "Missing GroupID",
        "threads/CreateThread",
        "threads/ListConversations",
        "threads/ListThreads",
    ),
    *_all(
        "threads/CreateConversation",
        {"group_id": "$group"},
        400,
        "MISSING_TOPIC",
        "Missing Topic",
        "threads/CreateThread",
    ),
    *_all(
        "threads/ReadConversation",
        {"topic": "x"},
        400,
        "MISSING_ID",
        "Missing ID",
        "threads/UpdateConversation",
        "threads/DeleteConversation",
        "threads/ReadThread",
    ),
    Refused("threads/UpdateConversation", {"id": "$room"}, 400, "MISSING_TOPIC", "Missing Topic"),
    *_all(
        "threads/ReadConversation",
        {"id": NOWHERE, "topic": "x"},
        404,
        "NOT_FOUND",
        "Conversation not found",
        "threads/UpdateConversation",
    ),
    Refused("threads/ReadThread", {"id": NOWHERE}, 404, "NOT_FOUND", "Thread not found"),
    Refused(
        "threads/ReadConversation", {"id": "$room", "group_id": NOWHERE}, 404, "NOT_FOUND", "Conversation not found"
    ),
    Refused("threads/CreateMessage", {}, 400, "MISSING_AUTHOR_ID", "Missing Author ID"),
    Refused("threads/CreateMessage", {"author_id": "$ann"}, 400, "MISSING_CONVERSATION_ID", "Missing Conversation ID"),
    Refused(
        "threads/CreateMessage",
        {"author_id": "$ann", "conversation_id": "$room"},
        400,
        "MISSING_TEXT",
        "Missing text",
    ),
    Refused(
        "threads/CreateMessage",
        {"author_id": "$ann", "conversation_id": NOWHERE, "text": "x"},
        404,
        "NOT_FOUND",
        "Conversation not found",
    ),
    Refused(
        "threads/CreateMessage",
        {"author_id": "$ann", "thread_id": ""},
        400,
        "MISSING_CONVERSATION_ID",
        "Missing Thread ID",
    ),
    Refused("threads/ListMessages", {}, 400, "MISSING_CONVERSATION_ID", "Missing Conversation ID"),
    Refused("threads/RecentMessages", {}, 400, "MISSING_CONVERSATION_IDS", "One or more Conversation IDs are required"),
    # chats
    Refused("chats/CreateChat", {}, 400, "MISSING_USER_IDs", "Two or more user IDs are required"),
    Refused("chats/CreateChat", {"user_ids": ["$ann"]}, 400, "MISSING_USER_IDs", "Two or more user IDs are required"),
    Refused("chats/CreateMessage", {}, 400, "MISSING_AUTHOR_ID", "Missing Author ID"),
    Refused("chats/CreateMessage", {"author_id": "$ann"}, 400, "MISSING_CHAT_ID", "Missing Chat ID"),
    Refused("chats/CreateMessage", {"author_id": "$ann", "chat_id": "$room"}, 400, "MISSING_TEXT", "Missing text"),
    Refused(
        "chats/CreateMessage",
        {"author_id": "$ann", "chat_id": "$room", "text": "x"},
        404,
        "NOT_FOUND",
        "Chat not found",
    ),
    Refused("chats/ListMessages", {}, 400, "MISSING_CHAT_ID", "Missing Chat ID"),
    # seen
    *_all("seen/Set", {}, 400, "MISSING_USER_ID", "Missing UserID", "seen/Unset", "seen/Read"),
    *_all("seen/Set", {"user_id": "$ann"}, 400, "MISSING_RESOURCE_ID", "Missing ResourceID", "seen/Unset"),
    *_all(
        "seen/Set",
        {"user_id": "$ann", "resource_id": "x"},
        400,
        "MISSING_RESOURCE_TYPE",
        "Missing ResourceType",
        "seen/Unset",
    ),
    Refused("seen/Read", {"user_id": "$ann"}, 400, "MISSING_RESOURCE_IDS", "Missing ResourceIDs"),
    Refused(
        "seen/Read", {"user_id": "$ann", "resource_ids": ["x"]}, 400, "MISSING_RESOURCE_TYPE", "Missing ResourceType"
    ),
    # invites
    Refused("invites/Create", {}, 400, "MISSING_GROUP_ID", "Missing GroupID"),
    Refused("invites/Create", {"group_id": "$group"}, 400, "MISSING_EMAIL", "Missing Email"),
    Refused(
        "invites/Create", {"group_id": "$group", "email": "x"}, 400, "INVALID_EMAIL", "The email provided was invalid"
    ),
    Refused("invites/Read", {}, 400, "ID_OR_CODE_REQUIRED", "An email address code is required to read an invite"),
    Refused("invites/Read", {"id": NOWHERE}, 404, "NOT_FOUND", "Invite not found"),
    Refused("invites/Read", {"code": "00000000"}, 404, "NOT_FOUND", "Invite not found"),
    Refused(
        "invites/List",
        {},
        400,
        "GROUP_ID_OR_EMAIL_REQUIRED",
        "An email address or group id is needed to list invites",
    ),
    Refused("invites/Delete", {}, 400, "MISSING_ID", "Missing ID"),
    # codes
    Refused("codes/Create", {}, 400, "MISSING_IDENTITY", "Missing identity"),
    Refused("codes/Verify", {}, 400, "MISSING_CODE", "Missing code"),
    Refused("codes/Verify", {"code": "12345678"}, 400, "MISSING_IDENTITY", "Missing identity"),
    Refused("codes/Verify", {"code": "12345678", "identity": "a@b.example"}, 400, "INVALID_CODE", "Invalid code"),
    # streams
    Refused("streams/Token", {"topic": "a/b"}, 400, "MISSING_TOPIC", "Invalid topic"),
    Refused("streams/Publish", {"message": "x"}, 400, "MISSING_TOPIC", "Missing topic"),
    Refused("streams/Publish", {"topic": ".a", "message": "x"}, 400, "MISSING_TOPIC", "Invalid topic"),
    Refused("streams/Publish", {"topic": "a"}, 400, "MISSING_MESSAGE", "Missing message"),
    # the gateway
    Refused("users/Nothing", {}, 500, "go.micro.client", "unknown method nothing of service users"),
    Refused("nothing/Read", {}, 500, "go.micro.client", "service nothing: not found"),
    Refused("users/read", {"ids": 7}, 400, "MISSING_IDS", "One or more ids are required"),
    Refused("groups/Create", {"name": {"a": 1}}, 500, "go.micro.client", "The field name is a string"),
]

UNKNOWN_IS_FINE: list[tuple[str, dict[str, Any]]] = [
    ("users/delete", {"id": NOWHERE}),
    ("users/read", {"ids": [NOWHERE, "no uuid"]}),
    ("users/ReadByEmail", {"emails": ["no@example.test"]}),
    ("groups/Read", {"ids": [NOWHERE]}),
    ("groups/Delete", {"id": NOWHERE}),
    ("groups/RemoveMember", {"group_id": "$group", "member_id": NOWHERE}),
    ("groups/List", {"member_id": NOWHERE}),
    ("threads/DeleteConversation", {"id": NOWHERE}),
    ("threads/ListConversations", {"group_id": NOWHERE}),
    ("threads/ListMessages", {"conversation_id": NOWHERE}),
    ("threads/RecentMessages", {"conversation_ids": [NOWHERE]}),
    ("chats/ListMessages", {"chat_id": NOWHERE}),
    ("seen/Read", {"user_id": "$ann", "resource_type": "thread", "resource_ids": [NOWHERE]}),
    ("seen/Unset", {"user_id": "$ann", "resource_type": "thread", "resource_id": NOWHERE}),
    ("invites/List", {"email": "no@example.test"}),
    ("invites/Delete", {"id": NOWHERE}),
    ("streams/Publish", {"topic": "a b", "message": "to nobody"}),
]
"""What is not there is no error, and nothing is `{}`."""
