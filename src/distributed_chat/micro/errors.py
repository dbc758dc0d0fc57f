"""Errors as those services tell them: an id, a status and a sentence. They are no `DomainError`: these are theirs."""

WORDS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


class MicroError(Exception):
    def __init__(self, id: str, detail: str, code: int = 400) -> None:
        self.id = id
        self.detail = detail
        self.code = code
        super().__init__(id)

    def body(self) -> dict[str, object]:
        return {"Id": self.id, "Code": self.code, "Detail": self.detail, "Status": WORDS.get(self.code, "Error")}


class PlainRefusal(Exception):
    """What the gateway refuses itself, in plain text: 401 `unauthorized request`, 403 `Forbidden request`."""

    def __init__(self, code: int, text: str) -> None:
        self.code = code
        self.text = text
        super().__init__(text)


def missing(field: str, detail: str) -> MicroError:
    """`missing("NAME", "Missing name")`."""
    return MicroError(f"MISSING_{field}", detail)


def not_found(what: str, code: int = 404) -> MicroError:
    return MicroError("NOT_FOUND", what, code)
