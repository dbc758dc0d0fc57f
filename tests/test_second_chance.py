"""`make test` runs a few tests that failed once more, alone, and names what holds then (decision 29)."""

import runpy
from pathlib import Path

import pytest

TOOL = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "run_tests.py"), run_name="run_tests")
MOST_AGAIN = TOOL["MOST_AGAIN"]

HOLDS_LATER = """
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", [*{names}])
def test_it(name: str) -> None:
    seen = Path(__file__).with_name(name)
    if not seen.exists():
        seen.touch()
        raise AssertionError
"""


@pytest.mark.process
@pytest.mark.parametrize(("broken", "code"), [(MOST_AGAIN, 0), (MOST_AGAIN + 1, 1)])
def test_a_few_get_it_and_many_do_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], broken: int, code: int
) -> None:
    file = tmp_path / "test_doubtful.py"
    file.write_text(HOLDS_LATER.format(names=[f"n{number}" for number in range(broken)]))
    assert (
        TOOL["run"]([TOOL["Step"]("doubtful", f"pytest -q --rootdir={tmp_path} {file}", "all")], str(tmp_path)) == code
    )
    said = capsys.readouterr().out
    assert said.count("FAILED ONCE, held alone: ") == (broken if code == 0 else 0)
    assert ("FAILED at: doubtful" in said) == bool(code)


@pytest.mark.process
def test_what_fails_again_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "test_wrong.py"
    file.write_text("def test_it() -> None:\n    raise AssertionError\n")
    assert TOOL["run"]([TOOL["Step"]("wrong", f"pytest -q --rootdir={tmp_path} {file}", "all")], str(tmp_path)) == 1
    assert "FAILED ONCE" not in capsys.readouterr().out
