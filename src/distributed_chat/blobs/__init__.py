"""Bytes under a key: what people upload and what is drawn from it. A folder, a bucket (S3) or memory, by setting."""

from distributed_chat.blobs.errors import BlobIsMissing, BlobsAreAway
from distributed_chat.blobs.places import blobs_of, folder_of
from distributed_chat.blobs.store import Blobs

__all__ = ["BlobIsMissing", "Blobs", "BlobsAreAway", "blobs_of", "folder_of"]
