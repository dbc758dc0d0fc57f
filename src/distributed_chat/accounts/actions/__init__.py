"""What happens to accounts. Each public verb is one change a person can see, in one transaction."""

from distributed_chat.accounts.actions.account import (
    AccountChange,
    change_account,
    create_account,
    create_bot,
    delete_account,
    rename_bot,
    setup_code_to_print,
)
from distributed_chat.accounts.actions.codes import (
    CodeTry,
    Purpose,
    issue_code,
    may_ask,
    prove_email,
    reset_password,
    try_code,
)
from distributed_chat.accounts.actions.sessions import (
    authenticate,
    end_other_sessions,
    end_session,
    start_session,
    touch_session,
)
from distributed_chat.accounts.actions.sign_in import claim_guess, sign_in
from distributed_chat.accounts.actions.throttle import count_guess, forgive
from distributed_chat.accounts.queries import session_actor

__all__ = [
    "AccountChange",
    "CodeTry",
    "Purpose",
    "authenticate",
    "change_account",
    "claim_guess",
    "count_guess",
    "create_account",
    "create_bot",
    "delete_account",
    "end_other_sessions",
    "end_session",
    "forgive",
    "issue_code",
    "may_ask",
    "prove_email",
    "rename_bot",
    "reset_password",
    "session_actor",
    "setup_code_to_print",
    "sign_in",
    "start_session",
    "touch_session",
    "try_code",
]
