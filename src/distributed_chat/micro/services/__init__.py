"""The services by name, each a table of its endpoints in small letters."""

from distributed_chat.micro.call import Handler
from distributed_chat.micro.services import chats, codes, groups, invites, seen, streams, threads, users

SERVICES: dict[str, dict[str, Handler]] = {
    "users": users.ENDPOINTS,
    "groups": groups.ENDPOINTS,
    "threads": threads.ENDPOINTS,
    "chats": chats.ENDPOINTS,
    "seen": seen.ENDPOINTS,
    "invites": invites.ENDPOINTS,
    "codes": codes.ENDPOINTS,
    "streams": streams.ENDPOINTS,
}
