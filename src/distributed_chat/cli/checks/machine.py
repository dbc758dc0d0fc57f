"""Of the machine: programs, the folder of the data, the clock."""

import os
import platform
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from distributed_chat.cli.checks.finding import Finding, fail, ok, warn
from distributed_chat.config import Settings
from distributed_chat.db.engines import database_url, dialect_of

OLDEST_SQLITE = (3, 35, 0)
"""RETURNING came with it."""
WAL_MENDED = (3, 51, 3)
"""Until then, two programs that checkpoint at once may break the file. Ours never does that in two places."""
FULL, NEARLY_FULL = 100 << 20, 1 << 30
"""Bytes that are free."""
LONG_AGO = 1_790_000_000
"""Seconds: September 2026. A clock that shows less was never set."""


def python() -> Finding:
    return ok("Python", platform.python_version())


def sqlite(settings: Settings, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Finding:
    shown = ".".join(map(str, version))
    if dialect_of(database_url(settings)) != "sqlite":
        return ok("SQLite", "not used")
    if version < OLDEST_SQLITE:
        return fail("SQLite", f"{shown} is too old; 3.35 is needed, which a newer Python or system brings.")
    if version < WAL_MENDED:
        advice = "while the server runs, open the file with nothing but our own commands"
        return ok("SQLite", f"{shown} will do: {advice}.")
    return ok("SQLite", shown)


def data_folder(settings: Settings) -> Finding:
    folder = settings.data
    if not folder.exists():
        parent = next(path for path in folder.parents if path.exists())
        if os.access(parent, os.W_OK | os.X_OK):
            asked = "is it another folder (--data, --env)? If not, the first start makes it"
            return warn("data folder", f"{folder.absolute()} is not there: {asked}.")
        return fail("data folder", f"{folder} can't be made: {parent} is not writable for this user.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return fail(
            "data folder", f"{folder} can't be written ({error.strerror}): it must belong to the server's user."
        )
    strangers = _strangers_in(folder)
    if strangers:
        said = f"{strangers[0]} belongs to somebody else than {folder} does: chown -R --reference {folder} {folder}"
        return fail("data folder", said)
    if folder.stat().st_mode & 0o077:
        return warn("data folder", f"{folder} can be read by other users of this machine: chmod 700 {folder}")
    return ok("data folder", f"{folder} is writable, and for its owner alone.")


def _strangers_in(folder: Path) -> list[Path]:
    """Files that a command of root's has left, which the server's user can't open."""
    owner = folder.stat().st_uid
    return [file for file in sorted(folder.iterdir()) if file.lstat().st_uid != owner]


def free_space(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    said = f"{free / (1 << 30):.1f} GB are free"
    if free < FULL:
        return fail("disk", f"{said}: messages will be refused when nothing is left; make room on {_mount(folder)}.")
    if free < NEARLY_FULL:
        return warn("disk", f"{said}: make room on {_mount(folder)} soon.")
    return ok("disk", f"{said}.")


def clock(settings: Settings, now: float | None = None) -> Finding:
    """Certificates and the credentials of relays are only good at their time."""
    seconds = time.time() if now is None else now
    shown = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(seconds))
    if seconds < LONG_AGO:
        return fail("clock", f"It shows {shown}, which is past: set it (timedatectl set-ntp true).")
    written = _last_written(settings)
    if written > seconds + 60:
        return fail(
            "clock", f"It shows {shown}, but the database was written later: set it (timedatectl set-ntp true)."
        )
    if _synchronised() is False:
        return warn("clock", f"{shown}, kept right by nobody: timedatectl set-ntp true")
    return ok("clock", shown)


def _last_written(settings: Settings) -> float:
    url = database_url(settings)
    if dialect_of(url) != "sqlite" or url.database is None:
        return 0.0
    files = (Path(url.database), Path(f"{url.database}-wal"))
    return max((file.stat().st_mtime for file in files if file.exists()), default=0.0)


def _synchronised() -> bool | None:
    """As systemd sees it; None when there is nobody to ask."""
    asked = shutil.which("timedatectl")
    if asked is None:
        return None
    show = [asked, "show", "--property=NTPSynchronized", "--value"]
    try:
        said = subprocess.run(show, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {"yes": True, "no": False}.get(said)


def _mount(folder: Path) -> Path:
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_mount())
