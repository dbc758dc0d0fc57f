"""What a page says of itself, as clean words; and that no page takes long to read."""

import time

import pytest

from distributed_chat.embeds.fetching import Fetched
from distributed_chat.embeds.pages import Facts, facts_in_oembed, facts_of, file_name_in, site_of
from distributed_chat.embeds.words import one_line

URL = "https://news.example/2026/tomatoes"


def read(html: str | bytes, *, charset: str | None = None) -> Facts:
    body = html.encode() if isinstance(html, str) else html
    return facts_of(Fetched(URL, "text/html", charset, body, whole=True))


def test_opengraph_is_taken_before_the_rest() -> None:
    facts = read(
        "<title>Title</title><meta name=description content='plain'><meta name='twitter:title' content='short'>"
        "<meta property='og:title' content='  Tomatoes &amp; bread\n'><meta property='og:description' content='Eat.'>"
        "<meta property='og:site_name' content='The News'><meta property='og:image' content='/a.jpg?x=1&amp;y=2'>"
    )
    assert facts == Facts("Tomatoes & bread", "Eat.", "The News", "https://news.example/a.jpg?x=1&y=2")


def test_a_page_without_opengraph_has_a_title_and_a_description() -> None:
    facts = read("<HTML><TITLE lang=en>\n Plain <b>x</TITLE><META CONTENT='Words' NAME=Description></HTML>")
    assert (facts.title, facts.description, facts.image) == ("Plain", "Words", None)


def test_what_stands_in_scripts_comments_and_styles_is_not_said() -> None:
    facts = read(
        "<script>x = \"<meta property='og:title' content='no'>\"</script><!-- <title>no</title> -->"
        "<style><title>no</title></style><title>yes</title>"
    )
    assert facts.title == "yes"


def test_the_first_of_two_counts_and_an_empty_one_does_not() -> None:
    facts = read(
        "<meta property='og:title' content=' '><meta property='og:title' content='a'>"
        "<meta property='og:title' content='b'>"
    )
    assert facts.title == "a"


def test_an_attribute_may_hold_a_bracket_and_a_quote() -> None:
    assert read("<meta property='og:title' content=\"a > 'b' < c\">").title == "a > 'b' < c"


def test_the_oembed_of_a_page_is_found() -> None:
    facts = read("<link rel=alternate type='application/json+oembed' href='/oembed?url=a&amp;b=c'>")
    assert facts.oembed == "https://news.example/oembed?url=a&b=c"


def test_oembed_gives_words_and_a_picture_and_never_html() -> None:
    def answer(body: bytes) -> Facts:
        return facts_in_oembed(Fetched("https://v.example/o", "application/json", None, body, whole=True))

    said = b'{"type": "video", "title": "A <b>", "provider_name": "V", "thumbnail_url": "/t.jpg", "html": "<script>"}'
    assert answer(said) == Facts(title="A <b>", site="V", image="https://v.example/t.jpg")
    assert answer(b'{"type": "photo", "url": "https://v.example/p.png"}').image == "https://v.example/p.png"
    for odd in (b"", b"[]", b"{", b'{"title": 7, "thumbnail_url": {}}', b"[" * 100_000, b'{"type": "photo"}'):
        assert answer(odd) == Facts()


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("<title>Caf\u00e9</title>".encode(), None),
        ("<title>Caf\u00e9</title>".encode("latin-1"), "iso-8859-1"),
        ("<meta charset='windows-1252'><title>Caf\u00e9</title>".encode("cp1252"), None),
        ("<meta content='text/html; charset=iso-8859-15'><title>Caf\u00e9</title>".encode("latin-1"), None),
        ("<title>Caf\u00e9</title>".encode("utf-16"), None),
        ("\ufeff<title>Caf\u00e9</title>".encode(), "latin-1"),
        ("<title>Caf\u00e9</title>".encode(), "no-such-charset"),
        ("<title>Caf\u00e9</title>".encode(), "unicode_escape"),
    ],
)  # fmt: skip
def test_the_charset_is_that_of_the_head_or_of_the_page(body: bytes, charset: str | None) -> None:
    assert read(body, charset=charset).title == "Caf\u00e9"


def test_bytes_that_mean_nothing_become_a_mark_and_no_error() -> None:
    assert read(b"<title>a\xff\xfeb</title>").title == "a\ufffd\ufffdb"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("  a \n\t b  ", "a b"),
        ("a\u202ecba\u202c\u2066\u200b\u00ad", "acba"),
        ("nul\0 bell\x07 esc\x1b[31m", "nul bell esc[31m"),
        ("e\u0301", "\u00e9"),
        ("\ud800x", "x"),
        ("\U0001f468\u200d\U0001f373", "\U0001f468\u200d\U0001f373"),
        ("\u2028\u2029", ""),
        ("word " * 10, "word word word word…"),
        ("x" * 30, "x" * 19 + "…"),
    ],
)
def test_words_are_one_line_without_what_is_not_seen(said: str, shown: str) -> None:
    assert one_line(said, 20) == shown


def test_a_site_and_a_file_are_named_by_their_address() -> None:
    assert site_of("https://www.news.example/a") == "news.example"
    assert site_of("https://xn--bcher-kva.example/") == "b\u00fccher.example"
    assert file_name_in("https://a.example/b/our%20cat.png?x=y") == "our cat.png"
    assert file_name_in("https://a.example/%ff%00") == "\ufffd"


HOSTILE = {
    "divs in divs": b"<div>" * 200_000,
    "formatting in formatting": b"<a><b><nobr>" * 80_000,
    "options": b"<select><option>" * 60_000,
    "metas": b"<meta property=og:x content=y>" * 33_000,
    "metas that do not end": b"<meta " * 170_000,
    "quotes that do not end": b'<meta "' * 150_000,
    "attributes": b"<meta " + b" a=b" * 250_000 + b">",
    "empty attributes": b"<meta " + b'""' * 500_000,
    "a long title": b"<title>" + b"x" * 1_000_000,
    "titles": b"<title>" * 150_000,
    "titles that do not end": b"<title " * 150_000,
    "comments": b"<!--" * 250_000,
    "scripts": b"<script>" * 130_000,
    "charsets": b"<meta" + b"charset" * 140_000,
    "combining marks": ("<title>" + "a" + "\u0301" * 500_000).encode(),
    "foreign things": b"<svg><p><style><!--</style><math><mi>" * 28_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_no_page_takes_long_to_read(body: bytes) -> None:
    began = time.process_time()
    read(body)
    assert time.process_time() - began < 1.0
