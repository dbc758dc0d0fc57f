"""One call: its fields, read leniently as those services read them, and what a handler may use."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from distributed_chat.db import Tx
from distributed_chat.kernel.ids import is_id
from distributed_chat.micro.errors import MicroError, missing
from distributed_chat.micro.shapes import instant_of
from distributed_chat.micro.topics import Topics
from distributed_chat.web import Services

T = TypeVar("T")
NOBODY = "00000000-0000-0000-0000-000000000000"
"""An id that nothing has: what is no UUID names nothing here."""
LONGEST_LIST = 1_000


class Call:
    """`owner_id` answers for what has no other maker; `address` is where the call came from."""

    def __init__(
        self, fields: dict[str, Any], services: Services, topics: Topics, *, owner_id: str, address: str
    ) -> None:
        self.fields = fields
        self.services = services
        self.topics = topics
        self.owner_id = owner_id
        self.address = address

    async def read(self, function: Callable[[Tx], T]) -> T:
        return await self.services.database.read(function)

    async def write(self, function: Callable[[Tx], T]) -> T:
        return await self.services.database.write(function)

    def text(self, *names: str) -> str:
        """The first of these fields that is there; empty text where none is."""
        for name in names:
            value = self.fields.get(name)
            if value is not None and value != "":
                if isinstance(value, str):
                    return value
                raise MicroError("go.micro.client", f"The field {name} is a string", 500)
        return ""

    def maybe(self, name: str) -> str | None:
        """A field that may be absent or null, and may be empty text."""
        return None if self.fields.get(name) is None else self.text(name)

    def id(self, *names: str) -> str:
        """A field that names something: in lower case; what is no UUID names nothing."""
        return as_id(self.text(*names))

    def texts(self, *names: str) -> list[str]:
        """A list of strings; one string, as a query has it, is a list of one."""
        for name in names:
            value = self.fields.get(name)
            if isinstance(value, str) and value:
                return [value]
            if isinstance(value, list) and value:
                if len(value) > LONGEST_LIST or not all(isinstance(one, str) for one in value):
                    raise MicroError("go.micro.client", f"The field {name} is a list of up to 1000 strings", 500)
                return value
        return []

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number, also as text; absent is the default."""
        value = self.fields.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise MicroError("go.micro.client", f"The field {name} is a number", 500)
        try:
            return max(0, min(int(value), most))
        except ValueError:
            raise MicroError("go.micro.client", f"The field {name} is a number", 500) from None

    def instant(self, name: str) -> int | None:
        text = self.text(name)
        if not text:
            return None
        found = instant_of(text)
        if found is None:
            raise MicroError("go.micro.client", f"The field {name} is a time", 500)
        return found

    def need(self, field: str, detail: str, *names: str) -> str:
        """As `text`, which must not be empty."""
        value = self.text(*names)
        if not value:
            raise missing(field, detail)
        return value


def as_id(text: str) -> str:
    lowered = text.lower()
    return lowered if is_id(lowered) else NOBODY if text else ""


Handler = Callable[[Call], Awaitable[dict[str, Any]]]
