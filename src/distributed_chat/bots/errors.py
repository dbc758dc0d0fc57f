"""What bots refuse."""

from distributed_chat.kernel.errors import Conflict


class TooManyBots(Conflict):
    code, message = "too_many_bots", "That is enough bots for one group. Remove one that does nothing."
