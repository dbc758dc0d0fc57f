"""The talk of the demonstration can be read, and everybody speaks only where they are."""

from datetime import UTC, datetime, timedelta

import pytest

from distributed_chat.demo.cast import CAST
from distributed_chat.demo.script import GroupTalk, read_live, read_talk
from distributed_chat.demo.talkers import HERE

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def talk() -> list[GroupTalk]:
    return read_talk(NOW)


def test_there_is_enough_to_look_at(talk: list[GroupTalk]) -> None:
    conversations = [conversation for group in talk for conversation in group.conversations]
    assert len(talk) == 3
    assert sum(conversation.topic is not None for conversation in conversations) >= 8
    assert sum(conversation.private for conversation in conversations) == 1
    assert sum(conversation.topic is None for conversation in conversations) >= 4
    assert sum(len(conversation.lines) for conversation in conversations) >= 240
    assert all(conversation.lines for conversation in conversations)


def test_everybody_speaks_only_where_they_are(talk: list[GroupTalk]) -> None:
    for group in talk:
        assert set(group.members) <= set(CAST)
        for conversation in group.conversations:
            assert set(conversation.members) <= set(group.members), conversation
            assert {said.who for said in conversation.lines} <= set(conversation.members), conversation.topic


def test_what_was_said_was_said_before_now_and_in_order(talk: list[GroupTalk]) -> None:
    for conversation in (one for group in talk for one in group.conversations):
        moments = [said.at for said in conversation.lines]
        assert moments == sorted(moments), conversation.topic
        assert moments[0] > NOW - timedelta(days=5)
        assert moments[-1] < NOW - timedelta(minutes=30), conversation.topic


def test_no_two_rooms_share_a_topic(talk: list[GroupTalk]) -> None:
    topics = [one.topic for group in talk for one in group.conversations if one.topic is not None]
    assert len(topics) == len(set(topics))


def test_those_who_talk_live_are_here_and_in_the_room(talk: list[GroupTalk]) -> None:
    members = {one.topic: one.members for group in talk for one in group.conversations}
    lines = read_live()
    assert len({topic for topic, _, _ in lines}) == 3
    for topic, who, _ in lines:
        assert who in members[topic]
    assert sum(who in HERE for _, who, _ in lines) > 25


def test_the_emails_of_the_cast_lead_nowhere() -> None:
    emails = [character.email for character in CAST.values()]
    assert len(emails) == len(set(emails))
    assert all(email.isascii() and email.endswith(".example") for email in emails)
