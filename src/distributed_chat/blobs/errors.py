"""What can be wrong with a place for blobs."""

from distributed_chat.kernel.errors import Unavailable


class BlobIsMissing(LookupError):
    """There is nothing under that key: a mistake of ours, or a folder that somebody has cleared."""


class BlobsAreAway(Unavailable):
    """The disk is full or not there, or the bucket does not answer."""

    code, message = "files_are_away", "Files can't be kept or read at the moment. Try again in a while."
