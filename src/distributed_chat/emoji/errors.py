"""What can be wrong with an emoji."""

from distributed_chat.kernel.errors import Conflict, Invalid


class EmojiNameIsTaken(Conflict):
    code, message = "emoji_name_is_taken", "The group has an emoji of that name."


class EmojiNameIsWrong(Invalid):
    code, message = "emoji_name_is_wrong", "A name has 2 to 32 letters a to z, digits and underscores."


class NotAPicture(Invalid):
    code, message = "not_a_picture", "That is no picture that can be read: PNG, JPEG, GIF, WebP or AVIF."


class TooManyEmoji(Conflict):
    code, message = "too_many_emoji", "The group has as many emoji as it can."
