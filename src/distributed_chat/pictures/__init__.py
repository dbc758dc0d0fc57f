"""Pictures that strangers made, decoded in a process of their own: what dies or swells there is not the server."""

from distributed_chat.pictures.errors import PictureIsTooLarge
from distributed_chat.pictures.process import Pictures
from distributed_chat.pictures.results import Looked, Redrawn

__all__ = ["Looked", "PictureIsTooLarge", "Pictures", "Redrawn"]
