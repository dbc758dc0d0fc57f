"""Which links of a text get a preview: those that anybody sees at once, so none in code and none under a spoiler.

The page turns the same addresses into links (client/src/messages/links.ts); where both differ, a preview is missing.
"""

import re

MOST_LINKS = 3
LONGEST_URL = 2_048

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"https?://[^\s<>\"`|]+", re.IGNORECASE)
_TARGET = re.compile(
    r"\]\((https?://[^\s()<>\"]{1,1024}(?:\([^\s()<>\"]{0,512}\)[^\s()<>\"]{0,512}){0,4})\)", re.IGNORECASE
)
_TRAILING = ".,;:!?'\"*_~]"


def links_in(text: str) -> list[str]:
    """The first three addresses, each once, in their order."""
    if "://" not in text:
        return []
    found: dict[str, None] = {}
    plain = _without_spoilers(_without_code(_without_blocks(text)))
    for match in _ADDRESS.finditer(_TARGET.sub(r" \1 ", plain)):
        url = _trimmed(match.group())
        if len(url) <= LONGEST_URL and url.partition("://")[2]:
            found[url] = None
        if len(found) == MOST_LINKS:
            break
    return list(found)


def _without_blocks(text: str) -> str:
    """Without what stands between fences; one that nothing closes goes on to the end."""
    kept: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark.group(1).startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closes else fence
        elif mark is not None:
            fence = mark.group(1)
        else:
            kept.append(line)
    return "\n".join(kept)


def _without_code(text: str) -> str:
    """Without what stands between two runs of as many backticks. A run without its like is text."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(text)]
    later: dict[int, list[int]] = {}
    for place in reversed(range(len(runs))):
        later.setdefault(runs[place][1] - runs[place][0], []).append(place)
    kept: list[str] = []
    begin, at = 0, 0
    while at < len(runs):
        start, end = runs[at]
        alike = later[end - start]
        while alike and alike[-1] <= at:
            alike.pop()
        if alike:
            kept.append(text[begin:start])
            at = alike[-1]
            begin = runs[at][1]
        at += 1
    return " ".join([*kept, text[begin:]])


def _without_spoilers(text: str) -> str:
    """Every second piece between `||` is hidden; a last one without its end is not."""
    pieces = text.split("||")
    hidden = range(1, len(pieces) - 1, 2)
    return " ".join(piece for place, piece in enumerate(pieces) if place not in hidden)


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it, and without a bracket that it did not open."""
    surplus = address.count(")") - address.count("(")
    end = len(address)
    while end:
        last = address[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return address[:end]
