"""What is said of pictures that are not drawn."""

from distributed_chat.kernel.errors import Invalid, Unavailable


class PictureIsTooLarge(Invalid):
    """It would need more memory than anybody should spend on it, here and in every reader's browser."""

    code, message = "picture_is_too_large", "That picture has too many pixels. 100 million are the most."


class PicturesAreBusy(Unavailable):
    code, message = "pictures_are_busy", "Many pictures are being looked at. Send it again in a moment."
