"""Who carries the media of a call that has outgrown a mesh, behind one small interface (`Sfu`)."""

from urllib.parse import urlsplit

from distributed_chat.calls.sfu.janus import JanusSfu
from distributed_chat.calls.sfu.livekit import LivekitSfu
from distributed_chat.calls.sfu.mesh import Mesh
from distributed_chat.calls.sfu.port import MOST_PEOPLE, MediaServerIsAway, Sfu, SfuGrant
from distributed_chat.calls.sfu.relay import Admitted, Authorise, MediaRelay, is_relay, relay_path
from distributed_chat.config import Settings
from distributed_chat.config.settings import SettingIsWrong

__all__ = [
    "MOST_PEOPLE",
    "Admitted",
    "Authorise",
    "MediaRelay",
    "MediaServerIsAway",
    "Mesh",
    "Sfu",
    "SfuGrant",
    "is_relay",
    "origins_of",
    "relay_path",
    "sfu_of",
]


def sfu_of(settings: Settings) -> Sfu:
    """What the settings name; a mesh when they name nothing. Connects to nothing yet. Raises `SettingIsWrong`."""
    if not settings.sfu_url:
        return Mesh()
    kind, _, scheme = urlsplit(settings.sfu_url).scheme.partition("+")
    address = settings.sfu_url.removeprefix(f"{kind}+")
    key, secret = settings.sfu_key, settings.sfu_secret
    if kind == "janus" and scheme in {"ws", "wss"}:
        if not key and not secret:
            raise SettingIsWrong("Janus needs DISTRIBUTED_SFU_KEY (its admin_key) and DISTRIBUTED_SFU_SECRET.")
        return JanusSfu(address, admin_key=key, api_secret=secret)
    if kind == "livekit" and scheme in {"ws", "wss"}:
        if not key or not secret:
            raise SettingIsWrong("LiveKit needs DISTRIBUTED_SFU_KEY and DISTRIBUTED_SFU_SECRET.")
        return LivekitSfu(address, key=key, secret=secret)
    raise SettingIsWrong("DISTRIBUTED_SFU_URL begins with janus+ws://, janus+wss://, livekit+ws:// or livekit+wss://.")


def origins_of(settings: Settings) -> list[str]:
    """Where a page connects to beside our own address: to LiveKit it goes itself, to Janus through us."""
    kind, _, address = (settings.sfu_url or "").partition("+")
    if kind != "livekit":
        return []
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}", f"{parts.scheme.replace('ws', 'http')}://{parts.netloc}"]
