"""What media really reaches a person. The browser's own statistics are the witness.

A person hears another when the energy of what was decoded grows, and sees another when decoded frames grow. The cameras
are small and slow (160x90 at 5 frames a second): the box has two cores. See witness.js, which runs in every page.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.journeys.visitor import Visitor

HEARD = 0.001
"""Energy between two looks. A fake microphone's beep is about 0.2; silence is no clean zero, but below 0.00000001."""

SCRIPT = (Path(__file__).parent / "witness.js").read_text()


@dataclass(frozen=True)
class Heard:
    """Tracks whose sound or picture grew between two looks."""

    voices: int
    pictures: int


def inbound(page: Page) -> dict[str, dict[str, Any]]:
    return {it["id"]: it for it in page.evaluate("window.inbound()")}


def media(person: Visitor, seconds: float = 0.7) -> Heard:
    """What grows at this person's browser within a moment."""
    before = inbound(person.page)
    person.page.wait_for_timeout(seconds * 1000)
    after = inbound(person.page)
    grown = [(it, before[id]) for id, it in after.items() if id in before]
    return Heard(
        voices=sum(now["kind"] == "audio" and now["energy"] > was["energy"] + HEARD for now, was in grown),
        pictures=sum(now["kind"] == "video" and now["frames"] > was["frames"] for now, was in grown),
    )


def hears_and_sees(person: Visitor, *, voices: int, pictures: int = 0, seconds: float = 20) -> None:
    """Exactly so many voices and pictures reach this person, within some seconds.

    Fake microphones beep once a second: silence is only believed after a longer look.
    """
    wanted = Heard(voices, pictures)
    _within(seconds, lambda: media(person, 0.7 if voices else 2.0), wanted, person)


def sees(person: Visitor, pictures: int, *, seconds: float = 20) -> None:
    """So many pictures, whatever is heard."""
    _within(seconds, lambda: media(person).pictures, pictures, person)


def _within(seconds: float, look: Callable[[], object], wanted: object, person: Visitor) -> None:
    end = time.monotonic() + seconds
    while (got := look()) != wanted:
        assert time.monotonic() < end, f"{person.first_name} gets {got}, not {wanted}"


def routes(person: Visitor) -> set[tuple[str, str]]:
    """The kinds of the nominated candidates, mine and theirs, of every connection."""
    return {(mine, theirs) for mine, theirs, *_ in person.page.evaluate("window.routes()")}


def own_addresses(person: Visitor) -> set[str]:
    """From where this person's media goes out now."""
    return {address for _, _, address, _ in person.page.evaluate("window.routes()")}


def let_go_of_the_mesh(person: Visitor) -> None:
    """Waits until only two connections are open: one to send and one to receive."""
    end = time.monotonic() + 30
    while (open_now := person.page.evaluate("window.connections()")) != 2:
        assert time.monotonic() < end, f"{person.first_name} still has {open_now} connections"
        person.page.wait_for_timeout(200)


def played_aloud(person: Visitor) -> int:
    """Voices that come out of this person's loudspeaker."""
    return int(person.page.evaluate("window.playedAloud()"))


def listen_for_gaps(person: Visitor, *, voices: int) -> None:
    person.page.evaluate("(voices) => window.listenForGaps(voices)", voices)


def longest_gap(person: Visitor) -> float:
    """Seconds without one of the voices, since `listen_for_gaps`."""
    return float(person.page.evaluate("window.longestGap")) / 1000
