"""Rows of the authorisation matrix for files, emoji and gifs: see `matrix`."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx2

from tests.files.sending import begin, post, upload
from tests.matrix import MEMBERS, SIGNED_IN, Row, Target, at
from tests.pictures.samples import drawn, saved
from tests.places import Place

CONTENT = b"words of a file"
BOUNDARY = "x"


@dataclass(frozen=True)
class Raw:
    """A body that is no JSON."""

    content: bytes
    headers: dict[str, str]


async def request(client: httpx2.AsyncClient, method: str, path: str, body: Any) -> httpx2.Response:
    if isinstance(body, Raw):
        return await client.request(method, path, content=body.content, headers=body.headers)
    return await client.request(method, path, json=body)


@lru_cache
def picture() -> bytes:
    return saved(drawn(900, 600), "PNG")


def form(content: bytes, **fields: str) -> Raw:
    parts = [
        f'--x\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    ]
    head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    body = "".join([*parts, head]).encode() + content + b"\r\n--x--\r\n"
    return Raw(body, {"content-type": f"multipart/form-data; boundary={BOUNDARY}"})


def sending(path: str, content: bytes, **fields: str) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        return path.format(**vars(place)), form(content, **fields)

    return make


def posted(where: str, path: str) -> Target:
    """A picture of the owner's in a message there."""

    async def make(place: Place) -> tuple[str, Any]:
        file = await upload(place.owner, "a.png", picture())
        await post(place.owner, getattr(place, where), file["id"])
        return path.format(file["id"]), None

    return make


async def _unposted(place: Place) -> tuple[str, Any]:
    return f"/api/files/{(await upload(place.owner, 'a', CONTENT))['id']}", None


async def _begin(place: Place) -> tuple[str, Any]:
    return "/api/uploads", Raw(b"", {"upload-length": "10"})


def _begun(path: str, *, done: bool = False) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        address = await begin(place.owner, len(CONTENT))
        headers = {"upload-offset": "0", "content-type": "application/offset+octet-stream"}
        if done:
            await place.owner.client.patch(address, content=CONTENT, headers=headers)
        return address + path, Raw(CONTENT, headers)

    return make


async def _begun_to_end(place: Place) -> tuple[str, Any]:
    return await begin(place.owner, len(CONTENT)), None


def _emoji(path: str) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        files = {"file": ("a.png", picture())}
        made = await place.owner.client.post(f"/api/groups/{place.group}/emoji", files=files, data={"name": "party"})
        return f"/api/emoji/{made.json()['emoji']['id']}{path}", None

    return make


def _gif(path: str, body: Any = None) -> Target:
    async def make(place: Place) -> tuple[str, Any]:
        files = {"file": ("a.png", picture())}
        made = await place.owner.client.post(f"/api/groups/{place.group}/gifs", files=files, data={"tags": "party"})
        return f"/api/gifs/{made.json()['gif']['id']}{path}", body

    return make


ALONE = "401 404 404 404 404 200"
"""The owner's, or for the owner and somebody else who is not in the cast."""
OFF = "401 404 404 404 404 404"
"""No provider is set here."""
MADE = "401 404 404 201 201 201"

FILES: dict[str, Row] = {
    "POST /api/files": Row(sending("/api/files", CONTENT), "401 201 201 201 201 201"),
    "POST /api/uploads": Row(_begin, "401 201 201 201 201 201"),
    "GET /api/uploads/{upload_id}": Row(_begun(""), ALONE),
    "PATCH /api/uploads/{upload_id}": Row(_begun(""), ALONE),
    "GET /api/uploads/{upload_id}/file": Row(_begun("/file", done=True), ALONE),
    "DELETE /api/uploads/{upload_id}": Row(_begun_to_end, "401 404 404 404 404 204"),
    "DELETE /api/files/{file_id}": Row(_unposted, "401 404 404 404 404 204"),
    "GET /api/files/{file_id}/{name}": Row(posted("room", "/api/files/{}/a.png"), MEMBERS, "404"),
    "GET /api/files/{file_id}/thumbnail": Row(posted("room", "/api/files/{}/thumbnail"), MEMBERS, "404"),
    "POST /api/files/{file_id}/link": Row(posted("room", "/api/files/{}/link"), MEMBERS, "404"),
    "GET /api/conversations/{conversation_id}/files": Row(at("/api/conversations/{room}/files"), MEMBERS, "404"),
    "GET /api/me/files": Row(at("/api/me/files"), SIGNED_IN),
    # emoji
    "POST /api/groups/{group_id}/emoji": Row(
        sending("/api/groups/{group}/emoji", picture(), name="party"), MADE, "404"
    ),
    "DELETE /api/emoji/{emoji_id}": Row(_emoji(""), "401 404 404 403 204 204", "404"),
    "GET /api/emoji/{emoji_id}/image": Row(_emoji("/image"), MEMBERS, "404"),
    # gifs
    "GET /api/groups/{group_id}/gifs": Row(at("/api/groups/{group}/gifs"), MEMBERS, "404"),
    "POST /api/groups/{group_id}/gifs": Row(sending("/api/groups/{group}/gifs", picture(), tags="a"), MADE, "404"),
    "DELETE /api/gifs/{gif_id}": Row(_gif(""), "401 404 404 403 204 204", "404"),
    "GET /api/gifs/{gif_id}/image": Row(_gif("/image"), MEMBERS, "404"),
    "POST /api/gifs/{gif_id}/use": Row(_gif("/use", {}), MADE, "404"),
    "GET /api/gifs/search": Row(at("/api/gifs/search?q=cat"), OFF),
    "GET /api/gifs/provided/{provider_id}": Row(at("/api/gifs/provided/1"), OFF),
    "POST /api/gifs/use": Row(at("/api/gifs/use", {"id": "1"}), OFF),
}

PRIVATE_FILES: dict[str, Row] = {
    "GET /api/files/{file_id}/{name}": Row(posted("private", "/api/files/{}/a.png"), ALONE),
    "GET /api/files/{file_id}/thumbnail": Row(posted("private", "/api/files/{}/thumbnail"), ALONE),
    "POST /api/files/{file_id}/link": Row(posted("private", "/api/files/{}/link"), ALONE),
    "GET /api/conversations/{conversation_id}/files": Row(at("/api/conversations/{private}/files"), ALONE),
}

CHAT_FILES: dict[str, Row] = {
    "GET /api/files/{file_id}/{name}": Row(posted("chat", "/api/files/{}/a.png"), ALONE),
    "POST /api/files/{file_id}/link": Row(posted("chat", "/api/files/{}/link"), ALONE),
    "GET /api/conversations/{conversation_id}/files": Row(at("/api/conversations/{chat}/files"), ALONE),
}
