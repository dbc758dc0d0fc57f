"""Pages: every list is cut by a cursor, and no page is longer than 200."""

from distributed_chat.kernel.errors import Malformed

LONGEST_PAGE = 200
LARGEST_NUMBER = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly."""


def page_limit(limit: int | None, default: int = 50) -> int:
    """`limit` as asked for, cut to 200; zero and less is malformed."""
    if limit is None:
        return default
    if limit < 1:
        raise Malformed("malformed", "A page has at least one row.", field="limit")
    return min(limit, LONGEST_PAGE)
