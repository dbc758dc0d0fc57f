"""One call of so many people, from the first to the last: `measure` returns metric → the figure of this round."""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.calls import callers
from bench.calls.callers import NothingArrives, Seen, wait_until
from bench.calls.machine import Cores
from bench.calls.places import Place
from bench.machine import cpu_seconds
from bench.scenarios import Measured, percentile
from tests.browser.journeys.visitor import Visitor

BUSY = 0.9
_SETTLES = 1.0
"""Seconds: for candidates that come late, and bitrates that climb."""


@dataclass
class Call:
    place: Place
    people: list[Visitor]
    cameras: int
    """Of the first and the last; one more person for each more."""
    found: Measured = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)
    """Metrics during which a core was busy for more than nine tenths: the machine was measured, not the product."""

    @property
    def newcomer(self) -> Visitor:
        return self.people[-1]

    @property
    def others(self) -> list[Visitor]:
        return self.people[:-1]


def measure(place: Place, size: int, *, cameras: int, joins: int, seconds: float) -> tuple[Measured, set[str]]:
    """The figures, and which of them the machine bounds. Raises `NothingArrives`."""
    call = Call(place, place.callers.gather(size), cameras)
    try:
        _fill(call)
        _joins(call, joins)
        _costs(call, seconds)
    finally:
        place.callers.scatter()  # whose page goes is out of the call
    return call.found, call.bound


def _fill(call: Call) -> None:
    """All but the last, one after the other; and once the last, so that nothing is loaded when it is measured."""
    for number, person in enumerate(call.others):
        callers.come_to_the_door(person, video=number < call.cameras - 1)
        callers.walk_in(person)
        _wait_until_all_hear(call, call.people[: number + 1])
    _join(call)
    _wait_until_all_hear(call, call.people)
    _leave(call)


def _joins(call: Call, joins: int) -> None:
    """The last person comes and goes, and at the end stays."""
    sounds: list[int] = []
    pictures: list[int] = []
    gone: list[int] = []
    frames: list[int] = []
    busy: list[float] = []
    for number in range(joins + 1):
        sent, cores = callers.frames_sent(call.people), Cores()
        clicked, witnesses = _join(call)
        busy.append(cores.busiest())
        time.sleep(_SETTLES)
        frames.append(callers.frames_sent(call.people) - sent)
        sounds += [at - clicked for one in witnesses for at in one.sounds]
        pictures += [at - clicked for one in witnesses for at in one.pictures]
        if number < joins:
            gone += _leave(call)
    _wait_until_all_hear(call, call.people)
    for name, values in (("sound", sounds), ("picture", pictures), ("gone", gone)):
        if values:
            call.found |= {f"{name}_p{percent}": percentile([*map(float, values)], percent) for percent in (50, 95)}
    call.found["frames"] = statistics.median(frames)
    if statistics.median(busy) > BUSY:
        call.bound |= call.found.keys() - {"frames"}


def _join(call: Call) -> tuple[int, list[Seen]]:
    """When the newcomer clicked, and what each page saw: their sound and picture there, everybody's at theirs."""
    size, has_camera = len(call.people), call.cameras > 0
    callers.come_to_the_door(call.newcomer, video=has_camera)
    pictures = min(call.cameras - 1, size - 1) if has_camera else 0
    wanted = [(1, int(has_camera))] * (size - 1) + [(size - 1, pictures)]
    for person, (sounds, pictures) in zip(call.people, wanted, strict=True):
        callers.watch(person, sounds=sounds, pictures=pictures)
    clicked = callers.walk_in(call.newcomer)

    def all_is_there() -> bool:
        each = map(callers.seen, call.people)
        return all(
            len(one.sounds) >= sounds and len(one.pictures) >= pictures
            for one, (sounds, pictures) in zip(each, wanted, strict=True)
        )

    wait_until(f"{call.place.transport}, {size} people: the newcomer everywhere, everybody there", all_is_there)
    return clicked, callers.stop_watching(call.people)


def _leave(call: Call) -> list[int]:
    """After how many milliseconds the newcomer's face was gone, at each of the others."""
    for person in call.others:
        callers.watch(person)
    clicked = callers.walk_out(call.newcomer)
    wait_until("a face that left is gone", lambda: all(callers.seen(one).gone for one in call.others))
    return [one.gone - clicked for one in callers.stop_watching(call.others) if one.gone is not None]


def _costs(call: Call, seconds: float) -> None:
    """Of the call that goes on: with its cameras, then by sound only. Per cent of one core."""
    pictures = 0
    if call.cameras:
        pictures = callers.pictures_received(call.people)
        with _watched(call, "chromium_pictures", "chromium_picture", "server", "janus"):
            call.found |= _shares(call.place, seconds)
        call.found["chromium_pictures"] = call.found.pop("chromium")
        for person in [*call.others[: call.cameras - 1], call.newcomer]:
            callers.turn_camera_off(person)
        wait_until("no picture is left", lambda: callers.pictures_received(call.people) == 0)
        time.sleep(_SETTLES)
    with _watched(call, "chromium_sound", "chromium_picture", *([] if pictures else ["server", "janus"])):
        by_sound = _shares(call.place, seconds)
    call.found["chromium_sound"] = by_sound.pop("chromium")
    call.found = {**by_sound, **call.found}
    if pictures:
        more = call.found["chromium_pictures"] - call.found["chromium_sound"]
        call.found["chromium_picture"] = more / pictures


@contextmanager
def _watched(call: Call, *metrics: str) -> Iterator[None]:
    cores = Cores()
    yield
    if cores.busiest() > BUSY:
        call.bound.update(metrics)


def _shares(place: Place, seconds: float) -> Measured:
    """What each spends in some seconds, in per cent of one core."""

    def spent() -> Measured:
        found = {"chromium": place.chromium_seconds, "server": cpu_seconds(place.server.pid)}
        return {**found, "janus": cpu_seconds(place.janus.pid)} if place.janus else found

    began, before = time.monotonic(), spent()
    time.sleep(seconds)
    now, taken = spent(), time.monotonic() - began
    return {name: 100 * (now[name] - before[name]) / taken for name in now}


def _wait_until_all_hear(call: Call, people: list[Visitor]) -> None:
    """By the browsers' statistics: energy of each other person was decoded."""
    others = len(people) - 1

    def all_hear() -> bool:
        return all(callers.voices_decoded(person) == others for person in people)

    try:
        wait_until("everybody is heard by everybody", all_hear)
    except NothingArrives as error:
        words = f"{call.place.transport}, {len(people)} people: {error}: {callers.in_words(people)}"
        raise NothingArrives(words) from None
