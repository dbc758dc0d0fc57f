"""What people do with files, and what becomes of them."""

from distributed_chat.files.actions.hanging import (
    attach,
    attach_copies,
    check_are_mine,
    copy_held,
    forget,
    hold,
    let_go,
    release,
)
from distributed_chat.files.actions.sharing import share_link
from distributed_chat.files.actions.sweeping import is_unused, sweep, throw_away
from distributed_chat.files.actions.uploads import Parts, begin, begin_many, finish, keep_piece

__all__ = [
    "Parts",
    "attach",
    "attach_copies",
    "begin",
    "begin_many",
    "check_are_mine",
    "copy_held",
    "finish",
    "forget",
    "hold",
    "is_unused",
    "keep_piece",
    "let_go",
    "release",
    "share_link",
    "sweep",
    "throw_away",
]
