"""Durable work: a row written in the transaction that causes it, taken later by lease, tried again until it is done."""

from distributed_chat.jobs.queue import Waiting, enqueue, waiting_jobs
from distributed_chat.jobs.worker import GiveUp, Worker

__all__ = ["GiveUp", "Waiting", "Worker", "enqueue", "waiting_jobs"]
