"""What can be wrong with a gif."""

from distributed_chat.kernel.errors import Conflict, Invalid, NotFound


class GifsAreOff(NotFound):
    code, message = "gifs_are_off", "This instance asks nobody for gifs."


class NotAGif(Invalid):
    code, message = "not_a_gif", "That is no picture that can be read: GIF, WebP, PNG, JPEG or AVIF."


class TooManyGifs(Conflict):
    code, message = "too_many_gifs", "The shelf is full."


class TagsAreWrong(Invalid):
    code, message = "tags_are_wrong", "Up to ten tags, each of letters and digits, 32 at most."
