"""What Slack's tools send, as markdown."""

from typing import Any

import pytest

from distributed_chat.hooks.slack import LONGEST, markdown, text_of


@pytest.mark.parametrize(
    ("mrkdwn", "ours"),
    [
        ("plain", "plain"),
        ("*bold* and _slanted_ and ~gone~", "**bold** and _slanted_ and ~~gone~~"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("`*code*` stays", "`*code*` stays"),
        ("```\n*code*\n``` *bold*", "```\n*code*\n``` **bold**"),
        ("<https://site.example>", "https://site.example"),
        ("<https://site.example/a?b=1&amp;c=2|the *site*>", "[the *site*](https://site.example/a?b=1&c=2)"),
        ("<https://site.example|a ] b>", "[a ) b](https://site.example)"),
        ("<javascript:alert(1)|press>", "press"),
        ("<!here> <!channel> <!subteam^S1|@crew>", "@here @channel @crew"),
        ("<!date^1392734382^Posted {date}|yesterday>", "yesterday"),
        ("<@U024BE7LH> in <#C024BE7LR|general>", "@U024BE7LH in #general"),
        ("a &lt;b&gt; &amp; c &amp;lt;", "a <b> & c &lt;"),
    ],
)
def test_mrkdwn_is_written_anew(mrkdwn: str, ours: str) -> None:
    assert markdown(mrkdwn) == ours


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


PLAIN = {"type": "plain_text", "text": "*Build*"}
RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "bold", "style": {"bold": True}}]},
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
        },
    ],
}


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ({"text": "Hello"}, "Hello"),
        ({"text": "unseen", "blocks": [section("*Seen*")]}, "**Seen**"),
        (
            {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Build"}}, {"type": "divider"}]},
            "**Build**\n---",
        ),
        (
            {
                "blocks": [
                    {
                        "type": "section",
                        "fields": [{"type": "mrkdwn", "text": "*a*"}, {"type": "plain_text", "text": "*b*"}],
                    }
                ]
            },
            "**a**\n*b*",
        ),
        (
            {"blocks": [{"type": "image", "image_url": "https://x.example/a.png", "alt_text": "A cat"}]},
            "[A cat](https://x.example/a.png)",
        ),
        ({"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "by _me_"}]}]}, "by _me_"),
        ({"blocks": [RICH]}, "**bold**\n- one"),
        ({"attachments": [{"fallback": "plain", "color": "#36a64f"}]}, "plain"),
        (
            {
                "text": "Deploy",
                "attachments": [
                    {
                        "title": "Build 7",
                        "title_link": "https://ci.example/7",
                        "text": "*failed*",
                        "fields": [{"title": "Branch", "value": "main", "short": True}],
                        "footer": "CI",
                    }
                ],
            },
            "Deploy\n[Build 7](https://ci.example/7)\n**failed**\n**Branch**: main\nCI",
        ),
        ({"text": 7}, "7"),
        ({"text": ["a"]}, ""),
        ({"blocks": "x", "attachments": [1, None]}, ""),
        ({}, ""),
    ],
)
def test_a_payload_becomes_one_text(payload: dict[str, Any], text: str) -> None:
    assert text_of(payload) == text


def test_what_is_too_long_is_cut_and_what_is_too_deep_left_out() -> None:
    assert len(text_of({"text": "x" * 20_000})) == LONGEST
    deep: dict[str, Any] = {"type": "text", "text": "deep"}
    for _ in range(50):
        deep = {"type": "rich_text_section", "elements": [deep]}
    assert text_of({"blocks": [{"type": "rich_text", "elements": [deep]}]}) == ""
