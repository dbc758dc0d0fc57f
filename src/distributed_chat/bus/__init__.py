"""What copies of the server tell each other at once (decision 24). One copy needs none of it."""

from distributed_chat.bus.memory import MemoryBus, Wire
from distributed_chat.bus.nats import NatsBus, trouble_with_nats
from distributed_chat.bus.port import Bus, Carrier, Hear, Receive

__all__ = ["Bus", "Carrier", "Hear", "MemoryBus", "NatsBus", "Receive", "Wire", "trouble_with_nats"]
