"""What can go wrong, as exceptions."""


class ApiError(Exception):
    """The server refused. `code` is stable and for programs, the text is for people, `field` names the input."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        field: str | None,
        request_id: str | None,
        retry_after: int | None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.field = field
        self.request_id = request_id
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.args[0]} ({self.status} {self.code})"


class NoAnswer(Exception):
    """The server can't be reached, or did not answer in time. What was asked for may have been done."""


class StreamRefused(Exception):
    """The stream was closed for a reason that coming back does not mend: 4001, 4003, 4004 or 4400."""

    def __init__(self, code: int) -> None:
        super().__init__(f"The server closed the stream for good: {code}.")
        self.code = code
