"""What the terminal shows when the server has started: where to go, and how a phone gets there."""

import contextlib
import io
import socket
from ipaddress import ip_address

import msgspec
import segno

from distributed_chat.config import Settings


def greeting(settings: Settings, setup_code: str | None) -> str:
    """The addresses; for other devices on the same network a QR code too; and the set-up code until it has an owner."""
    lines = ["", f"  Distributed is running at {local_address(settings)}"]
    elsewhere = addresses_elsewhere(settings)
    lines += [f"  From other devices:       {address}" for address in elsewhere]
    if elsewhere:
        lines += ["", qr_code(elsewhere[0])]
        if not settings.secure:
            lines += ["  Writing works there; calls and notifications wait for https: distributed host DOMAIN"]
    if setup_code is not None:
        lines += ["", f"  Set-up code for the first account, who will own this instance: {setup_code}"]
    return "\n".join([*lines, "", "  Ctrl-C ends it.", ""])


def reachable(settings: Settings) -> Settings:
    """Who listens everywhere has no address to put into an invite's link: it gets that of the first network."""
    if settings.public_url is not None or not listens_everywhere(settings):
        return settings
    address = next(iter(addresses_elsewhere(settings)), local_address(settings))
    return msgspec.structs.replace(settings, public_url=address)


def local_address(settings: Settings) -> str:
    if listens_everywhere(settings):
        return f"http://127.0.0.1:{settings.port}"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def listens_everywhere(settings: Settings) -> bool:
    try:
        return ip_address(settings.host).is_unspecified
    except ValueError:
        return False


def addresses_elsewhere(settings: Settings) -> list[str]:
    """Where others reach this server: its public address, or this machine's on its networks."""
    if settings.public_url is not None:
        return [settings.origin]
    if settings.loopback_only:
        return []
    if not listens_everywhere(settings):
        return [local_address(settings)]
    return [f"http://{address}:{settings.port}" for address in network_addresses()]


def network_addresses() -> list[str]:
    """This machine's IPv4 addresses that other machines may reach, that of the usual way out first."""
    found = [_way_out()]
    with contextlib.suppress(OSError):  # a machine need not know its own name
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return list(dict.fromkeys(address for address in found if address and not ip_address(address).is_loopback))


def _way_out() -> str | None:
    """The address from which a packet to another network would leave. Connecting UDP sends none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def qr_code(text: str) -> str:
    out = io.StringIO()
    segno.make(text, micro=False).terminal(out=out, compact=True, border=2)
    return out.getvalue()
