"""`python -m bench.calls`: people in real browsers call each other, from browser to browser and through Janus by turns.

All of it runs in a network of its own, which only root may make; anybody else measures the mesh alone.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from bench import machine
from bench.calls import report, scenarios
from bench.calls.callers import NothingArrives
from bench.calls.places import TRANSPORTS, Place, open_places
from bench.calls.report import Results, Scene
from bench.report import machine_line
from tests.services import janus, namespace
from tests.services.chromium import chromium_path

CAMERAS = 2
VOICES = Scene(10, 0)
"""As many as a mesh takes by default; measured once."""


def measure(asked: argparse.Namespace, folder: Path, results: Results) -> None:
    """Fills `results` as it goes, so that what was found before something failed is there."""
    scenes = [Scene(size, CAMERAS) for size in asked.sizes]
    most = max(asked.sizes)
    people = {one: max(most, VOICES.size) if asked.voices and one == "mesh" else most for one in asked.only}
    say(f"making {sum(people.values())} people")
    try:
        with open_places(asked.only, people, folder) as places:
            for number in range(asked.rounds):
                for scene in scenes:
                    for place in places:
                        say(f"round {number + 1} of {asked.rounds}: {scene}, {place.transport}")
                        _measure_one(place, scene, asked, results)
            if asked.voices and "mesh" in asked.only:
                say(f"once: {VOICES}, mesh")
                _measure_one(places[0], VOICES, asked, results)
    except (NothingArrives, BrowserError, AssertionError) as error:
        results.violation = str(error)


def _measure_one(place: Place, scene: Scene, asked: argparse.Namespace, results: Results) -> None:
    found, bound = scenarios.measure(place, scene.size, cameras=scene.cameras, joins=asked.joins, seconds=asked.seconds)
    results.add(place.transport, scene, found, bound)


def say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.calls", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", type=_sizes, default=[2, 4, 8], help="people in a call, like 2,4,8")
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=list(TRANSPORTS), help=", ".join(TRANSPORTS)
    )
    parser.add_argument("--joins", type=int, default=5, help="how often the last one comes and goes in a round")
    parser.add_argument("--seconds", type=float, default=5.0, help="for how long costs are measured")
    parser.add_argument("--quick", action="store_true", help="one round of 2 and 4 people, in two minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures of all rounds")
    asked = parser.parse_args(arguments)
    asked.voices = not asked.quick and asked.sizes == parser.get_default("sizes")
    if asked.quick:
        asked.rounds, asked.joins, asked.seconds = 1, 2, 2.0
        asked.sizes = [size for size in asked.sizes if size <= 4]
    if unknown := set(asked.only) - set(TRANSPORTS):
        parser.error(f"--only knows {', '.join(TRANSPORTS)}; not {', '.join(sorted(unknown))}")
    return asked


def _sizes(text: str) -> list[int]:
    sizes = sorted(int(size) for size in text.split(","))
    if not sizes or sizes[0] < 2:
        raise argparse.ArgumentTypeError("a call has two people at least")
    return sizes


def main(arguments: list[str]) -> int:
    """0; 1 when somebody did not hear or see somebody; 2 when there is nothing to measure with."""
    asked = parse(arguments)
    if chromium_path() is None:
        sys.exit("bench: Chromium is not installed.")
    if not namespace.is_inside() and namespace.why_not() is None:
        return namespace.main([sys.executable, "-m", "bench.calls", *arguments])
    if reason := namespace.why_not() if not namespace.is_inside() else None:
        say(f"{reason} What is measured goes over this machine's own addresses.")
    if "janus" in asked.only and (reason := janus.why_not()):
        say(f"Janus is left out. {reason}")
        asked.only = [one for one in asked.only if one != "janus"]
    return run(asked) if asked.only else 2


def run(asked: argparse.Namespace) -> int:
    results, steal, about = Results(), machine.Steal(), machine.describe()
    with tempfile.TemporaryDirectory(prefix="distributed-bench-") as folder:
        measure(asked, Path(folder), results)
    about["steal_percent"] = round(steal.percent(), 1)
    scenes = [*(Scene(size, CAMERAS) for size in asked.sizes), VOICES]
    print("\n".join(["", machine_line(about), "", report.table(results, asked.only, scenes), ""]))
    if asked.json is not None:
        asked.json.write_text(json.dumps(report.as_json(about, results), indent=1) + "\n")
    if results.violation is not None:
        print(f"BROKEN PROMISE: {results.violation}")
        return 1
    print("Everybody heard everybody, and saw every camera; who left was gone.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
