"""Whatever is typed finds something, nothing, or a refusal in words."""

import random

import pytest

from distributed_chat.app import App
from tests.cast import Person
from tests.conversations.rooms import say
from tests.messages.conftest import Crew
from tests.search.conftest import search

ODD = [
    '"',
    '""',
    '"unclosed phrase',
    "'; DROP TABLE search_entries; --",
    "a AND b OR NOT c NEAR(d e)",
    "words : hello",
    "c:0123",
    "^hello * + - ( ) { } [ ] ~ | & ! <-> :*",
    "\\ \\' \\\" '' %s :ask ? ?1 $1 {} {0}",
    "* *",
    "has:link AND",
    "from:from:from:",
    "in:",
    "before: after:",
    "🎉👨‍👩‍👧‍👦🇫🇷",
    "東京 大阪",
    "\u202eمرحبا\u202c שלום",
    "e\u0301\u0301\u0301\u0301",
    "\u0301",
    "\u200b\u200d\ufeff",
    "ﷺ ﬀ ǆ ß İ ı",
    "\ud7ff\ue000\ufffd\U0010ffff",
    "\t\n\r\x0b\x1f",
    "a" * 8_000,
    " ".join(["word"] * 24),
    "ก็ำ เ็",
]


@pytest.mark.parametrize("line", ODD, ids=range(len(ODD)))
async def test_odd_lines_are_answered_or_refused(app: App, ann: Person, crew: Crew, line: str) -> None:
    await say(ann, crew.room, f"x {line}"[:8_000])
    await app.indexer.settled()
    for query in ({"q": line}, {"q": f"hello {line}"}, {"q": f'"{line}"'}):
        answer = await ann.client.get("/api/search", params=query)
        assert answer.status_code in {200, 422}, answer.text
        if answer.status_code == 422:
            assert answer.json()["message"].endswith((".", "2026-10-01."))


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({}, 422, "nothing_to_search"),
        ({"q": ""}, 422, "nothing_to_search"),
        ({"q": "   "}, 422, "nothing_to_search"),
        ({"q": "... !!!"}, 422, "nothing_to_search"),
        ({"q": "from:"}, 422, "nothing_to_search"),
        ({"q": "before:2026-11-01", "after": "2026-10-01"}, 422, "nothing_to_search"),
        ({"q": "a\0b"}, 422, "text_not_storable"),
        ({"q": "a" * 8_001}, 422, "too_long"),
        ({"q": " ".join(f"w{n}" for n in range(25))}, 422, "too_many_words"),
        ({"q": " ".join(f"from:p{n}" for n in range(11))}, 422, "too_many_filters"),
        ({"q": "has:banana"}, 422, "not_a_choice"),
        ({"has": "banana"}, 422, "not_a_choice"),
        ({"q": "x before:tomorrow"}, 422, "not_a_day"),
        ({"q": "x", "after": "2026-13-01"}, 422, "not_a_day"),
        ({"q": "x", "after": "0001-01-01", "offset_minutes": "840"}, 422, "not_a_day"),
        ({"q": "x from:nobody"}, 422, "no_such_person"),
        ({"q": "x in:nowhere"}, 422, "no_such_place"),
        ({"q": "x", "cursor": "zzz"}, 400, "malformed"),
        ({"q": "x", "cursor": "t99999999999999999"}, 400, "malformed"),
        ({"q": "x", "limit": "0"}, 400, "malformed"),
        ({"q": "x", "offset_minutes": "841"}, 422, "too_large"),
        ({"q": "x", "color": "red"}, 422, "unknown_field"),
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(
    ann: Person, crew: Crew, query: dict[str, str], status: int, code: str
) -> None:
    answer = await ann.client.get("/api/search", params=query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_any_text_can_be_indexed_and_looked_for(app: App, ann: Person, crew: Crew) -> None:
    """Drawn from the ends and the middle of Unicode, with a seed: what it says is found by its own words."""
    draw = random.Random(4)
    ranges = [(0x20, 0x7F), (0xA0, 0x530), (0x590, 0x900), (0x900, 0x1100), (0x1100, 0x3000), (0x3000, 0xD7FF)]
    ranges += [(0xE000, 0x10000), (0x1F000, 0x1FB00), (0x20000, 0x20100)]
    for _ in range(60):
        letters = [chr(draw.randrange(*draw.choice(ranges))) for _ in range(draw.randrange(1, 60))]
        text = "x" + "".join(letters)
        await say(ann, crew.room, text)
        await app.indexer.settled()
        answer = await ann.client.get("/api/search", params={"q": text.replace('"', " ").replace(":", " ")})
        assert answer.status_code in {200, 422}, (text, answer.text)
        if answer.status_code == 200:
            assert text in [hit["message"]["text"] for hit in answer.json()["hits"]], ascii(text)


async def test_the_signed_out_find_nothing(app: App, ann: Person, crew: Crew) -> None:
    await say(ann, crew.room, "hello")
    await search(app, ann, "hello")
    answer = await ann.client.get("/api/search", params={"q": "hello"}, headers={"Authorization": "Bearer no"})
    assert answer.status_code == 401
