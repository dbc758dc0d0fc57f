"""The routes of files: uploading at once or by tus, reading, links, the gallery of a conversation."""

from dataclasses import replace

from distributed_chat.db import Tx
from distributed_chat.files import actions, content, queries, receiving, tus
from distributed_chat.files.schemas import (
    FileAnswer,
    Gallery,
    GalleryCut,
    LinkAnswer,
    LinkKey,
    MyFiles,
    UploadAnswer,
)
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import NotSignedIn
from distributed_chat.kernel.ids import ConversationId, FileId
from distributed_chat.web import Answer, BodyStream, Content, RequestInfo, Routes, Services

routes = Routes("files", service="files")

_VOICE = ("file_is_empty", "picture_is_too_large", "waveform_is_wrong", "too_many_uploads")
_BEGINS = (*_VOICE, "no_room_left")


@routes.task("POST", "/api/files", status=201, takes="multipart/form-data", errors=_BEGINS, limit="1200/hour")
async def upload_file(services: Services, actor: Actor, stream: BodyStream) -> FileAnswer:
    """A file by one form: `file`, and of a voice note `seconds` and `waveform` (JSON: at most 64 numbers, 0 to 100).

    It is mine alone until I send it in a message, and gone after a day if I don't. Above 8 MB, `POST /api/uploads`
    goes on after a break.
    """
    return FileAnswer(file=await receiving.receive_form(services, actor, stream))


@routes.task("POST", "/api/uploads", status=201, errors=_BEGINS, limit="1200/hour")
async def begin_upload(services: Services, request: RequestInfo, actor: Actor) -> Answer[UploadAnswer]:
    """Begins a resumable upload: tus 1.0 with creation, expiration and termination.

    `Upload-Length`, and `Upload-Metadata` with `filename` and, of a voice note, `seconds` and `waveform`.
    """
    parts = tus.parts_of(request, most=services.settings.file_size)
    upload = await services.database.write(lambda tx: actions.begin(tx, actor.user_id, parts))
    return tus.answer(upload, status=201)


@routes.query("GET", "/api/uploads/{upload_id}")
def read_upload(tx: Tx, request: RequestInfo, actor: Actor, upload_id: FileId) -> Answer[UploadAnswer]:
    """Where my upload stands; HEAD says the same by headers."""
    tus.check_version(request)
    return tus.answer(queries.upload_state(tx, upload_id, actor.user_id))


@routes.task(
    "PATCH",
    "/api/uploads/{upload_id}",
    takes="application/offset+octet-stream",
    errors=(*_VOICE, "upload_is_elsewhere"),
    limit="12000/hour",
)
async def continue_upload(
    services: Services, request: RequestInfo, actor: Actor, upload_id: FileId, stream: BodyStream
) -> Answer[FileAnswer]:
    """The bytes from `Upload-Offset` on. 204, and with the last of them 200 and the file."""
    offset = tus.offset_of(request)
    upload = await receiving.receive_part(services, actor, upload_id, stream, offset=offset)
    if upload.offset != upload.size:
        return Answer(headers=tus.headers_of(upload))
    return Answer(
        FileAnswer(file=await receiving.settled(services, upload)), status=200, headers=tus.headers_of(upload)
    )


@routes.task("GET", "/api/uploads/{upload_id}/file", errors=("upload_is_not_done",))
async def read_uploaded_file(services: Services, actor: Actor, upload_id: FileId) -> FileAnswer:
    """What my upload has become, for those who missed the last answer."""
    found = await services.database.read(lambda tx: queries.uploaded(tx, upload_id, actor.user_id))
    if isinstance(found, queries.Pending):
        found = await receiving.settled(services, found)
    return FileAnswer(file=found)


@routes.command("DELETE", "/api/uploads/{upload_id}")
def end_upload(tx: Tx, actor: Actor, upload_id: FileId) -> Answer[None]:
    """Gives an upload up."""
    actions.throw_away(tx, actor.user_id, upload_id)
    return Answer(headers=tus.VERSION)


@routes.command("DELETE", "/api/files/{file_id}")
def delete_file(tx: Tx, actor: Actor, file_id: FileId) -> None:
    """Throws away what I uploaded and did not send."""
    actions.throw_away(tx, actor.user_id, file_id)


@routes.query("GET", "/api/files/{file_id}/{name}")
def read_file(tx: Tx, services: Services, actor: Actor | None, file_id: FileId, name: str, query: LinkKey) -> Content:
    """The bytes, or the part of them that `Range` asks for, to whoever may read its message.

    The name is for people. Pictures, sound and films that browsers can show are shown; anything else is saved.
    """
    linked = query.link is not None
    if query.link is not None:
        file = queries.linked_file(tx, file_id, query.link)
    elif actor is None:
        raise NotSignedIn
    else:
        file = queries.readable_file(tx, file_id, actor.user_id)
    whole = content.whole(services.blobs, file, anywhere=linked)
    return replace(whole, shown=whole.shown and not query.save)


@routes.query("GET", "/api/files/{file_id}/thumbnail")
def read_thumbnail(tx: Tx, services: Services, actor: Actor, file_id: FileId) -> Content:
    """A WebP of at most 800 pixels: the picture, or the first page of a PDF."""
    return content.thumbnail(services.blobs, queries.readable_file(tx, file_id, actor.user_id))


@routes.command("POST", "/api/files/{file_id}/link", limit="6000/hour", scope=None)
def share_file(tx: Tx, actor: Actor, file_id: FileId) -> LinkAnswer:
    """An address that opens the file without a header for five minutes, as long as this session may read it."""
    return actions.share_link(tx, actor, file_id)


@routes.query("GET", "/api/conversations/{conversation_id}/files")
def list_files(tx: Tx, actor: Actor, conversation_id: ConversationId, query: GalleryCut) -> Gallery:
    """The files of a conversation and of its threads, the newest first; `before` is the id of a file."""
    return queries.gallery_page(tx, conversation_id, actor.user_id, query)


@routes.query("GET", "/api/me/files", scope=None)
def read_my_files(tx: Tx, actor: Actor) -> MyFiles:
    """How many bytes my uploads take here, how many they may, and the largest of them."""
    return queries.my_files(tx, actor.user_id)
