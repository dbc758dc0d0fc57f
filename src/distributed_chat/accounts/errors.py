"""What can go wrong with an account, each in words that help its owner and tell a stranger nothing."""

from distributed_chat.kernel.errors import Conflict, Invalid, NotAllowed, NotSignedIn


class EmailTaken(Conflict):
    code, message = "email_taken", "There is an account with this email already. Sign in, or reset the password."

    def __init__(self) -> None:
        super().__init__(field="email")


class SignUpIsClosed(NotAllowed):
    code, message = "sign_up_is_closed", "New accounts need an invite. Ask somebody who is here for a link."


class SetupCodeIsWrong(NotAllowed):
    code, message = "setup_code_is_wrong", "That is not the set-up code that the server printed when it started."

    def __init__(self) -> None:
        super().__init__(field="setup_code")


class WrongEmailOrPassword(NotSignedIn):
    code, message = "wrong_email_or_password", "That email and password do not belong together."


class WrongPassword(NotAllowed):
    code, message = "wrong_password", "That is not your password."

    def __init__(self, field: str = "current_password") -> None:
        super().__init__(field=field)


class CodeIsWrong(Invalid):
    """One answer for a wrong, used, expired, worn out or never sent code: which it was is nobody's business."""

    code, message = "code_is_wrong", "That code is wrong or no longer works. Ask for a new one."

    def __init__(self) -> None:
        super().__init__(field="code")


class MailIsOff(Conflict):
    code, message = "mail_is_off", "This server sends no mail, so an email can't be proved here."


class PasswordIsWeak(Invalid):
    """The password itself never stands in the answer."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message, field="password")


class EmailIsNotValid(Invalid):
    code, message = "email_is_not_valid", "That does not look like an email address."

    def __init__(self) -> None:
        super().__init__(field="email")
