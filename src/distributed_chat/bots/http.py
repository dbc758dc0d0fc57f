"""The routes of bots, for people who lead their group."""

from distributed_chat.bots import actions, queries
from distributed_chat.bots.schemas import BotAnswer, BotChange, BotKey, BotMade, Bots, NewBot
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import GroupId, UserId
from distributed_chat.keys.schemas import KeyMade
from distributed_chat.web import Repeat, Routes

routes = Routes("bots")

_KEY = ("unknown_scope", "micro_stands_alone", "not_an_origin", "too_many_keys")


@routes.query("GET", "/api/groups/{group_id}/bots", errors=("not_allowed",))
def list_bots(tx: Tx, actor: Actor, group_id: GroupId) -> Bots:
    """The bots of a group, with their keys, the oldest first; at most fifty."""
    return Bots(bots=queries.bots_of(tx, actor, group_id))


@routes.command(
    "POST",
    "/api/groups/{group_id}/bots",
    status=201,
    errors=("not_allowed", "id_taken", "group_is_full", "too_many_bots", *_KEY),
    limit="30/hour",
)
def create_bot(tx: Tx, actor: Actor, group_id: GroupId, body: NewBot) -> BotMade | Repeat[BotMade]:
    """A bot that is a member of the group, and its first key, whose secret is shown this once."""
    bot, made = actions.make_bot(tx, actor, group_id, body)
    answer = BotMade(bot=bot, key=made.key, secret=made.secret)
    return Repeat(answer) if made.again else answer


@routes.command("PATCH", "/api/bots/{user_id}", errors=("not_allowed",), limit="120/hour")
def change_bot(tx: Tx, actor: Actor, user_id: UserId, body: BotChange) -> BotAnswer:
    """Its name, and what it is there for."""
    return BotAnswer(bot=actions.change_bot(tx, actor, user_id, body))


@routes.command("DELETE", "/api/bots/{user_id}", errors=("not_allowed",))
def remove_bot(tx: Tx, actor: Actor, user_id: UserId) -> None:
    """It leaves the group and its keys end. What it said stays."""
    actions.remove_bot(tx, actor, user_id)


@routes.command(
    "POST", "/api/bots/{user_id}/keys", status=201, errors=("not_allowed", "id_taken", *_KEY), limit="30/hour"
)
def create_bot_key(tx: Tx, actor: Actor, user_id: UserId, body: BotKey) -> KeyMade | Repeat[KeyMade]:
    """Another key for it. Revoking and renewing go by `/api/keys/{key_id}`, for those who lead its group."""
    made = actions.make_bot_key(tx, actor, user_id, body)
    answer = KeyMade(key=made.key, secret=made.secret)
    return Repeat(answer) if made.again else answer
