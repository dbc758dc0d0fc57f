"""Which links of a message get a preview, and which can be played."""

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from distributed_chat.embeds.links import links_in
from distributed_chat.embeds.players import player_of
from distributed_chat.web.reply import PLAYERS

CLIENT = Path(__file__).parents[2] / "client"
SONG = "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("no link, not example.com either", []),
        ("https://a.example", ["https://a.example"]),
        ("HTTPS://A.example/B", ["HTTPS://A.example/B"]),
        ("see https://a.example/b, https://c.example.", ["https://a.example/b", "https://c.example"]),
        ("(https://a.example/b_(c)) and (https://d.example)", ["https://a.example/b_(c)", "https://d.example"]),
        ("[one](https://a.example/x)[two](https://b.example/y_(z))", ["https://a.example/x", "https://b.example/y_(z)"]),
        ('<https://a.example> "https://b.example"', ["https://a.example", "https://b.example"]),
        ("**https://a.example**", ["https://a.example"]),
        ("https://a.example https://a.example", ["https://a.example"]),
        ("https://a.example/1 https://a.example/2 https://a.example/3 https://a.example/4",
         ["https://a.example/1", "https://a.example/2", "https://a.example/3"]),
        ("https://", []),
        ("ftp://a.example javascript://a.example mailto:a@b.example", []),
        # in code
        ("`https://a.example`", []),
        ("``a ` https://a.example`` https://b.example", ["https://b.example"]),
        ("a ` b https://a.example", ["https://a.example"]),
        ("```\nhttps://a.example\n```\nhttps://b.example", ["https://b.example"]),
        ("~~~sh\nhttps://a.example\n```\nhttps://b.example\n~~~\nhttps://c.example", ["https://c.example"]),
        ("```\nhttps://a.example", []),
        # under a spoiler
        ("||https://a.example|| https://b.example", ["https://b.example"]),
        ("||a|| https://a.example ||https://b.example||", ["https://a.example"]),
        ("|| https://a.example", ["https://a.example"]),
        ("[end](https://a.example/||) ||x", ["https://a.example/"]),
    ],
)  # fmt: skip
def test_the_links_that_anybody_sees_at_once_are_found(text: str, links: list[str]) -> None:
    assert links_in(text) == links


def test_a_link_that_is_too_long_is_none() -> None:
    assert links_in("https://a.example/" + "x" * 2_100) == []


@pytest.mark.parametrize(
    "piece", ["`", "``", "` `` ", "||", "```\n", "](http://a(", "https://", "http://a(((", "x](http://a.b)", "~~~~\n"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = "https://a.example " + piece * (32_768 // len(piece))
    began = time.process_time()
    links_in(text)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtube.com/watch?list=a&v=dQw4w9WgXcQ&t=42s", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=42"),
        ("https://youtu.be/dQw4w9WgXcQ?t=7", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=7"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/abcdef0123", "https://player.vimeo.com/video/76979871?dnt=1&h=abcdef0123"),
        ("https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC?si=x", "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQC"),
        ("https://x.com/somebody/status/20", "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true"),
        ("https://twitter.com/somebody/status/20?s=1", "https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true"),
    ],
)  # fmt: skip
def test_the_four_are_played_in_place(url: str, player: str) -> None:
    played = player_of(url)
    assert played is not None
    assert played.url == player


def test_the_frames_of_players_come_from_those_origins_that_the_page_allows() -> None:
    page = (CLIENT / "src" / "embeds" / "players.ts").read_text()
    origins = [
        "{0.scheme}://{0.netloc}".format(urlsplit(played.url))
        for url in ("https://youtu.be/dQw4w9WgXcQ", "https://vimeo.com/1", SONG, "https://x.com/a/status/20")
        if (played := player_of(url))
    ]
    assert origins == PLAYERS.split()
    assert re.findall('origin: "([^"]+)"', page) == origins


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQtoolong",
        "https://www.youtube.com/@somebody",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/?https://youtu.be/dQw4w9WgXcQ",
        "https://evil.example@youtu.be/dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        'https://youtu.be/dQw4w9W"XcQ',
        "https://vimeo.com/channels/staffpicks",
        "https://open.spotify.com/user/somebody",
        "https://x.com/somebody",
        "https://fox.com/somebody/status/20",
        "https://example.com",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert player_of(url) is None
