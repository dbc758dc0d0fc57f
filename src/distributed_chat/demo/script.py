"""Reads the talk: who says what where, and when. The form of the files is in the parser's few lines.

# Group | owner | members          ## Room | maker [| private: members]          %% a direct chat: names & names
@ 1d 10:44                         a day ago at that time; `@ 0d 3h` is three hours ago
name: what they say                `^ name: …` answers the line above, `> name: …` in a thread below it
+ react 👍 mira kofi               what happens to the line above: also `pin mira`, `save lena`,
+ poll Rye | Spelt                 its options, and `vote 1 mira kofi` for the first of them
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from typing import NamedTuple

from distributed_chat.demo.cast import CAST

_MOMENT = re.compile(r"@ (?P<days>\d+)d (?:(?P<hours>\d+)h|(?P<at>\d\d:\d\d))")
_LINE = re.compile(rf"(?:(?P<how>[\^>]) )?(?P<who>{'|'.join(CAST)}): (?P<text>.+)")
_DEED = re.compile(r"\+ (?P<what>react|pin|save|poll|vote) (?P<rest>.+)")
_GROUPS = ("sunday_crew.txt", "courtyard.txt", "night_train.txt")


class ScriptIsWrong(Exception):
    """A line of the talk that can't be read."""


class Deed(NamedTuple):
    """What somebody does to a line."""

    verb: str
    """react, pin, save or vote."""
    who: str
    with_what: str = ""
    """The emoji, or the number of the option, which begins at 1."""


@dataclass
class Said:
    at: datetime
    who: str
    text: str
    how: str | None = None
    """`^` answers the line above, `>` does so in its thread."""
    options: list[str] = field(default_factory=list)
    """Of a poll."""
    deeds: list["Deed"] = field(default_factory=list)


@dataclass
class Conversation:
    """A room (with a topic, made by the first of its members) or a direct chat."""

    members: list[str]
    topic: str | None = None
    private: bool = False
    lines: list[Said] = field(default_factory=list)


@dataclass
class GroupTalk:
    name: str
    members: list[str]
    """The owner first."""
    conversations: list[Conversation] = field(default_factory=list)


def read_talk(now: datetime) -> list[GroupTalk]:
    """The talk of the last days, as seen from `now`."""
    return [_Reader(now).group(_lines_of(name)) for name in _GROUPS]


def read_live() -> list[tuple[str, str, str]]:
    """What is said while somebody watches: (topic, who, text), the rooms taking turns of a few lines."""
    rooms: dict[str, list[tuple[str, str, str]]] = {}
    topic = ""
    for line in _lines_of("live.txt"):
        if line.startswith("## "):
            topic = line[3:]
        elif said := _LINE.fullmatch(line):
            rooms.setdefault(topic, []).append((topic, said["who"], said["text"]))
    return list(_in_turns(list(rooms.values()), of=3))


def _in_turns(rooms: list[list[tuple[str, str, str]]], *, of: int) -> Iterator[tuple[str, str, str]]:
    for start in range(0, max(map(len, rooms)), of):
        for lines in rooms:
            yield from lines[start : start + of]


def _lines_of(name: str) -> list[str]:
    text = files("distributed_chat.demo").joinpath("talk", name).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


class _Reader:
    def __init__(self, now: datetime) -> None:
        self._now = now
        self._at = now

    def group(self, lines: Iterable[str]) -> GroupTalk:
        group = GroupTalk("", [])
        for line in lines:
            if line.startswith("# "):
                name, owner, members = line[2:].split(" | ")
                group = GroupTalk(name, [owner, *members.split()])
            elif line.startswith("## "):
                group.conversations.append(_room(line[3:], group))
            elif line.startswith("%% "):
                group.conversations.append(Conversation(line[3:].split(" & ")))
            elif moment := _MOMENT.fullmatch(line):
                self._at = self._moment(moment)
            elif said := _LINE.fullmatch(line):
                line_said = Said(self._next(said["text"]), said["who"], said["text"], said["how"])
                group.conversations[-1].lines.append(line_said)
            elif deed := _DEED.fullmatch(line):
                _happen(group.conversations[-1].lines[-1], deed["what"], deed["rest"])
            else:
                raise ScriptIsWrong(line)
        return group

    def _moment(self, moment: re.Match[str]) -> datetime:
        if moment["hours"]:
            return self._now - timedelta(hours=int(moment["hours"]))
        hour, minute = map(int, moment["at"].split(":"))
        day = self._now - timedelta(days=int(moment["days"]))
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def _next(self, text: str) -> datetime:
        """Nobody answers at once, and long lines take longer."""
        at = self._at
        self._at += timedelta(seconds=14 + len(text) * 0.9)
        return at


def _happen(said: Said, what: str, rest: str) -> None:
    if what == "poll":
        said.options = rest.split(" | ")
        return
    words = rest.split()
    with_what = words.pop(0) if what in {"react", "vote"} else ""
    said.deeds += [Deed(what, who, with_what) for who in words]


def _room(line: str, group: GroupTalk) -> Conversation:
    topic, maker, *private = line.split(" | ")
    if private:
        return Conversation([maker, *private[0].removeprefix("private: ").split()], topic, private=True)
    return Conversation([maker, *(name for name in group.members if name != maker)], topic)
