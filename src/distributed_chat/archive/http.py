"""The routes of exports. For people who are signed in: no key takes a copy of everything."""

from distributed_chat.archive import actions, queries
from distributed_chat.archive.schemas import ExportAnswer, ExportForm, ExportsAnswer
from distributed_chat.db import Tx
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.ids import ExportId
from distributed_chat.web import Repeat, Routes

routes = Routes("exports")


@routes.command(
    "POST",
    "/api/exports",
    status=202,
    errors=("id_taken", "not_allowed", "group_is_missing", "too_many_exports"),
    limit="20/hour",
)
def begin_export(tx: Tx, actor: Actor, body: ExportForm) -> ExportAnswer | Repeat[ExportAnswer]:
    """Begins an archive of a group that I lead, or of what is mine. It is made beside everything else."""
    export, again = actions.begin_export(tx, actor, body)
    return Repeat(ExportAnswer(export=export)) if again else ExportAnswer(export=export)


@routes.query("GET", "/api/exports")
def list_exports(tx: Tx, actor: Actor) -> ExportsAnswer:
    """Mine, the newest first, at most five."""
    return ExportsAnswer(exports=[queries.shown(tx, row) for row in queries.rows_of(tx, actor.user_id)])


@routes.query("GET", "/api/exports/{export_id}")
def read_export(tx: Tx, actor: Actor, export_id: ExportId) -> ExportAnswer:
    """How far it is, and where the archive lies once it is ready."""
    return ExportAnswer(export=queries.shown(tx, queries.own_export(tx, export_id, actor.user_id)))


@routes.command("DELETE", "/api/exports/{export_id}")
def delete_export(tx: Tx, actor: Actor, export_id: ExportId) -> None:
    """Ends it, and the archive is gone."""
    actions.delete_export(tx, actor, export_id)
