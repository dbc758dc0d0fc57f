"""What Slack's incoming webhooks take, as the markdown that we write. Pure; it never refuses, it leaves out.

The shape is that of Slack's documentation ("Sending messages using incoming webhooks", "Formatting text for app
surfaces", "Reference: blocks"): `text`, `blocks`, and `attachments` of older tools.
"""

import re
from collections.abc import Iterator
from typing import Any

LONGEST = 8_000
"""Code points of a message here; what is longer is cut."""
_DEEPEST = 6
_PIECE = re.compile(r"```.*?```|`[^`\n]+`|<[^<>\n]+>", re.DOTALL)
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_STRIKE = re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)


def text_of(payload: dict[str, Any]) -> str:
    """All that can be read in it, one part below the other; empty when there is nothing."""
    blocks = "\n".join(_blocks(payload.get("blocks")))
    head = blocks or markdown(_text(payload.get("text")))
    parts = [head, *(_attachment(one) for one in _list(payload.get("attachments")))]
    return "\n".join(part for part in parts if part.strip())[:LONGEST]


def markdown(mrkdwn: str) -> str:
    """`*bold*` to `**bold**`, `~gone~` to `~~gone~~`, `<address|words>` to `[words](address)`; code stays as it is."""
    written: list[str] = []
    at = 0
    for piece in _PIECE.finditer(mrkdwn):
        written += [_emphasis(mrkdwn[at : piece.start()]), _special(piece.group())]
        at = piece.end()
    return "".join([*written, _emphasis(mrkdwn[at:])])


def _emphasis(text: str) -> str:
    return _unescaped(_STRIKE.sub(r"~~\1~~", _BOLD.sub(r"**\1**", text)))


def _special(piece: str) -> str:
    if piece.startswith("`"):
        return _unescaped(piece)
    inside, _, words = piece[1:-1].partition("|")
    words = _unescaped(words)
    if inside.startswith("!"):
        # It calls nobody: only the entities of a person do.
        return words or "@" + inside[1:].partition("^")[0]
    if inside[:1] in {"@", "#"}:
        return inside[0] + (words or inside[1:]).lstrip("@#")
    address = _unescaped(inside)
    if not _SAFE_LINK.fullmatch(address):
        return words or address
    return f"[{_in_brackets(words)}]({address})" if words and words != address else address


def _in_brackets(words: str) -> str:
    return words.replace("[", "(").replace("]", ")")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _blocks(blocks: Any) -> Iterator[str]:
    for block in _list(blocks):
        match block.get("type"):
            case "header":
                yield f"**{_plain(block.get('text'))}**"
            case "section":
                yield from filter(None, [_words(block.get("text")), *(_words(f) for f in _list(block.get("fields")))])
                yield from filter(None, [_picture(_object(block.get("accessory")))])
            case "context":
                yield " ".join(filter(None, (_words(one) or _picture(one) for one in _list(block.get("elements")))))
            case "image":
                yield _picture(block)
            case "divider":
                yield "---"
            case "rich_text":
                yield _rich(block, _DEEPEST)
            case "markdown":
                yield _text(block.get("text"))
            case _:
                pass  # what only a program would press


def _rich(part: dict[str, Any], depth: int) -> str:
    """Of `rich_text`: sections, lists, quotes, code, down to words and links."""
    kind = str(part.get("type", ""))
    if kind == "text":
        return _styled(_text(part.get("text")), _object(part.get("style")))
    if kind == "link":
        return markdown(f"<{_text(part.get('url'))}|{_text(part.get('text')) or _text(part.get('url'))}>")
    if kind == "emoji":
        return f":{_text(part.get('name'))}:"
    if kind in {"user", "channel", "usergroup", "broadcast"}:
        return "@" + (_text(part.get("range")) or _text(part.get(f"{kind}_id")))
    inside = [_rich(one, depth - 1) for one in _list(part.get("elements"))] if depth else []
    match kind:
        case "rich_text_list":
            ordered = part.get("style") == "ordered"
            return "\n".join(f"{place}. {line}" if ordered else f"- {line}" for place, line in enumerate(inside, 1))
        case "rich_text_quote":
            return "\n".join(f"> {line}" for line in "".join(inside).split("\n"))
        case "rich_text_preformatted":
            return "```\n" + "".join(inside) + "\n```"
        case "rich_text":
            return "\n".join(inside)
        case _:
            return "".join(inside)


def _styled(text: str, style: dict[str, Any]) -> str:
    for name, mark in (("code", "`"), ("bold", "**"), ("italic", "_"), ("strike", "~~")):
        if style.get(name) is True and text.strip():
            text = f"{mark}{text}{mark}"
    return text


def _attachment(one: dict[str, Any]) -> str:
    if one.get("blocks"):
        return "\n".join(_blocks(one["blocks"]))
    title, link = _text(one.get("title")), _text(one.get("title_link"))
    lines = [
        markdown(_text(one.get("pretext"))),
        _text(one.get("author_name")),
        markdown(f"<{link}|{title}>") if link and title else title and f"**{title}**",
        markdown(_text(one.get("text"))),
        *(f"**{_text(f.get('title'))}**: {markdown(_text(f.get('value')))}" for f in _list(one.get("fields"))),
        markdown(f"<{_text(one.get('image_url'))}>") if one.get("image_url") else "",
        _text(one.get("footer")),
    ]
    said = "\n".join(line for line in lines if line.strip())
    return said or _text(one.get("fallback"))


def _words(part: Any) -> str:
    """Of a text object: `mrkdwn` is written anew, `plain_text` stays."""
    found = _object(part)
    text = _text(found.get("text"))
    return markdown(text) if found.get("type") == "mrkdwn" else text if found.get("type") == "plain_text" else ""


def _plain(part: Any) -> str:
    return _text(_object(part).get("text"))


def _picture(part: dict[str, Any]) -> str:
    address = _text(part.get("image_url"))
    return markdown(f"<{address}|{_text(part.get('alt_text')) or 'picture'}>") if address else ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)][:100] if isinstance(value, list) else []
