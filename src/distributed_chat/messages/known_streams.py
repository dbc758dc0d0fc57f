"""Which stream a conversation is in, remembered by this process: a hint, taken before a transaction begins.

With it PostgreSQL can write many messages of one stream in one commit. It may be missing or wrong, never harmful: the
statement that takes a message's number compares it.
"""

REMEMBERED_AT_MOST = 10_000


class KnownStreams:
    """The latest conversations that were written to. Filled on the event loop alone; any thread may look."""

    def __init__(self, at_most: int = REMEMBERED_AT_MOST) -> None:
        self._at_most = at_most
        self._streams: dict[str, str] = {}

    def get(self, conversation_id: str) -> str | None:
        return self._streams.get(conversation_id)

    def remember(self, conversation_id: str, stream: str) -> None:
        """What was remembered first is forgotten first."""
        if conversation_id not in self._streams and len(self._streams) >= self._at_most:
            del self._streams[next(iter(self._streams))]
        self._streams[conversation_id] = stream
