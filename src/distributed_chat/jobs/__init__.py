"""Durable work: a row written in the transaction that causes it, taken later by lease, tried again until it is done."""

from distributed_chat.jobs.queue import enqueue
from distributed_chat.jobs.worker import GiveUp, Worker

__all__ = ["GiveUp", "Worker", "enqueue"]
