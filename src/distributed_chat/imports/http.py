"""The routes of imports. For people who are signed in: no key imports anything."""

from distributed_chat.db import Tx
from distributed_chat.imports import actions, queries
from distributed_chat.imports.schemas import ImportAnswer, ImportForm, ImportsAnswer, ImportStart
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import ImportId
from distributed_chat.web import Repeat, Routes

routes = Routes("imports")


@routes.command(
    "POST",
    "/api/imports",
    status=202,
    errors=("id_taken", "file_is_not_yours", "not_allowed", "too_many_imports"),
    limit="60/hour",
)
def begin_import(tx: Tx, actor: Actor, body: ImportForm) -> ImportAnswer | Repeat[ImportAnswer]:
    """Looks into an archive that I uploaded, for a group that I lead or for a new one. Then it `asks`."""
    begun, again = actions.begin_import(tx, actor, body)
    return Repeat(ImportAnswer(it=begun)) if again else ImportAnswer(it=begun)


@routes.query("GET", "/api/imports")
def list_imports(tx: Tx, actor: Actor) -> ImportsAnswer:
    """Mine, the newest first, without their people."""
    return ImportsAnswer(imports=queries.imports_of(tx, actor.user_id))


@routes.query("GET", "/api/imports/{import_id}")
def get_import(tx: Tx, actor: Actor, import_id: ImportId) -> ImportAnswer:
    return ImportAnswer(it=queries.import_of(tx, import_id, actor.user_id))


@routes.command("DELETE", "/api/imports/{import_id}")
def delete_import(tx: Tx, actor: Actor, import_id: ImportId) -> None:
    """Ends it and forgets the archive. Rooms that are not shown yet go; those that are stay."""
    actions.delete_import(tx, actor, import_id)


@routes.command(
    "POST",
    "/api/imports/{import_id}/start",
    status=202,
    errors=("not_a_member", "not_allowed", "import_does_not_ask", "import_is_busy"),
)
def start_import(tx: Tx, actor: Actor, import_id: ImportId, body: ImportStart) -> ImportAnswer:
    """Puts everything into rooms that are shown at the end. What was imported before stays as it is."""
    return ImportAnswer(it=actions.start_import(tx, actor, import_id, body))
