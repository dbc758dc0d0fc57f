"""The only composition root: every package meets the others here and nowhere else."""

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from distributed_chat.accounts import flows as account_flows
from distributed_chat.accounts import http as accounts_http
from distributed_chat.accounts import subscribers
from distributed_chat.accounts.actions import authenticate, setup_code_to_print
from distributed_chat.accounts.passwords import Passwords
from distributed_chat.accounts.uses import Uses
from distributed_chat.blobs import blobs_of
from distributed_chat.calls import actions as call_actions
from distributed_chat.calls import http as calls_http
from distributed_chat.calls.live import LiveCalls
from distributed_chat.calls.sfu import MediaRelay, Sfu, is_relay, origins_of, sfu_of
from distributed_chat.config import Settings
from distributed_chat.conversations import actions as conversation_actions
from distributed_chat.conversations import http as conversations_http
from distributed_chat.conversations import subscribers as conversation_subscribers
from distributed_chat.db import Database, metadata
from distributed_chat.embeds import actions as embed_actions
from distributed_chat.embeds import http as embeds_http
from distributed_chat.embeds import looking
from distributed_chat.embeds.fetching import Fetcher, Network, OpenNetwork
from distributed_chat.emoji import actions as emoji_actions
from distributed_chat.emoji import http as emoji_http
from distributed_chat.emoji import upkeep as emoji_upkeep
from distributed_chat.files import http as files_http
from distributed_chat.files import upkeep as files_upkeep
from distributed_chat.files.jobs import DISCARD, SWEEP
from distributed_chat.gifs import actions as gif_actions
from distributed_chat.gifs import http as gifs_http
from distributed_chat.gifs.providers import library_of
from distributed_chat.groups import actions as group_actions
from distributed_chat.groups import departures, sending
from distributed_chat.groups import http as groups_http
from distributed_chat.groups import subscribers as group_subscribers
from distributed_chat.home import actions as home_actions
from distributed_chat.home import http as home_http
from distributed_chat.home.queries import audience
from distributed_chat.jobs import Worker
from distributed_chat.joining import http as joining_http
from distributed_chat.kernel.clock import Clock, SystemClock
from distributed_chat.kernel.ids import SessionId
from distributed_chat.later import actions as later_actions
from distributed_chat.later import due as later_due
from distributed_chat.later import http as later_http
from distributed_chat.mail import KIND as SEND_MAIL
from distributed_chat.mail import deliver
from distributed_chat.messages import actions as message_actions
from distributed_chat.messages import forwards as message_forwards
from distributed_chat.messages import http as messages_http
from distributed_chat.messages import purging as message_purging
from distributed_chat.messages import subscribers as message_subscribers
from distributed_chat.pictures import Pictures
from distributed_chat.polls import actions as poll_actions
from distributed_chat.polls import closing as poll_closing
from distributed_chat.polls import http as polls_http
from distributed_chat.presence.watching import Watching
from distributed_chat.search import actions as search_actions
from distributed_chat.search import flows as search_flows
from distributed_chat.search import http as search_http
from distributed_chat.search.indexer import Indexer
from distributed_chat.streams import Driver, Hub, MemoryBus, StreamSocket, lock
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

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

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
    *search_http.routes.entries,
]
"""All routes, in the order of the description."""

TABLES = metadata
"""The tables of every package: importing this module has declared them all."""


class App:
    """The ASGI application of one instance. `start` opens the database and everything that runs beside the requests."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        passwords: PasswordsPort | None = None,
        sfu: Sfu | None = None,
        network: Network | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        self.hub = Hub()
        self.passwords: PasswordsPort = passwords or Passwords()
        self._sfu = sfu or sfu_of(settings)
        self._network: Network = network or OpenNetwork()
        self._blobs = blobs_of(settings)
        self._library = library_of(settings)
        self.page = Page(client_folder(), connects_to=origins_of(settings))
        self.description = Description(ROUTES)
        self._undo: list[Callable[[], None]] = []
        self.services: Services
        self.database: Database
        self.worker: Worker
        self.link_worker: Worker
        self.socket: StreamSocket
        self._bus: MemoryBus
        self._driver: Driver
        self.calls: LiveCalls
        self._relay: MediaRelay
        self._pictures: Pictures
        self._looker: looking.Looker
        self._watching: Watching
        self._uses: Uses
        self.indexer: Indexer
        self._http: HttpApplication

    async def start(self) -> None:
        """Raises `DatabaseCannotOpen`; nothing is left running then."""
        self.database = await Database.open(self.settings, self.clock, lock_first=lock)
        self._uses = Uses(self.database)
        self._pictures = Pictures()
        self._make_live()
        self._looker = looking.Looker(Fetcher(self._network), Pictures(seconds=looking.SECONDS), self.clock)
        self.services = Services(
            database=self.database,
            settings=self.settings,
            clock=self.clock,
            passwords=self.passwords,
            live=self.socket,
            calls=self.calls,
            blobs=self._blobs,
            pictures=self._pictures,
            gifs=self._library,
            looker=self._looker,
        )
        self._http = HttpApplication(
            ROUTES,
            services=self.services,
            authenticate=authenticate,
            reads_actor=self._uses.actor,
            plain=self._plain(),
        )
        self.indexer = Indexer(self.database)
        self._wire()
        await self._driver.start()
        self._bus.listen(self.calls.hear)  # after the hub, which delivers
        self._bus.listen(self.indexer.hear)
        await self.calls.start()
        await self.indexer.start()
        self.worker.start()
        self.link_worker.start()
        self._watching.start()

    async def stop(self) -> None:
        """Sockets are told to come back, what was begun is finished, the database is let go."""
        await self._watching.stop()
        await self._driver.stop()
        await self.calls.stop()
        await self.indexer.stop()
        await self.worker.stop()
        await self.link_worker.stop()
        await self._looker.close()
        await self._pictures.stop()
        if self._library is not None:
            await self._library.close()
        for undo in self._undo:
            undo()
        self._undo.clear()
        self.passwords.close()
        await self.database.close()

    async def setup_code(self) -> str | None:
        """What the first account must know; None when none is needed."""
        return await self.database.write(setup_code_to_print)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                if scope["path"].startswith("/api/") or scope["path"] in {"/livez", "/readyz", "/api"}:
                    await self._http(scope, receive, send)
                else:
                    await self._http.serve(self.page, scope, receive, send)
            case "websocket" if scope["path"] == "/api/stream":
                await self.socket(scope, receive, send)
            case "websocket" if is_relay(scope["path"]):
                await self._relay(scope, receive, send)
            case "websocket":
                await send({"type": "websocket.close"})
            case _:
                await self._live_and_die(receive, send)

    def _make_live(self) -> None:
        self._bus = MemoryBus()
        self._driver = Driver(self.hub, self.database, self._bus, self.clock)
        self.database.on_commit = self._driver.publish
        self.socket = StreamSocket(
            self._driver,
            self.database,
            authenticate=self._uses.actor,
            audience=audience,
            origin=self.settings.origin,
            unlimited=self.settings.unlimited,
        )
        self._watching = Watching(self.hub)
        self.socket.signals["presence.watch"] = self._watching.watch
        self._make_calls()

    def _make_calls(self) -> None:
        sfu, settings = self._sfu, self.settings
        self.calls = LiveCalls(self.database, self.hub, sfu, settings, self.clock)
        self.socket.signals |= self.calls.signals
        door = self.calls.door(self._uses.actor)
        self._relay = MediaRelay(sfu, door, origin=settings.origin, unlimited=settings.unlimited)

    def _wire(self) -> None:
        """Who listens to whom."""
        self._register_jobs()
        self._wire_search()
        self._subscribe(subscribers.sessions_ended, self._end_sessions)
        self._subscribe(subscribers.sessions_ended, self.calls.end_sessions)
        # In the order in which streams are locked: chats, then groups, then people.
        for listener in (
            conversation_actions.rename_in_chats,
            group_actions.show_new_profile,
            group_actions.show_new_inviter,
        ):
            self._subscribe(subscribers.profile_changed, listener)
        for listener in (
            call_actions.leave_before_account_goes,
            conversation_actions.forget_in_chats,
            departures.leave_groups_later,
            later_actions.forget_person,
            home_actions.forget_reader,
        ):
            self._subscribe(subscribers.account_deleted, listener)
        self._subscribe(subscribers.email_proved, group_actions.show_invites_to)
        self._subscribe(subscribers.email_given_up, group_actions.hide_invites_to)
        self._subscribe(group_subscribers.streams_touched, conversation_actions.room_streams)
        self._subscribe(group_subscribers.member_joins, conversation_actions.mark_rooms_read)
        self._subscribe(group_subscribers.member_is_going, call_actions.leave_before_member_goes)
        self._subscribe(group_subscribers.group_is_going, call_actions.end_calls_in_group)
        self._subscribe(group_subscribers.group_is_going, later_actions.forget_rooms_of_group)
        self._subscribe(group_subscribers.group_is_going, message_actions.purge_rooms_later)
        self._subscribe(conversation_subscribers.room_goes, call_actions.end_call_in)
        self._subscribe(conversation_subscribers.room_goes, later_actions.forget_room)
        self._subscribe(conversation_subscribers.room_goes, message_actions.purge_room_later)
        self._subscribe(group_subscribers.member_goes, later_actions.forget_rooms_of_member)
        self._subscribe(group_subscribers.member_goes, conversation_actions.leave_rooms)
        self._subscribe(group_subscribers.group_goes, conversation_actions.close_rooms)
        self._subscribe(group_subscribers.group_goes, emoji_actions.forget_group)
        self._subscribe(group_subscribers.group_goes, gif_actions.forget_group)

    def _register_jobs(self) -> None:
        """Who does what was put off."""
        self.worker = Worker(self.database, self.services)
        self.worker.register(SEND_MAIL, deliver)
        self.worker.register(account_flows.SEND_RESET_CODE, account_flows.send_reset_code)
        self.worker.register(account_flows.SEND_PROOF_CODE, account_flows.send_proof_code)
        self.worker.register(group_actions.SEND_INVITE, sending.send_invite)
        self.worker.register(DISCARD, files_upkeep.discard)
        self.worker.register(emoji_actions.DISCARD, emoji_upkeep.discard)
        self.worker.register(SWEEP, files_upkeep.sweep)
        self.worker.register(departures.LEAVE_GROUPS, departures.leave_groups)
        self.worker.register(message_actions.DELETE_FORWARDS, message_forwards.delete_forwards)
        self.worker.register(message_actions.ERASE_ON, message_forwards.erase_events)
        self.worker.register(message_actions.PURGE, message_purging.purge_conversation)
        self.worker.register(poll_actions.CLOSE_POLL, poll_closing.close_poll)
        self._register_links()
        self.worker.register(later_actions.REMIND, later_due.remind)
        self.worker.register(later_actions.SEND, later_due.send)

    def _register_links(self) -> None:
        """A worker of their own: a site that answers slowly holds up no mail, and nothing that is due at its time."""
        self.link_worker = Worker(self.database, self.services)
        self.link_worker.register(embed_actions.LOOK_AT_LINK, looking.look_at_link)
        self.link_worker.register(embed_actions.FORGET_PICTURE, looking.forget_picture)

    def _wire_search(self) -> None:
        self.worker.register(search_actions.TIDY, search_flows.tidy_up)
        self._subscribe(message_subscribers.messages_erased, search_actions.forget_messages)

    def _subscribe(self, listeners: list[Any], listener: Callable[..., object]) -> None:
        """For as long as this app runs: the lists belong to the process, and a test has one app after another."""
        listeners.append(listener)
        self._undo.append(lambda: listeners.remove(listener))

    def _end_sessions(self, ended: Sequence[SessionId]) -> None:
        for session_id in ended:
            self.hub.end_session(session_id)

    def _plain(self) -> dict[str, Callable[[Incoming], Awaitable[Reply]]]:
        return {
            "/livez": self._live,
            "/readyz": self._ready,
            "/api/openapi.json": self.description.json,
            "/api/docs": self.description.page,
            "/api/docs.css": self.description.style,
        }

    async def _live(self, _request: Incoming) -> Reply:
        return json_reply(200, b'{"status":"ok"}')

    async def _ready(self, _request: Incoming) -> Reply:
        """Ready is: a read and an empty write went through. Raises `Unavailable` otherwise."""
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
) -> App:
    """`passwords` is quicker in tests; `sfu` is there instead of the media server that the settings name.

    `network` is the internet that links lead to, in tests a small one.
    """
    return App(settings, clock=clock, passwords=passwords, sfu=sfu, network=network)
