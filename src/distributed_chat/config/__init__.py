"""Settings of one instance, read once at the start. Nothing else reads the environment."""

from distributed_chat.config.settings import Settings, SignUp, load

__all__ = ["Settings", "SignUp", "load"]
