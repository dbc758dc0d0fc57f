"""The simulation of docs/growing.md: it runs, is the same each time, and grows where it should."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.growth import Given, loads, main, plan

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_shows_what_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out in (ROOT / "docs" / "growing.md").read_text()


def test_more_people_cost_more_and_each_of_them_less() -> None:
    few, many = plan(Given(people=20_000)), plan(Given(people=2_000_000))
    assert few.monthly < many.monthly
    assert few.monthly / 20_000 > many.monthly / 2_000_000
    assert plan(Given(messages=300)).databases > plan(Given()).databases
    assert plan(replace(Given(), online=0.5)).copies > plan(Given()).copies


def test_groups_are_spread_so_evenly_that_no_database_is_in_need() -> None:
    found = loads([1.0] * 50_000, 20)
    assert max(found) / (sum(found) / 20) < 1.1
