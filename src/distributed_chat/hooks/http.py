"""The routes of hooks and commands."""

from distributed_chat.db import Tx
from distributed_chat.hooks import actions, calling, queries, receiving
from distributed_chat.hooks.schemas import (
    CommandAnswer,
    CommandCall,
    CommandChange,
    CommandMade,
    Commands,
    CommandSaid,
    Deliveries,
    DeliveryAnswer,
    DeliveryCut,
    IncomingHookMade,
    IncomingHooks,
    NewCommand,
    NewIncomingHook,
    NewOutgoingHook,
    OutgoingHookAnswer,
    OutgoingHookChange,
    OutgoingHookMade,
    OutgoingHooks,
)
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import CommandId, ConversationId, DeliveryId, GroupId, HookId
from distributed_chat.web import BodyStream, Repeat, RequestInfo, Routes, Services, Told

routes = Routes("hooks")

_LEAD = "not_allowed"
_BOT = ("too_many_bots", "group_is_full")


@routes.query("GET", "/api/conversations/{conversation_id}/incoming-hooks", errors=(_LEAD,))
def list_incoming_hooks(tx: Tx, actor: Actor, conversation_id: ConversationId) -> IncomingHooks:
    """The addresses at which programs speak in this room, for those who lead its group; never the secret in them."""
    return IncomingHooks(hooks=queries.incoming_hooks_of(tx, actor, conversation_id))


@routes.command(
    "POST",
    "/api/conversations/{conversation_id}/incoming-hooks",
    status=201,
    errors=(_LEAD, "id_taken", "room_is_private", "too_many_hooks", *_BOT),
    limit="60/hour",
)
def create_incoming_hook(
    tx: Tx, actor: Actor, conversation_id: ConversationId, body: NewIncomingHook
) -> IncomingHookMade | Repeat[IncomingHookMade]:
    """An address for this room, shown this once, and a bot that says what arrives there."""
    made = actions.make_incoming_hook(tx, actor, conversation_id, body)
    answer = IncomingHookMade(hook=made.hook, url=made.url)
    return Repeat(answer) if made.again else answer


@routes.command("POST", "/api/incoming-hooks/{hook_id}/secret", errors=(_LEAD,), limit="60/hour")
def renew_incoming_hook(tx: Tx, actor: Actor, hook_id: HookId) -> IncomingHookMade:
    """Another address, shown this once; the one before leads nowhere."""
    made = actions.renew_address(tx, actor, hook_id)
    return IncomingHookMade(hook=made.hook, url=made.url)


@routes.command("DELETE", "/api/incoming-hooks/{hook_id}", errors=(_LEAD,))
def remove_incoming_hook(tx: Tx, actor: Actor, hook_id: HookId) -> None:
    """Its address leads nowhere, its bot leaves the group; what it said stays."""
    actions.remove_incoming_hook(tx, actor, hook_id)


@routes.task("POST", "/api/hooks/{hook_id}/{secret}", takes="*/*", limit="600/minute")
async def receive_from_elsewhere(
    services: Services, request: RequestInfo, stream: BodyStream, hook_id: HookId, secret: str
) -> Told:
    """Says something in the room of an incoming hook: `{"text": "Hello"}`, or anything that Slack's take.

    Answers in plain text as Slack does: `ok`, or `invalid_payload`, `no_text`, `no_service`. A UUID as
    `Idempotency-Key` makes sending again safe.
    """
    return await receiving.receive(services, request, stream, hook_id, secret)


@routes.query("GET", "/api/groups/{group_id}/outgoing-hooks", errors=(_LEAD,))
def list_outgoing_hooks(tx: Tx, actor: Actor, group_id: GroupId) -> OutgoingHooks:
    """Who is told what happens here, for those who lead the group."""
    return OutgoingHooks(hooks=queries.outgoing_hooks_of(tx, actor, group_id))


@routes.command(
    "POST",
    "/api/groups/{group_id}/outgoing-hooks",
    status=201,
    errors=(_LEAD, "id_taken", "unknown_event", "address_is_wrong", "too_many_hooks"),
    limit="60/hour",
)
def create_outgoing_hook(
    tx: Tx, actor: Actor, group_id: GroupId, body: NewOutgoingHook
) -> OutgoingHookMade | Repeat[OutgoingHookMade]:
    """From here on the address is told of these events, signed with the secret that is shown this once."""
    made = actions.make_outgoing_hook(tx, actor, group_id, body)
    answer = OutgoingHookMade(hook=made.hook, secret=made.secret)
    return Repeat(answer) if made.again else answer


@routes.command(
    "PATCH", "/api/outgoing-hooks/{hook_id}", errors=(_LEAD, "unknown_event", "address_is_wrong"), limit="120/hour"
)
def change_outgoing_hook(tx: Tx, actor: Actor, hook_id: HookId, body: OutgoingHookChange) -> OutgoingHookAnswer:
    """Its name, its address, its events, and whether it is on. Switched on, it goes on where it stopped."""
    return OutgoingHookAnswer(hook=actions.change_outgoing_hook(tx, actor, hook_id, body))


@routes.command("DELETE", "/api/outgoing-hooks/{hook_id}", errors=(_LEAD,))
def remove_outgoing_hook(tx: Tx, actor: Actor, hook_id: HookId) -> None:
    """It and the log of its deliveries are gone."""
    actions.remove_outgoing_hook(tx, actor, hook_id)


@routes.command("POST", "/api/outgoing-hooks/{hook_id}/secret", errors=(_LEAD,), limit="60/hour")
def renew_outgoing_hook(tx: Tx, actor: Actor, hook_id: HookId) -> OutgoingHookMade:
    """Another secret, shown this once; what is sent from here on is signed with it."""
    made = actions.renew_secret(tx, actor, hook_id)
    return OutgoingHookMade(hook=made.hook, secret=made.secret)


@routes.command(
    "POST", "/api/outgoing-hooks/{hook_id}/ping", status=204, errors=(_LEAD, "hook_is_off"), limit="60/hour"
)
def ping_outgoing_hook(tx: Tx, actor: Actor, hook_id: HookId) -> None:
    """Sends it an event `ping`, to see whether anything arrives."""
    actions.ping(tx, actor, hook_id)


@routes.query("GET", "/api/outgoing-hooks/{hook_id}/deliveries", errors=(_LEAD,))
def list_deliveries(tx: Tx, actor: Actor, hook_id: HookId, query: DeliveryCut) -> Deliveries:
    """What was sent and what waits, the newest first. What has been delivered is kept for seven days."""
    return queries.deliveries_page(tx, actor, hook_id, query)


@routes.query("GET", "/api/deliveries/{delivery_id}", errors=(_LEAD,))
def read_delivery(tx: Tx, actor: Actor, delivery_id: DeliveryId) -> DeliveryAnswer:
    """One delivery with what is sent and what came back."""
    row, hook = queries.delivery_row(tx, actor, delivery_id)
    return queries.delivery_answer(tx, row, hook, actions.spoken(tx, hook, row))


@routes.command("POST", "/api/deliveries/{delivery_id}/redeliver", errors=(_LEAD, "hook_is_off"), limit="600/hour")
def redeliver(tx: Tx, actor: Actor, delivery_id: DeliveryId) -> None:
    """Sends it once more, under the same id."""
    actions.redeliver(tx, actor, delivery_id)


@routes.query("GET", "/api/groups/{group_id}/commands")
def list_commands(tx: Tx, actor: Actor, group_id: GroupId) -> Commands:
    """The group's own slash commands, by name, for every member; their addresses for those who lead it."""
    return Commands(commands=queries.commands_of(tx, actor, group_id))


@routes.command(
    "POST",
    "/api/groups/{group_id}/commands",
    status=201,
    errors=(
        _LEAD,
        "id_taken",
        "command_name_is_wrong",
        "command_is_taken",
        "address_is_wrong",
        "too_many_hooks",
        *_BOT,
    ),
    limit="60/hour",
)
def create_command(tx: Tx, actor: Actor, group_id: GroupId, body: NewCommand) -> CommandMade | Repeat[CommandMade]:
    """A word after a slash that the address answers, and a bot that says its answers."""
    made = actions.make_command(tx, actor, group_id, body)
    answer = CommandMade(command=made.command, secret=made.secret)
    return Repeat(answer) if made.again else answer


@routes.command("PATCH", "/api/commands/{command_id}", errors=(_LEAD, "address_is_wrong"), limit="120/hour")
def change_command(tx: Tx, actor: Actor, command_id: CommandId, body: CommandChange) -> CommandAnswer:
    """What it says of itself, and its address."""
    return CommandAnswer(command=actions.change_command(tx, actor, command_id, body))


@routes.command("DELETE", "/api/commands/{command_id}", errors=(_LEAD,))
def remove_command(tx: Tx, actor: Actor, command_id: CommandId) -> None:
    """It is there no more, and its bot leaves the group."""
    actions.remove_command(tx, actor, command_id)


@routes.task(
    "POST",
    "/api/conversations/{conversation_id}/commands",
    errors=("no_such_command", "command_failed", "id_taken"),
    limit="30/minute",
    scope="messages:write",
)
async def call_command(
    services: Services, actor: Actor, conversation_id: ConversationId, body: CommandCall
) -> CommandSaid:
    """Calls a command of the group. Its answer is said in the conversation by its bot, or shown to me alone."""
    return CommandSaid(answer=await calling.call(services, actor, conversation_id, body))
