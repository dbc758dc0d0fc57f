"""JSON of joining and of signing up."""

from msgspec import Struct

from distributed_chat.accounts.schemas import Code, Email, Me, Name, Password
from distributed_chat.groups.schemas import InvitePreview, InviteToMe
from distributed_chat.kernel.ids import GivenId


class SignUp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`invite`: the code of an invite, which is then accepted with the account. `setup_code`: printed by the server."""

    id: GivenId | None = None
    first_name: Name
    last_name: Name
    email: Email
    password: Password
    invite: Code | None = None
    setup_code: Code | None = None


class Joined(Struct, frozen=True, kw_only=True):
    group_id: str


class SignedUp(Struct, frozen=True, kw_only=True):
    user: Me
    joined: Joined | None


class InvitesToMeAnswer(Struct, frozen=True, kw_only=True):
    invites: list[InviteToMe]


class PreviewAnswer(Struct, frozen=True, kw_only=True):
    invite: InvitePreview
    already_member: bool
