"""Errors that the domain may raise. Each knows its meaning; the edge translates the kind once, to HTTP and a frame."""

from enum import Enum


class Kind(Enum):
    """What went wrong, as the one who asked should understand it; the value is the HTTP status."""

    MALFORMED = 400
    NOT_SIGNED_IN = 401
    NOT_ALLOWED = 403
    NOT_FOUND = 404
    CONFLICT = 409
    INVALID = 422
    TOO_MANY = 429
    UNAVAILABLE = 503


class DomainError(Exception):
    """An answer in words: `code` is stable, for programs; `message` is for people; `field` names the input at fault."""

    kind: Kind = Kind.INVALID
    code: str = "invalid"
    message: str = "That is not valid."

    def __init__(
        self,
        code: str | None = None,
        message: str | None = None,
        *,
        field: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        self.code = code or self.code
        self.message = message or self.message
        self.field = field
        self.retry_after = retry_after
        super().__init__(self.code)


class Malformed(DomainError):
    kind, code, message = Kind.MALFORMED, "malformed", "The request could not be read."


class NotSignedIn(DomainError):
    kind, code, message = Kind.NOT_SIGNED_IN, "not_signed_in", "Sign in first."


class NotAllowed(DomainError):
    kind, code, message = Kind.NOT_ALLOWED, "not_allowed", "You may not do that here."


class NotFound(DomainError):
    """Not there, or not yours: the same bytes, so that nobody learns which."""

    kind, code, message = Kind.NOT_FOUND, "not_found", "There is nothing here, or it is not yours."


class Conflict(DomainError):
    kind, code, message = Kind.CONFLICT, "conflict", "That collides with something that is already there."


class IdTaken(Conflict):
    code, message = "id_taken", "That id already names something else."


class Invalid(DomainError):
    kind = Kind.INVALID


class TooMany(DomainError):
    """Raised with `retry_after` in seconds."""

    kind, code, message = Kind.TOO_MANY, "too_many", "Too many tries. Wait a little."


class Unavailable(DomainError):
    """The work may or may not have been done; sending it again is always safe."""

    kind, code, message = Kind.UNAVAILABLE, "unknown", "That could not be confirmed. Send it again."
