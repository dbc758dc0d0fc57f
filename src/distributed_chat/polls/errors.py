"""What can go wrong with polls, in words."""

from distributed_chat.kernel.errors import Conflict, Invalid


class PollIsClosed(Conflict):
    code, message = "poll_is_closed", "This poll is closed."


class NoSuchOption(Invalid):
    code, message = "no_such_option", "The poll has no such option."


class OneChoiceOnly(Invalid):
    code, message = "one_choice_only", "In this poll everybody chooses one option."


class OptionsAreAlike(Invalid):
    code, message = "options_are_alike", "Two options of a poll are the same."


class ClosingTimeIsWrong(Invalid):
    code, message = "closing_time_is_wrong", "A poll closes in the future, within a year."
