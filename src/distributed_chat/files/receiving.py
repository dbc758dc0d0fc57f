"""Bytes on their way in: from a request into pieces in the blobs, then looked at, then a file. Called by the routes.

A piece is kept before the next is read, so an upload holds 4 MiB of memory at most, and what is kept survives a crash.
Whatever fails leaves an upload that `upkeep` clears away: its row is there before its first byte.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Any

import msgspec

from distributed_chat.blobs import Blobs
from distributed_chat.conversations.schemas import File
from distributed_chat.files import actions, policy
from distributed_chat.files.errors import TooManyUploads, UploadIsElsewhere, WaveformIsWrong
from distributed_chat.files.forms import OVERHEAD, FileBegins, FormReader
from distributed_chat.files.jobs import piece_key
from distributed_chat.files.looking import settle
from distributed_chat.files.queries import Pending, pending_upload
from distributed_chat.kernel.actor import Actor
from distributed_chat.kernel.errors import Invalid, Malformed
from distributed_chat.web import BodyStream, ClientIsGone, Refused, Services

RETRY_SECONDS = 5

_receiving: Counter[str] = Counter()
"""By person: the bodies that are read at this moment."""
_settling: dict[str, asyncio.Task[File]] = {}
"""By upload."""


class Intake:
    """Collects bytes into pieces. `sizes` are those that are kept, from the first."""

    def __init__(self, blobs: Blobs, upload_id: str, sizes: list[int], *, most: int) -> None:
        self._blobs = blobs
        self._upload_id = upload_id
        self._most = most
        self._waiting = bytearray()
        self.sizes = list(sizes)

    async def take(self, content: bytes) -> bool:
        """Whether a piece was kept. Raises `Refused` for more bytes than the upload may have."""
        if self.size + len(content) > self._most:
            raise _too_large(self._most)
        self._waiting += content
        if len(self._waiting) < policy.PIECE:
            return False
        while len(self._waiting) >= policy.PIECE:
            await self._keep(policy.PIECE)
        return True

    async def keep(self) -> None:
        """Keeps what has come so far, if anything has."""
        if self._waiting:
            await self._keep(len(self._waiting))

    async def _keep(self, size: int) -> None:
        if len(self.sizes) >= policy.MOST_PIECES:
            raise Refused(413, "too_many_pieces", "That came in too many small pieces.")
        await self._blobs.put(piece_key(self._upload_id, len(self.sizes)), bytes(self._waiting[:size]))
        self.sizes.append(size)
        del self._waiting[:size]

    @property
    def size(self) -> int:
        return sum(self.sizes) + len(self._waiting)


async def receive_form(services: Services, actor: Actor, stream: BodyStream) -> File:
    """A whole file in one request. Raises what is wrong with it; nothing is left of it then."""
    upload, fields = await receive_fields(services, actor, stream, most=services.settings.file_size)
    async with _or_nothing(services, upload):
        seconds, waveform = _voice(fields)
        policy.check_voice(seconds, waveform)
        return await settle(services, upload._replace(seconds=seconds, waveform=waveform))


async def receive_picture(
    services: Services, actor: Actor, stream: BodyStream, *, most: int, fields: set[str]
) -> tuple[File, dict[str, str]]:
    """As `receive_form`, with a limit of its own and other fields beside the file."""
    upload, found = await receive_fields(services, actor, stream, most=most)
    async with _or_nothing(services, upload):
        _check_fields(found, fields)
        return await settle(services, upload), found


async def keep_bytes(services: Services, actor: Actor, name: str, content: bytes) -> File:
    """A file of theirs out of bytes that this server has fetched for them."""
    parts = actions.Parts(name)
    begin = partial(actions.begin, actor_id=actor.user_id, parts=parts, announced=len(content))
    upload = await services.database.write(begin)
    async with _or_nothing(services, upload):
        intake = Intake(services.blobs, upload.id, [], most=len(content))
        await intake.take(content)
        await intake.keep()
        return await settle(services, upload._replace(pieces=intake.sizes))


async def keep_stream(
    services: Services,
    owner_id: str,
    parts: actions.Parts,
    content: AsyncIterator[bytes],
    *,
    id: str | None = None,
    most: int | None = None,
) -> File:
    """A file of theirs out of bytes that come from this server's own disk, with a free id of the caller's.

    `most`: bytes, where what people upload is not meant.
    Raises `FileIsEmpty`, `PictureIsTooLarge`, `Refused` for more than a file may have; nothing is left then.
    """
    upload = await services.database.write(lambda tx: actions.begin_many(tx, owner_id, parts, id=id))
    async with _or_nothing(services, upload):
        intake = Intake(services.blobs, upload.id, [], most=most or services.settings.file_size)
        async for piece in content:
            await intake.take(piece)
        await intake.keep()
        return await settle(services, upload._replace(pieces=intake.sizes))


async def receive_fields(
    services: Services, actor: Actor, stream: BodyStream, *, most: int
) -> tuple[Pending, dict[str, str]]:
    """The bytes of a form's file, kept, and its other fields. What becomes of them is for the caller: `give_up` too."""
    form = FormReader(stream.content_type)
    upload: Pending | None = None
    intake: Intake | None = None
    with _one_more_of(actor):
        try:
            async for piece in stream.pieces(most=most + OVERHEAD):
                for event in form.feed(piece):
                    if isinstance(event, FileBegins):
                        parts = actions.Parts(event.name)
                        begin = partial(actions.begin, actor_id=actor.user_id, parts=parts, announced=stream.announced)
                        upload = await services.database.write(begin)
                        intake = Intake(services.blobs, upload.id, [], most=most)
                    elif intake is not None:
                        await intake.take(event.content)
            form.end()
            assert upload is not None
            assert intake is not None
            await intake.keep()
        except BaseException:
            if upload is not None:
                await give_up(services, upload)
            raise
    return upload._replace(pieces=intake.sizes), form.fields


async def receive_small(actor: Actor, stream: BodyStream, *, most: int) -> tuple[bytes, dict[str, str]]:
    """The bytes of a form's file in memory, and its other fields: for what becomes no file. Raises `Refused`."""
    form, content = FormReader(stream.content_type), bytearray()
    with _one_more_of(actor):
        async for piece in stream.pieces(most=most + OVERHEAD):
            for event in form.feed(piece):
                if not isinstance(event, FileBegins):
                    content += event.content
            if len(content) > most:
                raise _too_large(most)
    form.end()
    return bytes(content), form.fields


async def receive_part(services: Services, actor: Actor, upload_id: str, stream: BodyStream, *, offset: int) -> Pending:
    """More of a resumable upload, from its offset on; what arrives is kept, also when the rest does not.

    Another request for the same upload ends this one, and must come again. Raises `UploadIsElsewhere` in both.
    """
    with _one_more_of(actor), _Turn(upload_id) as turn:
        upload = await services.database.read(lambda tx: pending_upload(tx, upload_id, actor.user_id))
        if upload.offset != offset or upload.size is None:
            raise UploadIsElsewhere
        intake = Intake(services.blobs, upload_id, upload.pieces, most=upload.size)
        try:
            async for piece in stream.pieces(most=upload.size - offset):
                if await intake.take(piece):
                    upload = await _kept(services, upload, intake)
        except asyncio.CancelledError:
            if not turn.is_over:
                raise
            turn.stay()
            await _keep_the_rest(services, upload, intake)
            raise UploadIsElsewhere from None
        except ClientIsGone:
            await _keep_the_rest(services, upload, intake)
            raise
        return await _keep_the_rest(services, upload, intake)


async def settled(services: Services, upload: Pending) -> File:
    """As `settle`, once for all who ask at the same time. What can't become a file is no upload any longer either."""
    task = _settling.get(upload.id)
    if task is None:
        task = _settling[upload.id] = asyncio.create_task(_settle(services, upload), name=f"files: {upload.id}")
        task.add_done_callback(lambda _: _settling.pop(upload.id, None))
    return await asyncio.shield(task)


async def _settle(services: Services, upload: Pending) -> File:
    try:
        return await settle(services, upload)
    except Invalid:
        await give_up(services, upload)
        raise


@asynccontextmanager
async def _or_nothing(services: Services, upload: Pending) -> AsyncIterator[None]:
    """Whatever goes wrong in here, nothing is left of the upload."""
    try:
        yield
    except BaseException:
        await give_up(services, upload)
        raise


async def give_up(services: Services, upload: Pending) -> None:
    """What was kept of it goes, also if whoever waits for this goes too."""
    cleared = services.database.write(lambda tx: actions.sweep(tx, upload.id))
    await asyncio.shield(asyncio.ensure_future(cleared))


async def _keep_the_rest(services: Services, upload: Pending, intake: Intake) -> Pending:
    await intake.keep()
    return await _kept(services, upload, intake)


async def _kept(services: Services, upload: Pending, intake: Intake) -> Pending:
    """The row says what the blobs hold."""
    for size in intake.sizes[len(upload.pieces) :]:
        upload = await services.database.write(partial(actions.keep_piece, pending=upload, size=size))
    return upload


class _Turn:
    """One request at a time adds to an upload: a new one ends the one before, whose sender may be long gone."""

    _now: dict[str, "_Turn"] = {}  # noqa: RUF012  # of this process

    def __init__(self, upload_id: str) -> None:
        self._upload_id = upload_id
        self._task: asyncio.Task[Any] | None = asyncio.current_task()
        self.is_over = False

    def __enter__(self) -> "_Turn":
        before = self._now.get(self._upload_id)
        if before is not None:
            before.end()
            raise UploadIsElsewhere
        self._now[self._upload_id] = self
        return self

    def __exit__(self, *_: object) -> None:
        del self._now[self._upload_id]

    def end(self) -> None:
        if self._task is not None and not self.is_over:
            self.is_over = True
            self._task.cancel()

    def stay(self) -> None:
        """Ended by us and not from outside: there is something left to do."""
        if self._task is not None:
            self._task.uncancel()


@contextmanager
def _one_more_of(actor: Actor) -> Iterator[None]:
    """Raises `TooManyUploads` when this person sends too many at once."""
    if _receiving[actor.user_id] >= policy.RECEIVED_AT_ONCE:
        raise TooManyUploads(retry_after=RETRY_SECONDS)
    _receiving[actor.user_id] += 1
    try:
        yield
    finally:
        _receiving[actor.user_id] -= 1
        if not _receiving[actor.user_id]:
            del _receiving[actor.user_id]


def read_voice(seconds: str | None, waveform: str | None) -> tuple[float | None, list[int] | None]:
    """Of a voice note, as text: the seconds, and JSON of the waveform. Raises `WaveformIsWrong`."""
    try:
        length = None if seconds is None else float(seconds)
        steps = None if waveform is None else msgspec.json.decode(waveform, type=list[int])
    except (ValueError, msgspec.DecodeError):
        raise WaveformIsWrong from None
    return length, steps


def _voice(fields: dict[str, str]) -> tuple[float | None, list[int] | None]:
    _check_fields(fields, {"seconds", "waveform"})
    return read_voice(fields.get("seconds"), fields.get("waveform"))


def _check_fields(fields: dict[str, str], known: set[str]) -> None:
    if unknown := set(fields) - known:
        raise Malformed("unknown_field", "There is no such field.", field=min(unknown))


def _too_large(most: int) -> Refused:
    return Refused(413, "too_large", f"A file has at most {most:,} bytes here.".replace(",", " "))
