"""How people upload in these tests: by a form, or by tus."""

import base64
from typing import Any

import httpx2

from tests.cast import Person, good


async def upload(person: Person, name: str, content: bytes, **fields: str) -> Any:
    """The file, uploaded by a form and in no message yet."""
    return good(await try_upload(person, name, content, **fields), 201)["file"]


async def try_upload(person: Person, name: str, content: bytes, **fields: str) -> httpx2.Response:
    return await person.client.post("/api/files", files={"file": (name, content)}, data=fields)


async def post(person: Person, conversation: str, *file_ids: str, text: str = "", **more: Any) -> Any:
    """A message with these files."""
    body = {"text": text, "file_ids": list(file_ids), **more}
    return (await person.post(f"/api/conversations/{conversation}/messages", body))["message"]


def tus_headers(size: int, **metadata: str) -> dict[str, str]:
    pairs = [f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in metadata.items()]
    return {"tus-resumable": "1.0.0", "upload-length": str(size), "upload-metadata": ",".join(pairs)}


async def begin(person: Person, size: int, **metadata: str) -> str:
    """The address of a resumable upload."""
    answer = await person.client.post("/api/uploads", headers=tus_headers(size, **metadata))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


async def patch(person: Person, address: str, offset: int, content: Any) -> httpx2.Response:
    headers = {
        "tus-resumable": "1.0.0",
        "upload-offset": str(offset),
        "content-type": "application/offset+octet-stream",
    }
    return await person.client.patch(address, content=content, headers=headers)
