"""The few words by which people know their own devices in the list."""

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)

# In this order: most browsers name several others for the sake of old servers.
_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("HeadlessChrome", "Chromium"),
    ("Chromium", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
    ("python", "A Python script"),
)


def device_name(user_agent: str | None) -> str:
    """ "Firefox on Linux", or "Unknown device". Only words of ours: what a client wrote is never shown back."""
    text = user_agent or ""
    program = _first(_PROGRAMS, text)
    system = _first(_SYSTEMS, text)
    if program and system:
        return f"{program} on {system}"
    return program or system or "Unknown device"


def _first(names: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((name for sign, name in names if sign in text), None)
