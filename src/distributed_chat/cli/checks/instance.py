"""Of the instance: whether it runs, its database, how people reach it, whether it sends mail.

The database is only read, by a connection that can't write: it may belong to a server that runs.
"""

import contextlib
import fcntl
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import sqlalchemy as sa

from distributed_chat.cli.announce import local_address
from distributed_chat.cli.checks.finding import Finding, Verdict, fail, ok, warn
from distributed_chat.cli.control import reachable
from distributed_chat.config import Settings
from distributed_chat.db import DatabaseCannotOpen
from distributed_chat.db.engines import check_durable, database_url, dialect_of, make_engine
from distributed_chat.db.migrate import scripts
from distributed_chat.mail import MailSetting
from distributed_chat.mail.smtp import relay_of

SECONDS = 5

_UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "bm9ib2R5IGlzIGhlcmUuLg==",
}
"""The first words of a WebSocket (RFC 6455, 4.1); the key is any sixteen bytes."""


def server_runs(settings: Settings) -> bool:
    """Whether an instance of this data folder answers the command line."""
    try:
        with socket.socket(socket.AF_UNIX) as door, reachable(settings.data / "control.sock") as address:
            door.settimeout(SECONDS)
            door.connect(address)
    except OSError:
        return False
    return True


def running(settings: Settings, *, start: str) -> Finding:
    """`start` is the command that starts it."""
    holder = _holder(settings)
    if server_runs(settings):
        return ok("server", f"It runs{f' as process {holder}' if holder else ''}.")
    if holder:
        return fail("server", f"Process {holder} holds the database but does not answer: look at its log, or end it.")
    return warn("server", f"It does not run on this data folder: {start}")


def _holder(settings: Settings) -> str | None:
    """The number of the process that holds the lock on SQLite's file."""
    url = database_url(settings)
    if dialect_of(url) != "sqlite" or url.database is None:
        return None
    try:
        file = os.open(f"{url.database}.lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return os.read(file, 32).decode(errors="replace").strip() or "?"
    finally:
        os.close(file)
    return None


def database(settings: Settings) -> Finding:
    url = database_url(settings)
    try:
        if dialect_of(url) == "sqlite":
            return _sqlite(Path(url.database or ""))
        return _postgresql(url, settings)
    except sa.exc.DBAPIError as error:
        # Without its parameters: SQLAlchemy's own text would show the statement, and psycopg's shows no password.
        return fail("database", f"It can't be read: {' '.join(str(error.orig).split())}")
    except DatabaseCannotOpen as error:
        return fail("database", str(error))


@contextlib.contextmanager
def reading(settings: Settings) -> Iterator[sa.Connection | None]:
    """A connection that can't write; None where `database` says why there is nothing to read."""
    engine = _engine_to_read(settings) if database(settings).verdict is Verdict.OK else None
    if engine is None:
        yield None
        return
    try:
        with engine.connect() as connection:
            yield connection if sa.inspect(connection).has_table("alembic_version") else None
    finally:
        engine.dispose()


def _engine_to_read(settings: Settings) -> sa.Engine | None:
    url = database_url(settings)
    if dialect_of(url) == "postgresql":
        return make_engine(url, connections=1, writes=False)
    file = Path(url.database or "")
    return _reader(file) if file.exists() else None


def _sqlite(file: Path) -> Finding:
    if not file.exists():
        return ok("database", f"{file.name} will be made at the first start.")
    with _reader(file).connect() as connection:
        return _schema(connection, "SQLite")


def _reader(file: Path) -> sa.Engine:
    # Never makes a file: a log of root's making beside the database would lock its server out. While the server runs
    # its log is there to be shared; after it there is none, or the rest of a crash, which the next start reads.
    how = "mode=ro" if file.with_name(f"{file.name}-shm").exists() else "immutable=1"
    return sa.create_engine(f"sqlite:///file:{file.absolute()}?{how}&uri=true", poolclass=sa.NullPool)


def _postgresql(url: sa.URL, settings: Settings) -> Finding:
    engine = make_engine(url, connections=1, writes=False)
    try:
        with engine.connect() as connection:
            check_durable(connection, required=not settings.not_durable)
            return _schema(connection, "PostgreSQL")
    finally:
        engine.dispose()


def _schema(connection: sa.Connection, kind: str) -> Finding:
    directory = scripts()
    newest = directory.get_current_head()
    if not sa.inspect(connection).has_table("alembic_version"):
        return ok("database", f"{kind}, empty: the first start makes its tables.")
    here = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if here == newest:
        return ok("database", f"{kind} answers and has this version's schema ({newest}).")
    if here in {revision.revision for revision in directory.walk_revisions()}:
        return warn("database", f"{kind} has an older schema ({here}): the next start brings it to {newest}.")
    return fail("database", f"{kind} was changed by a later version ({here}): install that one again.")


def answers(settings: Settings) -> Finding:
    """Whether the port is served, and by this server rather than by another."""
    address = local_address(settings)
    if not server_runs(settings) and _holder(settings) is None:
        if _is_taken(address):
            return warn("port", f"Somebody else answers at {address}, where this one could not start: another --port.")
        return warn("port", f"{address} is silent, as the server does not run.")
    wrong = _trouble(f"{address}/readyz")
    if wrong is None:
        return ok("port", f"{address} answers.")
    return fail("port", f"{address} does not answer ({wrong}): are --host and --port those that it was started with?")


def _is_taken(address: str) -> bool:
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=SECONDS).close()
    except OSError:
        return False
    return True


def https(settings: Settings) -> Finding:
    how = "distributed host DOMAIN writes what is needed"
    if settings.public_url is None:
        if settings.loopback_only:
            return ok("https", f"Only this machine reaches it, where calls need none; for others: {how}.")
        return warn("https", f"Without it browsers give no microphone to anybody but this machine: {how}.")
    if not settings.secure:
        return warn("https", f"{settings.origin} is not https, so browsers give no microphone: {how}.")
    wrong = _trouble(f"{settings.origin}/livez")
    if wrong is not None:
        return warn("https", f"{settings.origin} does not answer from here ({wrong}): is its name right, its proxy up?")
    wrong = trouble_with_websockets(settings.origin)
    if wrong is not None:
        return fail(
            "https", f"{settings.origin} passes no WebSockets on ({wrong}): let the proxy pass upgrades through."
        )
    return ok("https", f"{settings.origin} answers and passes WebSockets on.")


def mail(settings: Settings) -> Finding:
    if settings.smtp_url is None:
        return warn("mail", "None is sent: invites show a link to copy, passwords are reset here. DISTRIBUTED_SMTP_URL")
    try:
        relay = relay_of(settings.smtp_url)
    except MailSetting as error:
        return fail("mail", str(error))
    try:
        socket.create_connection((relay.host, relay.port), timeout=SECONDS).close()
    except OSError as error:
        return fail("mail", f"{relay.host} port {relay.port} can't be reached ({_reason(error)}): mails wait.")
    return ok("mail", f"{relay.host} port {relay.port} takes connections.")


def trouble_with_websockets(origin: str) -> str | None:
    """Why none reaches the server by that address, in a few words."""
    return _trouble(f"{origin}/api/stream", _UPGRADE, expected=101)


def _trouble(url: str, headers: Mapping[str, str] = MappingProxyType({}), *, expected: int = 200) -> str | None:
    """Why a GET does not get the status that is expected, in a few words."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        with contextlib.closing(connection):
            connection.request("GET", parts.path, headers=dict(headers))
            status = connection.getresponse().status
    except ssl.SSLCertVerificationError as error:
        return f"its certificate is not trusted: {error.verify_message}"
    except OSError as error:
        return _reason(error)
    except (HTTPException, ValueError) as error:
        return str(error) or type(error).__name__
    return None if status == expected else f"status {status}"


def _reason(error: OSError) -> str:
    return error.strerror or str(error) or type(error).__name__
