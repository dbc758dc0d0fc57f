"""Facts about the shelf of a group, in `group:`."""

from distributed_chat.gifs.schemas import Gif
from distributed_chat.kernel.events import Event


class GifAdded(Event, frozen=True, kw_only=True):
    type = "gif.added"

    gif: Gif


class GifRemoved(Event, frozen=True, kw_only=True):
    """What was sent of it stays where it was sent."""

    type = "gif.removed"

    gif_id: str
