"""What can be wrong with an import, in words."""

from distributed_chat.kernel.errors import Conflict, Invalid, TooMany


class ArchiveIsWrong(Invalid):
    """Raised by readers, with the place in the archive."""

    code, message = "archive_is_wrong", "That archive can't be read."

    def __init__(self, where: str, what: str) -> None:
        super().__init__(message=f"{where}: {what}")


class ImportIsBusy(Conflict):
    code, message = "import_is_busy", "Another import into this group is on its way. Wait for its end."


class ImportDoesNotAsk(Conflict):
    code, message = "import_does_not_ask", "This import has begun already, or can't begin."


class TooManyImports(TooMany):
    code, message = "too_many_imports", "Finish or delete your other imports first."


class NotAMemberHere(Invalid):
    code, message = "not_a_member", "People can only be mapped to members of the group."
