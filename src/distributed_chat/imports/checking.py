"""What no archive may bring, whatever its reader lets through: times that are none, too much on a message."""

from collections.abc import Iterable, Iterator

import msgspec

from distributed_chat.imports.errors import ArchiveIsWrong
from distributed_chat.imports.policy import storable
from distributed_chat.imports.records import Mark, Message, Poll, Reaction, Version
from distributed_chat.messages.policy import MOST_EDITS, MOST_EMOJI, MOST_GIVEN

LATEST = 2**31 * 1_000_000
"""January 2038: nobody wrote after it."""
MOST_MARKS = 200
MOST_OPTIONS = 20
LONGEST_OPTION = 200


def checked(messages: Iterable[Message]) -> Iterator[Message]:
    """Each as it may be written. Raises `ArchiveIsWrong` for a time that can't be right."""
    for one in messages:
        for instant in _instants(one):
            if not 0 <= instant <= LATEST:
                raise ArchiveIsWrong(f"message {one.key[:60]}", "its time can't be right.")
        if one.marks or one.reactions or one.edits or one.poll:
            yield msgspec.structs.replace(
                one,
                marks=_in_order(one.marks, one.text),
                reactions=_few_enough(one.reactions),
                edits=tuple(_version(edit) for edit in one.edits[-MOST_EDITS:]),
                poll=_poll(one.poll),
            )
        else:
            yield one


def _instants(one: Message) -> Iterator[int]:
    yield one.at
    for instant in (one.edited_at, one.deleted_at, one.pinned_at, one.forwarded_at):
        if instant is not None:
            yield instant
    for edit in one.edits:
        yield edit.written_at
    if one.poll is not None:
        yield from (at for at in (one.poll.closes_at, one.poll.closed_at) if at is not None)
        yield from (vote.at for vote in one.poll.votes)


def _in_order(marks: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    """Without those that lie outside of the text or in each other."""
    kept: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda mark: mark.offset):
        if mark.offset >= end and mark.length > 0 and mark.offset + mark.length <= len(text):
            kept.append(mark)
            end = mark.offset + mark.length
    return tuple(kept[:MOST_MARKS])


def _few_enough(reactions: tuple[Reaction, ...]) -> tuple[Reaction, ...]:
    kept: list[Reaction] = []
    left = MOST_GIVEN
    for one in reactions[:MOST_EMOJI]:
        kept.append(Reaction(emoji=one.emoji, person_keys=one.person_keys[:left]))
        left -= len(kept[-1].person_keys)
    return tuple(kept)


def _version(edit: Version) -> Version:
    return Version(text=storable(edit.text), written_at=edit.written_at, marks=_in_order(edit.marks, edit.text))


def _poll(poll: Poll | None) -> Poll | None:
    """None for what is no poll."""
    if poll is None or not 2 <= len(poll.options) <= MOST_OPTIONS:
        return None
    votes = tuple(vote for vote in poll.votes if 0 <= vote.place < len(poll.options))
    options = tuple(storable(option)[:LONGEST_OPTION] for option in poll.options)
    return msgspec.structs.replace(poll, options=options, votes=votes)
