"""One line of the doctor's report."""

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """Fine; works, but somebody will miss something; does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(msgspec.Struct, frozen=True):
    """`about` is a word or two, `said` what was seen and, unless it is fine, what to do: never a secret."""

    about: str
    verdict: Verdict
    said: str


def ok(about: str, said: str) -> Finding:
    return Finding(about, Verdict.OK, said)


def warn(about: str, said: str) -> Finding:
    return Finding(about, Verdict.WARN, said)


def fail(about: str, said: str) -> Finding:
    return Finding(about, Verdict.FAIL, said)
