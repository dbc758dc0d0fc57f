"""What hooks refuse."""

from distributed_chat.kernel.errors import Conflict, Invalid


class TooManyHooks(Conflict):
    code, message = "too_many_hooks", "That is enough of them for one group. Remove one that does nothing."


class AddressIsWrong(Invalid):
    code = "address_is_wrong"

    def __init__(self, why: str) -> None:
        super().__init__(message=f"That address can not be called: {why}.", field="url")


class UnknownEvent(Invalid):
    code = "unknown_event"

    def __init__(self, name: str) -> None:
        super().__init__(message=f"There is no event {name[:60]}.", field="events")


class RoomIsPrivate(Invalid):
    code, message = "room_is_private", "A webhook speaks in rooms that are open to the group."


class HookIsOff(Conflict):
    code, message = "hook_is_off", "That webhook is switched off. Switch it on first."


class CommandIsTaken(Conflict):
    code, message = "command_is_taken", "There is a command of that name already."


class CommandNameIsWrong(Invalid):
    code, message = (
        "command_name_is_wrong",
        "A command has 2 to 32 small letters, digits, _ or -, and begins with a letter.",
    )


class NoSuchCommand(Invalid):
    code, message = "no_such_command", "This group has no command of that name."


class CommandFailed(Invalid):
    code = "command_failed"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(message=f"/{name} {why}")
