"""The routes of keys. All of them are for people who are signed in: a key can't make another."""

from distributed_chat.accounts.queries import me_of
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotAllowed
from distributed_chat.kernel.ids import KeyId, SecretId
from distributed_chat.keys import actions, queries
from distributed_chat.keys.schemas import (
    Audit,
    AuditCut,
    KeyAnswer,
    KeyChange,
    KeyMade,
    Keys,
    NewKey,
    NewSecret,
    Usage,
    UsageCut,
)
from distributed_chat.web import Repeat, Routes

routes = Routes("keys")

_FORM = ("unknown_scope", "micro_stands_alone", "not_an_origin")


@routes.query("GET", "/api/keys")
def list_keys(tx: Tx, actor: Actor) -> Keys:
    """My keys, the oldest first, at most fifty; never their secrets."""
    return Keys(keys=queries.keys_of(tx, actor.user_id))


@routes.command(
    "POST", "/api/keys", status=201, errors=("not_allowed", "id_taken", "too_many_keys", *_FORM), limit="30/hour"
)
def create_key(tx: Tx, actor: Actor, body: NewKey) -> KeyMade | Repeat[KeyMade]:
    """A key that acts as me within its scopes, and the one time that its secret is shown."""
    made = actions.make_own_key(tx, actor, body)
    answer = KeyMade(key=made.key, secret=made.secret)
    return Repeat(answer) if made.again else answer


@routes.command("PATCH", "/api/keys/{key_id}", errors=("not_an_origin",), limit="120/hour")
def change_key(tx: Tx, actor: Actor, key_id: KeyId, body: KeyChange) -> KeyAnswer:
    """Its name, the pages that may use it, and how often it may be used."""
    return KeyAnswer(key=actions.change_key(tx, actor, key_id, body))


@routes.command("DELETE", "/api/keys/{key_id}")
def revoke_key(tx: Tx, actor: Actor, key_id: KeyId) -> None:
    """It opens nothing from here on, and its sockets close. What was counted of it goes."""
    actions.revoke_key(tx, actor, key_id)


@routes.command("POST", "/api/keys/{key_id}/secrets", status=201, errors=("two_secrets",), limit="30/hour")
def renew_secret(tx: Tx, actor: Actor, key_id: KeyId, body: NewSecret) -> KeyMade:
    """Another secret, shown this once. The one before works on for a while, so that nothing stands still meanwhile."""
    made = actions.renew_secret(tx, actor, key_id, body.old_ends_in)
    return KeyMade(key=made.key, secret=made.secret)


@routes.command("DELETE", "/api/keys/{key_id}/secrets/{secret_id}", errors=("last_secret",))
def end_secret(tx: Tx, actor: Actor, key_id: KeyId, secret_id: SecretId) -> None:
    """Ends one of two secrets at once."""
    actions.end_secret(tx, actor, key_id, secret_id)


@routes.query("GET", "/api/keys/{key_id}/usage")
def read_usage(tx: Tx, actor: Actor, key_id: KeyId, query: UsageCut) -> Usage:
    """What was called with it, by day and route, a few seconds late."""
    queries.check_manages(tx, actor, key_id)
    return queries.usage_of(tx, key_id, query.days)


@routes.query("GET", "/api/audit", errors=("not_allowed",))
def read_audit(tx: Tx, actor: Actor, query: AuditCut) -> Audit:
    """Every call with an instance key, the newest first. For the owner of the instance; kept for 90 days."""
    if not me_of(tx, actor.user_id).is_owner:
        raise NotAllowed
    return queries.audit_page(tx, query)
