"""`python -m bench.calls`: people in real browsers call each other, from browser to browser and through Janus by turns.

All of it runs in a network of its own, which only root may make; anybody else measures without Janus.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from bench import machine
from bench.calls import crowd, report, scenarios
from bench.calls.callers import NothingArrives, Picture
from bench.calls.places import TRANSPORTS, Place, open_places
from bench.calls.report import Results, Scene
from bench.report import machine_line
from tests.services import janus, namespace
from tests.services.chromium import chromium_path

PARTS = (*TRANSPORTS, "crowd")
SIZES = [2, 4, 8]
CAMERAS = 2
VOICES = Scene("10 people without a camera", 10, 0)
"""As many as a mesh takes by default."""
CALLS = 24
CROWD = Scene(f"{CALLS * crowd.IN_A_CALL} people in {CALLS} calls, without browsers", crowd.IN_A_CALL, 0)


def measure(asked: argparse.Namespace, folder: Path, results: Results) -> None:
    """Fills `results` as it goes, so that what was found before it is stopped is there."""
    if "crowd" in asked.only:
        say(CROWD.words)
        with _noting_failure(CROWD.words, results):
            results.add("mesh", CROWD, crowd.measure(folder / "crowd", calls=CALLS, seconds=asked.seconds), ())
    people = {one: max(scene.size for scene in asked.scenes) for one in TRANSPORTS if one in asked.only}
    if not people:
        return
    say(f"making {sum(people.values())} people")
    with open_places(people, asked.picture, folder) as places:
        for number in range(asked.rounds):
            for scene in asked.scenes:
                for place in places:
                    if scene != VOICES or (number == 0 and place.transport == "mesh"):
                        _measure_one(number, place, scene, asked, results)


def _measure_one(number: int, place: Place, scene: Scene, asked: argparse.Namespace, results: Results) -> None:
    name = f"round {number + 1} of {asked.rounds}: {scene.words}, {place.transport}"
    say(name)
    with _noting_failure(name, results):
        found, bound = scenarios.measure(
            place, scene.size, cameras=scene.cameras, joins=asked.joins, seconds=asked.seconds
        )
        results.add(place.transport, scene, found, bound)


@contextmanager
def _noting_failure(name: str, results: Results) -> Iterator[None]:
    """The next scene may do well all the same."""
    try:
        yield
    except (NothingArrives, BrowserError, AssertionError) as error:
        results.failures.append(f"{name}: {error}")
        say(results.failures[-1])


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.calls", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="people in a call, like 2,4,8")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--joins", type=int, default=5, help="how often the last one comes and goes in a round")
    parser.add_argument("--seconds", type=float, default=5.0, help="for how long costs are measured")
    parser.add_argument("--cameras", type=int, default=CAMERAS, help="how many have theirs on")
    parser.add_argument("--picture", type=_picture, default=Picture(160, 90, 5), help="of a camera, like 640x360@24")
    parser.add_argument("--quick", action="store_true", help="one round of 2 and 4 people, in three minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures of all rounds")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.rounds, asked.joins, asked.seconds = 1, 2, 2.0
        asked.sizes = [size for size in asked.sizes if size <= 4]
    asked.scenes = [Scene(f"{size} people", size, min(asked.cameras, size)) for size in asked.sizes]
    if asked.sizes == SIZES and "mesh" in asked.only:
        asked.scenes.append(VOICES)
    if unknown := set(asked.only) - set(PARTS):
        parser.error(f"--only knows {', '.join(PARTS)}; not {', '.join(sorted(unknown))}")
    return asked


def _sizes(text: str) -> list[int]:
    sizes = sorted(int(size) for size in text.split(","))
    if sizes[0] < 2:
        raise argparse.ArgumentTypeError("a call that is measured has two people at least")
    return sizes


def _picture(text: str) -> Picture:
    found = re.fullmatch(r"(\d+)x(\d+)@(\d+)", text)
    if found is None:
        raise argparse.ArgumentTypeError("like 640x360@24")
    return Picture(*map(int, found.groups()))


def main(arguments: list[str]) -> int:
    """0; 1 when somebody did not hear or see somebody; 2 when there is nothing to measure with."""
    asked = parse(arguments)
    if not namespace.is_inside():
        reason = namespace.why_not()
        if reason is None:
            return namespace.main([sys.executable, "-m", "bench.calls", *arguments])
        say(f"{reason} What is measured goes over this machine's own addresses.")
    if "janus" in asked.only and (reason := janus.why_not()):
        say(f"Janus is left out. {reason}")
        asked.only.remove("janus")
    if chromium_path() is None:
        say("Calls of browsers are left out. Chromium is not installed.")
        asked.only = [one for one in asked.only if one == "crowd"]
    return run(asked) if asked.only else 2


def run(asked: argparse.Namespace) -> int:
    results, steal, about, load = Results(), machine.Steal(), machine.describe(), round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory(prefix="distributed-bench-") as folder:
        measure(asked, Path(folder), results)
    about |= {"steal_percent": round(steal.percent(), 1), "picture": str(asked.picture), "load": load}
    columns = [one for one in TRANSPORTS if one in asked.only] or ["mesh"]
    print(f"\n{machine_line(about)}, load before {load}; {asked.joins} joins a round, {asked.picture}\n")
    print(f"{report.table(results, columns, [*asked.scenes, CROWD])}\n")
    if asked.json is not None:
        asked.json.write_text(json.dumps(report.as_json(about, results), indent=1) + "\n")
    for failure in results.failures:
        print(f"NOT MEASURED: {failure}")
    if results.failures:
        return 1
    print("Everybody heard everybody, and saw every camera; who left was gone.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
