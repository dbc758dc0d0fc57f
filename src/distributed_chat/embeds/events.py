"""Facts about previews, in the stream of their conversation. The message is their subject."""

from distributed_chat.conversations.schemas import Preview
from distributed_chat.kernel.events import Event


class PreviewChanged(Event, frozen=True, kw_only=True):
    """These are the previews of the message now, in the order of its links; none: they were taken away."""

    type = "preview.changed"

    conversation_id: str
    message_id: str
    previews: list[Preview]
