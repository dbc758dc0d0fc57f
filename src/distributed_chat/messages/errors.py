"""What can go wrong with messages, in words."""

from distributed_chat.kernel.errors import Conflict, Invalid, NotAllowed


class MessageIsDeleted(Conflict):
    code, message = "message_is_deleted", "That message was deleted."


class NotYourMessage(NotAllowed):
    code, message = "not_your_message", "Only its author changes a message."


class MessageIsFixed(Invalid):
    """A poll's question was voted on, and a forward is another's words."""

    code, message = "message_is_fixed", "The question of a poll and a forwarded message stay as they are."


class EditedTooOften(Invalid):
    code, message = "edited_too_often", "This message was edited so often that it stays as it is now."


class NotAnEmoji(Invalid):
    code, message = "not_an_emoji", "React with one emoji, or with one that this group made."


class TooManyReactions(Invalid):
    code, message = "too_many_reactions", "There are enough different reactions to this message."


class TooManyPins(Invalid):
    code, message = "too_many_pins", "There are 100 pinned messages here. Unpin one first."


class EntityIsNotValid(Invalid):
    code, message = "entity_is_not_valid", "What is marked in the text does not fit it."


class NotInTheConversation(Invalid):
    code, message = "not_in_the_conversation", "There is no such message in this conversation."


class PollsStay(Invalid):
    code, message = "polls_stay", "A poll stays where it was asked: link to it instead."
