"""What can go wrong with what is kept for later, in words."""

from distributed_chat.kernel.errors import Conflict, Invalid, NotAllowed


class NotInTheFuture(Invalid):
    code, message = "not_in_the_future", "Choose a time that is still to come."


class TooFarAway(Invalid):
    code, message = "too_far_away", "Choose a time within the next five years."


class TooManySaved(Conflict):
    code, message = "too_many_saved", "You have saved 500 messages. Let go of some before you save another."


class TooManyDrafts(Conflict):
    code, message = "too_many_drafts", "You have 200 drafts. Send or empty some before you begin another."


class TooManyScheduled(Conflict):
    code, message = "too_many_scheduled", "100 messages wait to be sent. Send or delete some before you add another."


class AlreadySent(Conflict):
    code, message = "already_sent", "That message has been sent."


class NoLongerYours(NotAllowed):
    code, message = "no_longer_yours", "You can no longer write there."
