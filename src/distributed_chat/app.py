"""The only composition root: every package meets the others here and nowhere else."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from distributed_chat.accounts import http as accounts_http
from distributed_chat.accounts.actions import authenticate, setup_code_to_print
from distributed_chat.accounts.passwords import Passwords
from distributed_chat.accounts.uses import Uses
from distributed_chat.archive import http as archive_http
from distributed_chat.blobs import blobs_of
from distributed_chat.bots import http as bots_http
from distributed_chat.bus import Bus, MemoryBus, NatsBus
from distributed_chat.calls import http as calls_http
from distributed_chat.calls.live import LiveCalls
from distributed_chat.calls.sfu import MediaRelay, Sfu, is_relay, origins_of, sfu_of
from distributed_chat.config import Settings
from distributed_chat.conversations import http as conversations_http
from distributed_chat.copies import Alone, Copies, Standing, seal
from distributed_chat.db import Database, Tx, metadata
from distributed_chat.embeds import http as embeds_http
from distributed_chat.embeds import looking
from distributed_chat.embeds.fetching import Fetcher, Network, OpenNetwork
from distributed_chat.embeds.targets import Reachable
from distributed_chat.emoji import http as emoji_http
from distributed_chat.files import http as files_http
from distributed_chat.gifs import http as gifs_http
from distributed_chat.gifs.providers import library_of
from distributed_chat.groups import http as groups_http
from distributed_chat.home import http as home_http
from distributed_chat.home.asyncapi import asyncapi
from distributed_chat.home.queries import audience
from distributed_chat.hooks import http as hooks_http
from distributed_chat.hooks.courier import Courier
from distributed_chat.imports import http as imports_http
from distributed_chat.jobs import Worker
from distributed_chat.joining import http as joining_http
from distributed_chat.keeping import http as keeping_http
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.clock import Clock, SystemClock
from distributed_chat.kernel.errors import Unavailable
from distributed_chat.keys import gate
from distributed_chat.keys import http as keys_http
from distributed_chat.keys.door import KeyDoor, is_key
from distributed_chat.later import http as later_http
from distributed_chat.messages import http as messages_http
from distributed_chat.micro.bridge import Bridge
from distributed_chat.micro.door import MicroDoor
from distributed_chat.micro.socket import Subscriptions
from distributed_chat.micro.topics import Topics, pass_topics, shared_secret
from distributed_chat.observing import Metrics, Observed
from distributed_chat.pictures import Pictures
from distributed_chat.polls import http as polls_http
from distributed_chat.presence.elsewhere import Elsewhere
from distributed_chat.presence.watching import Watching
from distributed_chat.retention import http as retention_http
from distributed_chat.search import http as search_http
from distributed_chat.search.indexer import Indexer
from distributed_chat.streams import Driver, Hub, StreamSocket, lock, pass_signals
from distributed_chat.web import (
    Description,
    HttpApplication,
    Incoming,
    Page,
    Reply,
    Route,
    Services,
    client_folder,
    json_reply,
)
from distributed_chat.web import Passwords as PasswordsPort
from distributed_chat.wiring import Parts, wire

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

SUBSCRIBE = {"/micro/streams/subscribe", "/micro/v1/streams/subscribe"}

ROUTES: list[Route] = [
    *accounts_http.routes.entries,
    *joining_http.routes.entries,
    *home_http.routes.entries,
    *groups_http.routes.entries,
    *conversations_http.routes.entries,
    *messages_http.routes.entries,
    *polls_http.routes.entries,
    *embeds_http.routes.entries,
    *files_http.routes.entries,
    *emoji_http.routes.entries,
    *gifs_http.routes.entries,
    *calls_http.routes.entries,
    *later_http.routes.entries,
    *retention_http.routes.entries,
    *search_http.routes.entries,
    *keys_http.routes.entries,
    *imports_http.routes.entries,
    *archive_http.routes.entries,
    *bots_http.routes.entries,
    *hooks_http.routes.entries,
    *keeping_http.routes.entries,
]
"""All routes, in the order of the description."""

TABLES = metadata
"""The tables of every package: importing this module has declared them all."""


class App:
    """The ASGI application of one instance. `start` opens the database and everything that runs beside the requests."""

    _unwire: Callable[[], None]
    services: Services
    database: Database
    worker: Worker
    link_worker: Worker
    long_worker: Worker
    socket: StreamSocket
    copies: Copies | None
    _standing: Standing
    _driver: Driver
    calls: LiveCalls
    _relay: MediaRelay
    _pictures: Pictures
    _looker: looking.Looker
    _watching: Watching
    _uses: Uses
    indexer: Indexer
    keys: KeyDoor
    courier: Courier
    _micro: MicroDoor
    bridge: Bridge
    http: HttpApplication

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        passwords: PasswordsPort | None = None,
        sfu: Sfu | None = None,
        network: Network | None = None,
        bus: Bus | None = None,
    ) -> None:
        self.settings = settings
        self.bus: Bus = bus or (NatsBus(settings.bus_url) if settings.bus_url else MemoryBus())
        self.clock = clock or SystemClock()
        self.hub = Hub()
        self.passwords: PasswordsPort = passwords or Passwords()
        self._sfu = sfu or sfu_of(settings)
        self._network: Network = network or OpenNetwork()
        self._blobs = blobs_of(settings)
        self._library = library_of(settings)
        self.page = Page(client_folder(), connects_to=origins_of(settings), worker=settings.worker == "on")
        self.description = Description(ROUTES)
        self.topics = Topics(self.clock)
        self._subscriptions = Subscriptions(self.topics)
        self._ends = False
        self.metrics = Metrics(settings)

    async def start(self) -> None:
        """Raises `DatabaseCannotOpen`; nothing is left running then."""
        self.database = await Database.open(self.settings, self.clock, lock_first=lock, seal=seal)
        self._uses = Uses(self.database)
        self._pictures = Pictures()
        self._make_live()
        self.topics.share(await self.database.write(shared_secret))
        self._looker = looking.Looker(Fetcher(self._network), Pictures(seconds=looking.SECONDS), self.clock)
        # What takes events away reaches the same places as a slash command.
        hook_fetcher = Fetcher(self._network, Reachable(any_port=True, inside=self.settings.hook_networks))
        self.bridge = Bridge(self.database, self.topics)
        self.courier = Courier(self.database, hook_fetcher, self.clock, self._standing)
        self.services = Services(
            database=self.database,
            settings=self.settings,
            clock=self.clock,
            passwords=self.passwords,
            actor_of=self._actor_of,
            live=self.socket,
            calls=self.calls,
            hooks=hook_fetcher,
            blobs=self._blobs,
            pictures=self._pictures,
            gifs=self._library,
            looker=self._looker,
        )
        self.http = self._make_http()
        self.metrics.of(self._observed())
        self._micro = MicroDoor(self.services, self.keys, self.topics)
        self.indexer = Indexer(self.database, self._standing)
        self.worker = Worker(self.database, self.services)
        self.link_worker = Worker(self.database, self.services)
        self.long_worker = Worker(self.database, self.services)
        self._unwire = wire(Parts(self.worker, self.link_worker, self.long_worker, self.hub, self.calls))
        await self._run()

    async def _run(self) -> None:
        """Everything that goes on beside the requests."""
        await self._driver.start()
        await self.bus.start(self.database.epoch)
        if self.copies is not None:
            await self.copies.start({"web": self.http.limiter, "keys": self.keys.limiter, "calls": self.calls.limiter})
            self.database.when_it_holds = self.copies.when_it_holds
        self.bus.listen(self.calls.hear)  # after the hub, which delivers
        self.bus.listen(self.indexer.hear)
        self.bus.listen(self.courier.hear)
        self.bus.listen(self.bridge.hear)
        await self.calls.start()
        await self.indexer.start()
        await self.courier.start()
        await self.worker.start()
        await self.link_worker.start()
        await self.long_worker.start()
        self._watching.start()
        self.keys.start()
        self.metrics.start()
        self.bridge.start()

    async def drain(self) -> None:
        """Before `stop`: not ready at once; where there are other copies, everybody is sent there, one by one."""
        self._ends = True
        if self._standing.others:
            await asyncio.sleep(self.settings.drain_seconds)
            await self._driver.dismiss_slowly()

    async def stop(self) -> None:
        """Sockets are told to come back, what was begun is finished, the database is let go."""
        await self.metrics.stop()
        await self.bridge.stop()
        await self.keys.stop()
        await self._watching.stop()
        await self._driver.stop()
        await self.calls.stop()
        await self.courier.stop()
        await self.indexer.stop()
        await self.worker.stop()
        await self.link_worker.stop()
        await self.long_worker.stop()
        if self.copies is not None:
            await self.copies.stop()
        await self.bus.stop()
        await self._looker.close()
        await self._pictures.stop()
        if self._library is not None:
            await self._library.close()
        self._unwire()
        self.passwords.close()
        await self.database.close()

    async def setup_code(self) -> str | None:
        """What the first account must know; None when none is needed."""
        return await self.database.write(setup_code_to_print)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                if scope["path"].startswith("/micro/"):
                    await self._micro(scope, receive, send)
                elif scope["path"].startswith("/api/") or scope["path"] in {"/livez", "/readyz", "/metrics", "/api"}:
                    await self.http(scope, receive, send)
                else:
                    await self.http.serve(self.page, scope, receive, send)
            case "websocket" if scope["path"] == "/api/stream":
                await self.socket(scope, receive, send)
            case "websocket" if scope["path"].lower() in SUBSCRIBE:
                await self._subscriptions(scope, receive, send)
            case "websocket" if is_relay(scope["path"]):
                await self._relay(scope, receive, send)
            case "websocket":
                await send({"type": "websocket.close"})
            case _:
                await self._live_and_die(receive, send)

    def _make_live(self) -> None:
        self._driver = Driver(self.hub, self.database, self.bus, self.clock)
        self.database.on_commit = self._driver.publish
        self.socket = StreamSocket(
            self._driver,
            self.database,
            authenticate=self._actor_of,
            audience=audience,
            origin=self.settings.origin,
            unlimited=self.settings.unlimited,
        )
        self.keys = KeyDoor(
            self.database,
            self.clock,
            live=self._keyed_sessions,
            end=self.hub.end_session,
            unlimited=self.settings.unlimited,
        )
        self.socket.narrowed = gate.narrowed
        self.socket.may_ask = self._may_ask
        self.socket.page_may = self._page_may
        self.copies = self._make_copies()
        self._standing = self.copies or Alone()
        self._watching = Watching(self.hub, self._elsewhere())
        self.socket.signals["presence.watch"] = self._watching.watch
        self._make_calls()

    def _make_http(self) -> HttpApplication:
        return HttpApplication(
            ROUTES,
            services=self.services,
            authenticate=authenticate,
            reads_actor=self._uses.actor,
            plain=self._plain(),
            gate=self.keys,
            may_ask=self._may_ask,
        )

    def _make_copies(self) -> Copies | None:
        """On SQLite there is one copy, and nobody to agree with."""
        if self.database.dialect == "sqlite":
            return None
        pass_signals(self.hub, self.bus)
        pass_topics(self.topics, self.bus)
        return Copies(self.database.aside(), self.bus, self._driver)

    def _elsewhere(self) -> Elsewhere | None:
        return None if self.copies is None else Elsewhere(self.hub, self.bus, self.copies, self.copies.id)

    def _make_calls(self) -> None:
        sfu, settings = self._sfu, self.settings
        self.calls = LiveCalls(self.database, self.hub, sfu, settings, self.clock, self.bus, self._standing)
        self.socket.signals |= self.calls.signals
        door = self.calls.door(self._uses.actor, self._page_may)
        self._relay = MediaRelay(sfu, door, origin=settings.origin, unlimited=settings.unlimited)

    def _keyed_sessions(self) -> set[str]:
        return {connection.session_id for connection in self.hub.connections if connection.keyed}

    async def _may_ask(self, origin: str, token: str | None = None) -> bool:
        """Whether pages of that origin are answered: it is in the settings, or some key names it, and a key asks."""
        keyed = token is None or is_key(token)
        return origin in self.settings.page_origins or (keyed and origin in await self.keys.page_origins())

    def _page_may(self, tx: Tx, token: str, origin: str) -> bool:
        return self.keys.page_may(tx, token, origin) if is_key(token) else origin in self.settings.page_origins

    def _actor_of(self, tx: Tx, token: str) -> Actor | None:
        """Whose session or key it is; called in a reader's thread."""
        return self.keys.actor(tx, token) if is_key(token) else self._uses.actor(tx, token)

    def _plain(self) -> dict[str, Callable[[Incoming], Awaitable[Reply]]]:
        return {
            "/livez": self._live,
            "/readyz": self._ready,
            "/metrics": self.metrics,
            "/api/openapi.json": self.description.json,
            "/api/asyncapi.json": asyncapi,
            "/api/docs": self.description.page,
            "/api/docs.css": self.description.style,
            "/api/docs.js": self.description.script,
        }

    def _observed(self) -> Observed:
        parts = (self.settings, self.clock, self.http, self.hub, self.database, self.calls, self.copies, self.bus)
        return Observed(*parts)

    async def _live(self, _request: Incoming) -> Reply:
        return json_reply(200, b'{"status":"ok"}')

    async def _ready(self, _request: Incoming) -> Reply:
        """Ready is: a read and an empty write went through, and nobody has told it to end. Raises `Unavailable`."""
        if self._ends:
            raise Unavailable("ending", "This copy is about to end.", retry_after=1)
        await self.database.read(lambda tx: tx.conn.exec_driver_sql("SELECT 1").scalar())
        await self.database.write(lambda _tx: None)
        return json_reply(200, b'{"status":"ok"}')

    async def _live_and_die(self, receive: Receive, send: Send) -> None:
        """The lifespan protocol, for servers other than our own command."""
        await receive()
        try:
            await self.start()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    passwords: PasswordsPort | None = None,
    sfu: Sfu | None = None,
    network: Network | None = None,
    bus: Bus | None = None,
) -> App:
    """`passwords` is quicker in tests; `sfu` and `bus` are there instead of those that the settings name.

    `network` is the internet that links lead to, in tests a small one.
    """
    return App(settings, clock=clock, passwords=passwords, sfu=sfu, network=network, bus=bus)
