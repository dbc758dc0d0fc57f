"""Slack's way of marking text as ours: `*bold*`, `<@U1>`, `<#C1|name>`, `<https://…|label>`, `:tada:`. Pure."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from distributed_chat.imports.readers.words import Replacing, emoji_by_name
from distributed_chat.imports.records import Mark

_SPECIAL = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|<(?P<angle>[^<>\n]{1,4000})>"
    r"|:(?P<emoji>[a-z0-9_+'-]{1,60}):"
    r"|(?<![\w*])\*(?P<bold>\S(?:[^*\n]*\S)?)\*(?![\w*])"
    r"|(?<![\w~])~(?P<struck>\S(?:[^~\n]*\S)?)~(?![\w~])"
    r"|^(?P<bullet>•)(?= )",
    re.DOTALL | re.MULTILINE,
)

NameOf = Callable[[str], str | None]


def translated(text: str, name_of: NameOf, rooms: Mapping[str, str]) -> tuple[str, Sequence[Mark]]:
    """Our text and its marks. `name_of`: of people by key; `rooms`: names by key."""
    made = Replacing(text).run(_SPECIAL, partial(_change, name_of=name_of, rooms=rooms))
    if "&" not in made.text:
        return made.text, made.marks
    return _unescaped(made.text, made.marks)


def _change(out: Replacing, match: re.Match[str], *, name_of: NameOf, rooms: Mapping[str, str]) -> None:
    inner = partial(_change, name_of=name_of, rooms=rooms)
    if match["code"]:
        out.say(match["code"])
    elif match["angle"]:
        _angle(out, match["angle"], name_of, rooms)
    elif match["emoji"]:
        out.say(emoji_by_name().get(match["emoji"], match.group()))
    elif match["bullet"]:
        out.say("-")
    else:
        sign = "**" if match["bold"] else "~~"
        out.say(sign)
        _within(out, match["bold"] or match["struck"], inner)
        out.say(sign)


def _within(out: Replacing, text: str, change: Callable[[Replacing, re.Match[str]], None]) -> None:
    end = 0
    for match in _SPECIAL.finditer(text):
        out.say(text[end : match.start()])
        change(out, match)
        end = match.end()
    out.say(text[end:])


def _angle(out: Replacing, inside: str, name_of: NameOf, rooms: Mapping[str, str]) -> None:
    target, _, label = inside.partition("|")
    match target[0]:
        case "@":
            name = name_of(target[1:])
            out.mark("mention", f"@{name or label.lstrip('@') or target[1:]}", target[1:] if name else None)
        case "#":
            out.mark("room", f"#{rooms.get(target[1:]) or label or target[1:]}", target[1:])
        case "!":
            word = target[1:].partition("^")[0]
            out.say("@all" if word in {"channel", "everyone"} else label or f"@{word}")
        case _:
            link = target.removeprefix("mailto:") if target.startswith("mailto:") else target
            out.say(f"[{label.replace('[', '(').replace(']', ')')}]({target})" if label and label != link else link)


def _unescaped(text: str, marks: Sequence[Mark]) -> tuple[str, Sequence[Mark]]:
    """Slack writes &, < and > as entities of HTML; marks move as the text before them shrinks."""
    ends = sorted({mark.offset for mark in marks} | {mark.offset + mark.length for mark in marks})
    moved: dict[int, int] = {}
    parts: list[str] = []
    before = length = 0
    for end in (*ends, len(text)):
        part = _plain(text[before:end])
        parts.append(part)
        length += len(part)
        moved[end], before = length, end
    moved.setdefault(0, 0)
    return "".join(parts), [
        Mark(
            type=mark.type,
            offset=moved[mark.offset],
            length=moved[mark.offset + mark.length] - moved[mark.offset],
            key=mark.key,
        )
        for mark in marks
    ]


def _plain(text: str) -> str:
    return re.sub(r"&(?:amp|lt|gt);", lambda found: html.unescape(found.group()), text)
