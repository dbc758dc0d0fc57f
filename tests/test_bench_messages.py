"""The measurement of a million messages runs, on a few; and what it makes up is the same each time."""

import json
import random
from pathlib import Path

import pytest

from bench.messages import report
from bench.messages.__main__ import main
from bench.messages.instance import Instance, Person, Room
from bench.messages.measuring import Searched
from bench.messages.questions import kinds
from bench.messages.talk import Talk

INSTANCE = Instance(
    Person("everything", "a", "x"), Person("one group", "b", "y"), [Room("c", ["a", "b"])], numbers=[1_000]
)


def test_talk_is_the_same_each_time_and_has_common_and_rare_words() -> None:
    one, other = list(Talk(1).sentences(2_000)), list(Talk(1).sentences(2_000))
    assert one == other != list(Talk(2).sentences(2_000))
    said = [word for sentence in one for word in sentence.split()]
    words = Talk(1).words
    assert said.count(words[0]) > 30 * max(1, said.count(words[5_000]))
    assert len(set(words)) == len(words)


def test_every_kind_of_question_asks_something_and_differs_from_turn_to_turn() -> None:
    draw = random.Random(1)
    for kind, make in kinds(Talk(1), INSTANCE).items():
        asked = [tuple(make(draw).items()) for _ in range(30)]
        assert all(asked), kind
        assert len(set(asked)) > 1 or kind == "has:link alone", kind


def figures(search: float, few: float, many: float, without: float, kept: float) -> report.Figures:
    searched = Searched({("a word", "everything"): [search] * 20}, {("a word", "everything"): 20})
    return report.Figures("sqlite", searched, [few] * 100, [many] * 100, without, kept, bytes=1_000_000)


@pytest.mark.parametrize(
    ("found", "met", "said"),
    [
        (figures(49, 1, 1.4, 100, 95), True, 0),
        (figures(51, 1, 1.4, 100, 95), False, 1),
        (figures(49, 1, 1.6, 100, 95), False, 1),
        (figures(49, 1, 1.4, 100, 80), True, 1),
    ],
)
def test_the_report_says_which_targets_are_met(found: report.Figures, met: bool, said: int) -> None:
    about = {"processor": "P", "cores": 2, "kernel": "K", "python": "3", "steal_percent": 0, "messages": 1_000}
    assert report.targets_met(found) is met
    assert report.text(about, [found]).count("NOT MET") == said


@pytest.mark.process
def test_it_measures_a_real_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = tmp_path / "found.json"
    few = ["--messages", "1500", "--times", "1", "--pages", "10", "--rounds", "1", "--seconds", "0.2"]
    assert main([*few, "--database", "sqlite", "--json", str(found)]) == 0
    [measured] = json.loads(found.read_text())["databases"]
    assert measured["database"] == "sqlite"
    assert sum(len(row["milliseconds"]) for row in measured["search"]) == 30
    assert "p95 ≤ 50 ms" in capsys.readouterr().out
