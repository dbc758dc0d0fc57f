"""What exports refuse."""

from distributed_chat.kernel.errors import Invalid, TooMany


class TooManyExports(TooMany):
    code, message = "too_many_exports", "One archive at a time. Wait for it, or delete it."


class GroupIsMissing(Invalid):
    code, message = "group_is_missing", "Say which group."

    def __init__(self) -> None:
        super().__init__(field="group_id")
