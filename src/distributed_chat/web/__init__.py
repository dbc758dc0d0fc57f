"""HTTP: routes are plain functions whose signature is their contract; everything around them stands here once."""

from distributed_chat.web.answers import Answer, Repeat, Streamed
from distributed_chat.web.limits import Limiter
from distributed_chat.web.routes import Route, Routes
from distributed_chat.web.services import Passwords, RequestInfo, Services

__all__ = ["Answer", "Limiter", "Passwords", "Repeat", "RequestInfo", "Route", "Routes", "Services", "Streamed"]
