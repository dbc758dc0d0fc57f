"""Rules on plain values: who may sign up, what an email and a password may be, how long to wait after a wrong one."""

import hmac
import re
import unicodedata
from functools import cache
from importlib.resources import files

from distributed_chat.accounts.errors import EmailIsNotValid, PasswordIsWeak, SetupCodeIsWrong, SignUpIsClosed
from distributed_chat.config import SignUp
from distributed_chat.kernel.clock import DAY, HOUR, MINUTE, SECOND

SESSION_IDLE = 14 * DAY
SESSION_LONGEST = 90 * DAY
SESSION_TOUCH = HOUR
"""`last_used_at` is written at most this often, so that reading does not become writing."""

SESSIONS_AT_MOST = 100
"""Devices of one account. Signing in on one more ends the one that was used longest ago."""

CODE_LIFE = 10 * MINUTE
CODE_LIFE_BY_HAND = HOUR
"""A code that the owner of the server reads out to somebody needs the time to reach them."""
CODE_TRIES = 5

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 256

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@(?:{_LABEL}\.)+{_LABEL}")
_RUNS = ("1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
_LOOKS_LIKE_LETTERS = str.maketrans("@4301!$57+", "aaeoiisstt")


def email_address(text: str) -> str:
    """The address in the one way that we store it: lower case, the dot-atom form of RFC 5322, an ASCII domain.

    Quoted local parts, comments and domains in other scripts are refused: mail servers disagree about them, and an
    address that two systems read differently is how accounts are stolen.
    """
    address = comparable_email(text)
    local, _, _ = address.partition("@")
    if len(address) > 254 or len(local) > 64 or not address.isascii() or not _EMAIL.fullmatch(address):
        raise EmailIsNotValid
    return address


def comparable_email(text: str) -> str:
    """What was typed, as it would be stored. Only ASCII: the Kelvin sign's lower case is a plain k."""
    typed = text.strip(" ")
    return typed.lower() if typed.isascii() else typed


def normal_password(text: str) -> str:
    """The same characters typed on another keyboard are the same password (NFKC, as NIST SP 800-63B advises)."""
    return unicodedata.normalize("NFKC", text)


def acceptable_password(text: str, *about: str) -> str:
    """The password to hash, or `PasswordIsWeak`. `about`: names and email, which others guess first."""
    password = normal_password(text)
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordIsWeak("password_too_short", f"At least {SHORTEST_PASSWORD} characters.")
    if len(password) > LONGEST_PASSWORD:
        raise PasswordIsWeak("password_too_long", f"At most {LONGEST_PASSWORD} characters.")
    if is_easily_guessed(password, *about):
        raise PasswordIsWeak("password_too_common", "Too easy to guess: it is among the first that people try.")
    return password


def is_easily_guessed(password: str, *about: str) -> bool:
    """A well-known word or somebody's own name, plain or with the usual digits and signs around it."""
    lowered = password.lower()
    if len(set(lowered)) <= 3 or _is_a_run(lowered):
        return True
    words = common_words() | {part for text in about for part in re.split(r"[@.\s]+", text.lower()) if len(part) >= 3}
    return not words.isdisjoint(_stems(lowered)) or lowered in {text.lower() for text in about}


def _stems(lowered: str) -> set[str]:
    """The word as typed, without up to four digits and signs at its ends, and with look-alikes read as letters."""
    bare = re.sub(r"^[\d\W_]{0,4}|[\d\W_]{0,4}$", "", lowered)
    letters = re.sub(r"[\d\W_]{0,4}$", "", lowered).translate(_LOOKS_LIKE_LETTERS)
    stems = {lowered, bare, letters, lowered.translate(_LOOKS_LIKE_LETTERS), re.sub(r"[\s_.-]", "", lowered)}
    halves = {stem[: len(stem) // 2] for stem in stems if stem[: len(stem) // 2] * 2 == stem}
    return stems | halves


def _is_a_run(lowered: str) -> bool:
    """All in the order of the keyboard or the alphabet, in either direction."""
    rows = (
        "01234567890",
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qwertzuiop",
        "azertyuiop",
    )
    return any(lowered in run * 2 or lowered in run[::-1] * 2 for run in rows)


@cache
def common_words() -> frozenset[str]:
    text = files("distributed_chat.accounts").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.split() if line)


common_words()  # read now: whoever asks first is a request on the event loop, which must not wait for a disk


def sign_up_rule(setting: SignUp | None, *, owned: bool) -> SignUp:
    """An instance without an owner takes its first account whatever the setting says; after that, by invite."""
    if not owned:
        return SignUp.OPEN
    return setting or SignUp.INVITE


def setup_code_needed(*, owned: bool, is_private: bool) -> bool:
    """Whoever reaches an unowned server first would own it, unless only this machine can reach it."""
    return not owned and not is_private


def check_sign_up(rule: SignUp, *, invited: bool) -> None:
    """Closed is closed, for the invited too."""
    if rule is SignUp.CLOSED or (rule is SignUp.INVITE and not invited):
        raise SignUpIsClosed


def check_setup_code(given: str | None, expected: str | None) -> None:
    """Compared in constant time; case, spaces and hyphens don't matter to somebody who copies it from a terminal."""
    if expected is None or not hmac.compare_digest(plain_code(given or "").encode(), plain_code(expected).encode()):
        raise SetupCodeIsWrong


def plain_code(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def wait_after(tries: int, *, free: int) -> int:
    """Microseconds until the next try after `tries` in a row: none for the first `free`, then 12 s, doubling to 15 min.

    Five at once and then this is at most about a hundred guesses a day, for a password that is not among the common.
    """
    if tries < free:
        return 0
    return min(12 * SECOND << min(tries - free, 10), 15 * MINUTE)
