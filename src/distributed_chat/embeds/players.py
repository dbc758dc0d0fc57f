"""Links that can be played in place: by their address alone, so nothing of theirs is asked before somebody clicks.

The origins of the frames stand in the page's policy (`web.reply`), and nothing else may be framed.
"""

import re
from typing import NamedTuple

from distributed_chat.embeds.found import Player

_YOUTUBE = re.compile(
    r"https?://(?:(?:www|m|music)\.)?"
    r"(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])",
    re.ASCII,
)
_START = re.compile(r"[?&#]t=(\d{1,6})s?(?![\w])", re.ASCII)
_VIMEO = re.compile(r"https?://(?:www\.)?vimeo\.com/(\d{1,12})(?:/([0-9a-f]{6,20}))?/?(?:[?#]|$)", re.ASCII)
_SPOTIFY = re.compile(
    r"https?://open\.spotify\.com/(?:intl-[a-z-]{2,10}/)?(track|album|playlist|episode|show|artist)/(\w{22})(?!\w)",
    re.ASCII,
)
_X = re.compile(r"https?://(?:(?:www|mobile)\.)?(?:x|twitter)\.com/\w{1,20}/status/(\d{1,20})(?!\w)", re.ASCII)


class PlayedBy(NamedTuple):
    player: Player
    url: str
    site: str


def player_of(url: str) -> PlayedBy | None:
    """How this link is played, if it is one of the four."""
    if found := _YOUTUBE.match(url):
        start = _START.search(url)
        query = f"?start={start.group(1)}" if start else ""
        return PlayedBy("youtube", f"https://www.youtube-nocookie.com/embed/{found.group(1)}{query}", "YouTube")
    if found := _VIMEO.match(url):
        query = f"?dnt=1&h={found.group(2)}" if found.group(2) else "?dnt=1"
        return PlayedBy("vimeo", f"https://player.vimeo.com/video/{found.group(1)}{query}", "Vimeo")
    if found := _SPOTIFY.match(url):
        return PlayedBy("spotify", f"https://open.spotify.com/embed/{found.group(1)}/{found.group(2)}", "Spotify")
    if found := _X.match(url):
        return PlayedBy("x", f"https://platform.twitter.com/embed/Tweet.html?id={found.group(1)}&dnt=true", "X")
    return None
