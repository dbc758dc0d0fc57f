"""Through Janus: a call that outgrows the mesh moves there while people talk, and goes on to eight."""

from collections.abc import Iterator

import pytest

from tests.browser.calls.talkers import Talkers, call_in, participants, start_or_join
from tests.browser.calls.witness import hears_and_sees, let_go_of_the_mesh, listen_for_gaps, longest_gap
from tests.services.janus import RunningJanus, why_not
from tests.services.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]


@pytest.fixture(scope="module")
def janus() -> Iterator[RunningJanus]:
    reason = why_not()
    if reason is not None:
        pytest.skip(reason)
    with RunningJanus() as running:
        yield running


@pytest.fixture(scope="module")
def server(janus: RunningJanus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with RunningServer(tmp_path_factory.mktemp("moved"), arguments=(), **janus.settings, mesh_video=3) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.mark.long
@pytest.mark.timeout(240)
def test_a_call_that_outgrows_the_mesh_moves_to_janus_unheard_and_takes_eight(talkers: Talkers) -> None:
    first = talkers.come("Ann", "Bob", "Cat")
    for place, person in enumerate(first):
        start_or_join(person, video=place < 2)
    for place, person in enumerate(first):
        hears_and_sees(person, voices=2, pictures=1 if place < 2 else 2)
        person.mark_page()
        listen_for_gaps(person, voices=2)
    before = participants(first[0], talkers.room_id)

    (dan,) = talkers.come("Dan")
    start_or_join(dan)
    people = [*first, dan]
    for place, person in enumerate(people):
        let_go_of_the_mesh(person)
        hears_and_sees(person, voices=3, pictures=1 if place < 2 else 2, seconds=30)
    call = call_in(dan, talkers.room_id)
    assert call is not None
    assert call["transport"] == "janus"
    gaps = [longest_gap(person) for person in first]
    assert max(gaps) < 2, f"nobody may notice the move, but voices were away for {gaps} seconds"
    assert before.items() <= participants(dan, talkers.room_id).items(), "nobody had to join anew"

    late = talkers.come("Eve", "Fay", "Gus", "Hal")
    for person in late:
        start_or_join(person)
    people += late
    for place, person in enumerate(people):
        hears_and_sees(person, voices=7, pictures=1 if place < 2 else 2, seconds=40)
    assert all(person.never_reloaded() for person in first)
