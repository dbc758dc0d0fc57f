"""What a browser is told about STUN and TURN."""

import base64
import hashlib
import hmac

import pytest

from distributed_chat.calls.ice import IceServer, ice_servers, turn_credential, turn_places, turn_urls
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong

NOW = 1_795_608_000
PUBLIC = "https://chat.example.test"


def servers(settings: Settings) -> list[IceServer]:
    return ice_servers(settings, user_id="ann", call_id="kitchen", now_seconds=NOW)


def test_a_credential_names_its_end_its_user_and_its_call() -> None:
    made = turn_credential("secret", "ann", "kitchen", expires_at=NOW + 600)
    assert made.username == f"{NOW + 600}:ann:kitchen"
    expected = hmac.new(b"secret", made.username.encode(), hashlib.sha1).digest()
    assert base64.b64decode(made.password) == expected


def test_a_credential_lives_ten_minutes_unless_told_otherwise() -> None:
    settings = Settings(turn_url="turns:turn.example.test:5349", turn_secret="secret", stun_port=0)
    assert servers(settings)[0].username == f"{NOW + 600}:ann:kitchen"
    short = ice_servers(settings, user_id="ann", call_id="kitchen", now_seconds=NOW, lifetime=60)
    assert short[0].username == f"{NOW + 60}:ann:kitchen"


def test_the_secret_itself_is_told_to_nobody() -> None:
    settings = Settings(turn_url="turn:turn.example.test", turn_secret="shared-with-coturn")
    assert "shared-with-coturn" not in repr(servers(settings))


@pytest.mark.parametrize(
    ("settings", "url"),
    [
        (Settings(public_url=PUBLIC), "stun:chat.example.test:8000"),
        (Settings(public_url=PUBLIC, stun_port=3478), "stun:chat.example.test:3478"),
        (Settings(public_url="http://[2001:db8::1]:8000"), "stun:[2001:db8::1]:8000"),
        (Settings(), "stun:0.0.0.0:8000"),
    ],
)
def test_our_stun_is_where_people_reach_us(settings: Settings, url: str) -> None:
    assert servers(settings) == [IceServer(urls=[url])]


def test_with_stun_off_and_no_turn_nothing_is_named() -> None:
    assert servers(Settings(stun_port=0)) == []


def test_a_turn_server_without_its_secret_is_not_named() -> None:
    assert servers(Settings(stun_port=0, turn_url="turn:turn.example.test")) == []


def test_a_turn_address_is_tried_by_udp_and_by_tcp_unless_it_says_which() -> None:
    told = "turn:one.example.test:3478, turn:two.example.test?transport=udp,turns:three.example.test"
    assert turn_urls(Settings(turn_url=told)) == [
        "turn:one.example.test:3478?transport=udp",
        "turn:one.example.test:3478?transport=tcp",
        "turn:two.example.test?transport=udp",
        "turns:three.example.test",
    ]


def test_each_door_of_a_turn_server_is_read() -> None:
    told = "turn:one.example.test,turns:[2001:db8::1],turns:three.example.test:443"
    assert turn_places(Settings(turn_url=told, turn_secret="secret")) == [
        (False, "one.example.test", 3478, False),
        (False, "one.example.test", 3478, True),
        (True, "2001:db8::1", 5349, True),
        (True, "three.example.test", 443, True),
    ]
    assert turn_places(Settings()) == []


@pytest.mark.parametrize(
    "url",
    [
        "turn.example.test",
        "turn://turn.example.test",
        "https://turn.example.test",
        "stun:turn.example.test",
        "turn:",
        "turn:a b",
        "turn:turn.example.test:0",
        "turn:turn.example.test:70000",
        "turn:turn.example.test?transport=sctp",
        "turn:one.example.test,nonsense",
    ],
)
def test_an_address_that_would_end_every_call_is_refused_before_the_start(url: str) -> None:
    with pytest.raises(SettingIsWrong):
        turn_places(Settings(turn_url=url, turn_secret="secret"))


def test_a_turn_server_without_its_secret_is_refused_before_the_start() -> None:
    with pytest.raises(SettingIsWrong, match="DISTRIBUTED_TURN_SECRET"):
        turn_places(Settings(turn_url="turn:turn.example.test"))
