"""The rules, on plain values."""

import pytest

from distributed_chat.groups import policy
from distributed_chat.groups.errors import LastOwner
from distributed_chat.groups.schemas import Role
from distributed_chat.kernel.errors import DomainError, NotAllowed

ROLES: tuple[Role, ...] = ("owner", "admin", "member")


def refusal(role: Role, other: Role, owners: int) -> type[DomainError] | None:
    try:
        policy.check_may_remove(role, other, owners=owners)
    except DomainError as error:
        return type(error)
    return None


def test_an_owner_removes_all_but_the_last_owner_and_an_admin_removes_members() -> None:
    assert [refusal("owner", other, 2) for other in ROLES] == [None, None, None]
    assert [refusal("owner", other, 1) for other in ROLES] == [LastOwner, None, None]
    assert [refusal("admin", other, 2) for other in ROLES] == [NotAllowed, NotAllowed, None]
    assert [refusal("member", other, 2) for other in ROLES] == [NotAllowed, NotAllowed, NotAllowed]


def test_only_owners_change_roles_and_one_owner_stays() -> None:
    policy.check_role_change("owner", "member", "owner", owners=1)
    policy.check_role_change("owner", "owner", "owner", owners=1)
    policy.check_role_change("owner", "owner", "member", owners=2)
    with pytest.raises(LastOwner):
        policy.check_role_change("owner", "owner", "admin", owners=1)
    for role in ("admin", "member"):
        with pytest.raises(NotAllowed):
            policy.check_role_change(role, "member", "admin", owners=1)


@pytest.mark.parametrize(
    ("others", "heir"),
    [
        ([("m1", "member", 1), ("a2", "admin", 3), ("a1", "admin", 2)], "a1"),
        ([("m2", "member", 5), ("m1", "member", 4)], "m1"),
        ([("b", "member", 4), ("a", "member", 4)], "a"),
        ([], None),
    ],
)
def test_the_oldest_admin_inherits_else_the_oldest_member(
    others: list[tuple[str, Role, int]], heir: str | None
) -> None:
    assert policy.heir(policy.Candidate(*other) for other in others) == heir
