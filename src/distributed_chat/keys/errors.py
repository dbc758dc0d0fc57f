"""What keys refuse."""

from distributed_chat.kernel.errors import Conflict, Invalid, NotAllowed, TooMany


class ScopeMissing(NotAllowed):
    code = "scope_missing"

    def __init__(self, scope: str) -> None:
        super().__init__(message=f"This key may not do that: it lacks the scope {scope}.")


class NotForKeys(NotAllowed):
    code, message = "not_for_keys", "That is done by a person who is signed in, never with a key."


class OriginNotAllowed(NotAllowed):
    code, message = "origin_not_allowed", "Pages of that origin may not use this key."


class KeyLimit(TooMany):
    code, message = "key_limit", "This key is used too often. Wait a little."


class KeyQuota(TooMany):
    code, message = "key_quota", "This key has done all that it may today."


class TwoSecrets(Conflict):
    code, message = "two_secrets", "Two secrets of this key work already. Let one of them end first."


class TooManyKeys(Conflict):
    code, message = "too_many_keys", "That is enough keys. Revoke one that is not used."


class UnknownScope(Invalid):
    code = "unknown_scope"

    def __init__(self, scope: str) -> None:
        super().__init__(message=f"There is no scope {scope[:60]}.", field="scopes")


class MicroStandsAlone(Invalid):
    code, message = "micro_stands_alone", "The scope micro has no other beside it, no group and no room."

    def __init__(self) -> None:
        super().__init__(field="scopes")


class NotAnOrigin(Invalid):
    code, message = "not_an_origin", "An origin is a scheme, a host and perhaps a port: https://site.example."

    def __init__(self) -> None:
        super().__init__(field="origins")
