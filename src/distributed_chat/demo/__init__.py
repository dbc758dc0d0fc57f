"""`distributed demo`: a throw-away instance with people, groups and talk in it, and some who go on talking.

Everything here goes through the public API, as any program could: nothing in the server knows of it.
"""

from distributed_chat.demo.populate import LENA, PASSWORD, Place, beginning, populate
from distributed_chat.demo.talkers import keep_talking

__all__ = ["LENA", "PASSWORD", "Place", "beginning", "keep_talking", "populate"]
