"""The benchmark of calls runs, and its figures are what they are called."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bench.calls import crowd, report
from bench.calls.__main__ import VOICES, parse
from bench.calls.callers import NothingArrives, Picture, wait_until
from bench.calls.machine import Cores, chromium_below, tree_seconds
from bench.calls.report import Results, Scene
from distributed_chat.web.page import client_folder
from tests.services.chromium import chromium_path

FOUR = Scene("4 people", 4, 2)
SPINS = "import time\nwhile time.process_time() < 0.25: pass\nprint(flush=True)\ninput()"
HAS_A_CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {SPINS!r}])"


@pytest.fixture
def results() -> Results:
    found = Results()
    for sound, bound in ((300.0, ["sound_p50"]), (200.0, ["sound_p50"]), (900.0, [])):
        found.add("mesh", FOUR, {"sound_p50": sound, "frames": 15.0}, bound)
        found.add("janus", FOUR, {"sound_p50": sound + 1, "janus": 5.25}, bound[:0])
    return found


def lines_of(results: Results, *scenes: Scene) -> list[str]:
    return report.table(results, ["mesh", "janus"], list(scenes)).splitlines()


def test_the_table_has_the_median_and_the_extremes_of_both_side_by_side(results: Results) -> None:
    [sound] = [line for line in lines_of(results, FOUR) if "to sound p50" in line]
    assert sound.split()[-11:] == ["300", "ms", "200", "–", "900", "301", "ms", "201", "–", "901", "mesh"]


def test_a_figure_that_the_machine_bounds_in_most_rounds_is_marked(results: Results) -> None:
    marked = [line for line in lines_of(results, FOUR)[2:] if line.endswith("mesh")]
    assert len(marked) == 1
    assert "to sound p50" in marked[0]
    assert not any(line.endswith("janus") for line in lines_of(results, FOUR)[2:])


def test_what_was_not_measured_has_no_row(results: Results) -> None:
    assert lines_of(results, FOUR, VOICES) == lines_of(results, FOUR)
    assert not any("picture" in line for line in lines_of(results, FOUR))


def test_all_figures_of_all_rounds_are_in_the_file(results: Results) -> None:
    rows = report.as_json({}, results)["rows"]
    assert isinstance(rows, list)
    [sound] = [row for row in rows if (row["transport"], row["metric"]) == ("mesh", "sound_p50")]
    assert (sound["rounds"], sound["median"], sound["bound_rounds"]) == ([300.0, 200.0, 900.0], 300.0, 2)


def test_the_cost_of_a_browser_is_that_of_all_its_processes() -> None:
    command = [sys.executable, "-c", HAS_A_CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        assert tree_seconds(parent.pid) >= 0.2
        parent.communicate(b"\n")
    assert tree_seconds(parent.pid) == 0.0


def test_a_process_without_a_browser_has_none() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        with pytest.raises(LookupError):
            chromium_below(process.pid)
        process.communicate(b"\n")


def test_a_core_that_works_is_busy() -> None:
    cores, until = Cores(), time.process_time() + 0.3
    while time.process_time() < until:
        pass
    assert 0.2 < cores.busiest() <= 1.0


def test_what_never_happens_is_said_in_words() -> None:
    with pytest.raises(NothingArrives, match="a voice: not within 0 s"):
        wait_until("a voice", lambda: False, seconds=0)
    wait_until("a voice", lambda: True, seconds=0)


def states(people: int) -> list[str]:
    return [
        json.dumps({"frame": "signal", "type": "call.state", "payload": {"participant_id": str(number)}})
        for number in range(people)
    ]


def test_a_crowd_that_hears_of_everybody_is_fine() -> None:
    crowd.check(states(crowd.IN_A_CALL))


def test_a_state_that_is_refused_or_not_passed_on_ends_the_crowd() -> None:
    with pytest.raises(AssertionError):
        crowd.check(['{"frame":"error","code":"not_in_the_call"}', *states(crowd.IN_A_CALL)])
    with pytest.raises(AssertionError, match="heard of 3"):
        crowd.check(states(3))


def test_a_size_a_picture_and_a_part_are_checked() -> None:
    asked = parse(["--sizes", "4,2", "--picture", "640x360@24", "--only", "mesh"])
    assert [scene.size for scene in asked.scenes] == [2, 4]
    assert asked.picture == Picture(640, 360, 24)
    for wrong in (["--sizes", "1"], ["--picture", "large"], ["--only", "livekit"]):
        with pytest.raises(SystemExit):
            parse(wrong)


@pytest.mark.long
@pytest.mark.timeout(150)
@pytest.mark.skipif(chromium_path() is None, reason="Chromium is not installed.")
@pytest.mark.skipif(client_folder() is None, reason="The client is not built.")
def test_two_people_in_real_browsers_are_measured(tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    asked = ["--only", "mesh", "--sizes", "2", "--rounds", "1", "--joins", "1", "--seconds", "0.5"]
    command = [sys.executable, "-m", "bench.calls", *asked, "--json", str(found)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=140)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures = {row["metric"]: row["median"] for row in json.loads(found.read_text())["rows"]}
    assert figures.keys() == {metric.key for metric in report.METRICS} - {"janus", "memory"}
    assert 0 < figures["sound_p50"] <= figures["sound_p95"]
    assert 0 < figures["picture_p50"] <= figures["picture_p95"]
    assert figures["frames"] >= 3  # an offer, an answer, candidates
    assert "Everybody heard everybody" in ended.stdout
