"""How a process stands among its copies, as the rest of it needs to know."""

from collections.abc import Callable, Collection
from typing import Protocol


class Standing(Protocol):
    @property
    def leads(self) -> bool:
        """Whether this copy does what one of them has to do. For a moment there may be two, or none."""

    @property
    def others(self) -> Collection[str]:
        """The ids of the copies that are alive beside this one."""

    def when_it_leads(self, work: Callable[[], None]) -> None:
        """`work` is called on the event loop whenever this copy begins to lead."""


class Alone:
    """The only copy."""

    leads = True
    others: Collection[str] = ()

    def when_it_leads(self, work: Callable[[], None]) -> None:
        del work  # it has always led
