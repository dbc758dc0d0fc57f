"""Rules on plain values."""

import pytest

from distributed_chat.accounts import policy
from distributed_chat.accounts.errors import EmailIsNotValid, PasswordIsWeak, SetupCodeIsWrong, SignUpIsClosed
from distributed_chat.config import SignUp
from distributed_chat.kernel.clock import DAY, MINUTE, SECOND


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ann@example.com", "ann@example.com"),
        ("  Ann.Lee+chat@Example.COM ", "ann.lee+chat@example.com"),
        ("a@b.co", "a@b.co"),
        ("o'neil@sub.example.org", "o'neil@sub.example.org"),
        (f"{'a' * 64}@example.com", f"{'a' * 64}@example.com"),
    ],
)
def test_an_email_is_stored_in_one_way(typed: str, stored: str) -> None:
    assert policy.email_address(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ann",
        "@example.com",
        "ann@",
        "ann@example",
        "ann@@example.com",
        "ann@example..com",
        "ann@-example.com",
        "ann@example-.com",
        ".ann@example.com",
        "ann.@example.com",
        "a..b@example.com",
        "ann lee@example.com",
        '"ann lee"@example.com',
        "ann@exämple.com",
        "änn@example.com",
        "ann@example.com\r\nBcc: cat@example.com",
        "ann@example.com\n",
        "ann@example.com\0",
        "ann@[127.0.0.1]",
        "Ann <ann@example.com>",
        "ann@example.com, bob@example.com",
        "\u212aann@example.com",  # KELVIN SIGN, whose lower case is an ASCII k
        f"{'a' * 65}@example.com",
        f"ann@{'a' * 64}.com",
        f"ann@{'a.' * 130}com",
    ],
)
def test_what_two_mail_servers_would_read_differently_is_no_email(typed: str) -> None:
    with pytest.raises(EmailIsNotValid) as refused:
        policy.email_address(typed)
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    "password",
    [
        "correct horse",
        "tomatoes and bread",
        "zwei Laib Brot",
        "мойдлинныйпароль",
        "9f3!kQz.",
        "a" * 8 + "b" * 7 + "cdefg",
        "x1" * 10 + "yz0" * 78,
    ],
)
def test_a_password_is_free_in_its_form(password: str) -> None:
    assert policy.acceptable_password(password, "Ann", "Lee", "ann@example.com") == password


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_too_short"),
        ("seven77", "password_too_short"),
        ("x9!" * 86, "password_too_long"),
        ("password", "password_too_common"),
        ("Password1!", "password_too_common"),
        ("P@ssw0rd123", "password_too_common"),
        ("iloveyou", "password_too_common"),
        ("I love you", "password_too_common"),
        ("dragon2024", "password_too_common"),
        ("12345678", "password_too_common"),
        ("87654321", "password_too_common"),
        ("qwertyuiop", "password_too_common"),
        ("abcdefgh", "password_too_common"),
        ("aaaaaaaa", "password_too_common"),
        ("abababab", "password_too_common"),
        ("hellohello", "password_too_common"),
        ("Brightwater1", "password_too_common"),
        ("ann@brightwater.example", "password_too_common"),
    ],
)
def test_what_everybody_tries_first_is_refused_without_repeating_it(password: str, code: str) -> None:
    with pytest.raises(PasswordIsWeak) as refused:
        policy.acceptable_password(password, "Ann", "Brightwater", "ann@brightwater.example")
    assert (refused.value.code, refused.value.field) == (code, "password")
    assert not password or password not in refused.value.message


def test_a_password_typed_on_another_keyboard_is_the_same_password() -> None:
    assert policy.normal_password("Cafe\u0301 au lait") == policy.normal_password("Café au lait")
    assert policy.acceptable_password("\uff54omato pie 9") == "tomato pie 9"


@pytest.mark.parametrize(
    ("setting", "owned", "rule"),
    [
        (None, False, SignUp.OPEN),
        (None, True, SignUp.INVITE),
        (SignUp.OPEN, True, SignUp.OPEN),
        (SignUp.INVITE, True, SignUp.INVITE),
        (SignUp.CLOSED, True, SignUp.CLOSED),
        (SignUp.CLOSED, False, SignUp.OPEN),
        (SignUp.INVITE, False, SignUp.OPEN),
    ],
)
def test_an_instance_without_an_owner_takes_its_first_account(
    setting: SignUp | None, owned: bool, rule: SignUp
) -> None:
    assert policy.sign_up_rule(setting, owned=owned) is rule


@pytest.mark.parametrize(
    ("rule", "invited", "allowed"),
    [
        (SignUp.OPEN, False, True),
        (SignUp.OPEN, True, True),
        (SignUp.INVITE, False, False),
        (SignUp.INVITE, True, True),
        (SignUp.CLOSED, False, False),
        (SignUp.CLOSED, True, False),
    ],
)
def test_who_may_sign_up(rule: SignUp, invited: bool, allowed: bool) -> None:
    if allowed:
        policy.check_sign_up(rule, invited=invited)
    else:
        with pytest.raises(SignUpIsClosed):
            policy.check_sign_up(rule, invited=invited)


def test_a_setup_code_may_be_typed_as_one_reads_it() -> None:
    policy.check_setup_code(" abcd efgh-jklm", "ABCD-EFGH-JKLM")


@pytest.mark.parametrize("given", [None, "", "ABCD-EFGH-JKLN", "ABCD-EFGH", "ÄBCD-EFGH-JKLM"])
@pytest.mark.parametrize("expected", ["ABCD-EFGH-JKLM", None])
def test_another_setup_code_is_refused(given: str | None, expected: str | None) -> None:
    with pytest.raises(SetupCodeIsWrong):
        policy.check_setup_code(given, expected)


def test_guessing_gets_slower_and_never_stops_for_good() -> None:
    waits = [policy.wait_after(tries, free=5) for tries in range(1, 40)]
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:7] == [12 * SECOND, 24 * SECOND, 48 * SECOND]
    assert waits == sorted(waits)
    assert waits[-1] == 15 * MINUTE
    assert sum(1 for _ in _guesses_of_a_day()) <= 110


def _guesses_of_a_day() -> list[int]:
    now, tries, moments = 0, 0, []
    while now < DAY:
        moments.append(now)
        tries += 1
        now += policy.wait_after(tries, free=5)
    return moments
