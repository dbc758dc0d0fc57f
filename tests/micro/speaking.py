"""A client of that generation, for tests: it speaks the platform's HTTP and nothing of ours."""

from typing import Any

import httpx2
import msgspec

from distributed_chat.app import App
from tests.cast import Person, client_of


class Micro:
    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client

    async def raw(self, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        return await self.client.post(f"/micro/{path}", json=body if body is not None else {}, headers=headers)

    async def __call__(self, path: str, **fields: Any) -> dict[str, Any]:
        """The JSON of a 200."""
        answer = await self.raw(path, fields)
        assert answer.status_code == 200, (path, answer.text)
        return msgspec.json.decode(answer.content, type=dict[str, Any])

    async def error(self, path: str, **fields: Any) -> tuple[int, str, str]:
        """Status, id and sentence of an error, whose body says its status too."""
        answer = await self.raw(path, fields)
        body = answer.json()
        assert set(body) == {"Id", "Code", "Detail", "Status"}, answer.text
        assert body["Code"] == answer.status_code
        return answer.status_code, body["Id"], body["Detail"]


async def micro_key(ann: Person, **form: Any) -> str:
    """The secret of an instance key; ann owns the instance."""
    made = await ann.post("/api/keys", {"name": "Front end", "scopes": ["micro"], "per_minute": 6000, **form})
    return str(made["secret"])


async def speaker(app: App, ann: Person) -> Micro:
    return Micro(client_of(app, await micro_key(ann)))
