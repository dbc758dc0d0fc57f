"""What is refused at the door, before any package has seen the request; and every error as the JSON that is sent."""

import msgspec

from distributed_chat.kernel.errors import DomainError, Malformed


class Refused(Malformed):
    """Something that only HTTP knows: too large, another media type, a page of another site."""

    def __init__(self, status: int, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(code, message, field=field)
        self.status = status


class MethodNotAllowed(Refused):
    def __init__(self, allowed: list[str]) -> None:
        super().__init__(405, "method_not_allowed", "That address does not take this method.")
        self.allowed = ", ".join(allowed)


class ErrorBody(msgspec.Struct, frozen=True, kw_only=True):
    """What every error answers. `code` is stable and for programs, `message` for people; `field` names the input."""

    code: str
    message: str
    field: str | None
    request_id: str


def status_of(error: DomainError) -> int:
    return error.status if isinstance(error, Refused) else error.kind.value


def body_of(error: DomainError, request_id: str) -> ErrorBody:
    return ErrorBody(code=error.code, message=error.message, field=error.field, request_id=request_id)


UNEXPECTED = DomainError("unexpected", "Something went wrong on the server. It was written down there.")
