"""HTTP: routes are plain functions whose signature is their contract; everything around them stands here once."""

from distributed_chat.web.answers import Answer, Repeat, Streamed, Told
from distributed_chat.web.application import HttpApplication
from distributed_chat.web.body import BodyStream
from distributed_chat.web.content import Content
from distributed_chat.web.describing import Description
from distributed_chat.web.incoming import ClientIsGone, Incoming
from distributed_chat.web.keyed import Asked
from distributed_chat.web.limits import Limit, Limiter
from distributed_chat.web.page import Page, client_folder
from distributed_chat.web.refusals import Refused
from distributed_chat.web.reply import Reply, json_reply
from distributed_chat.web.routes import Asks, Mode, Route, Routes
from distributed_chat.web.services import Passwords, RequestInfo, Services
from distributed_chat.web.wording import words_of

__all__ = [
    "Answer",
    "Asked",
    "Asks",
    "BodyStream",
    "ClientIsGone",
    "Content",
    "Description",
    "HttpApplication",
    "Incoming",
    "Limit",
    "Limiter",
    "Mode",
    "Page",
    "Passwords",
    "Refused",
    "Repeat",
    "Reply",
    "RequestInfo",
    "Route",
    "Routes",
    "Services",
    "Streamed",
    "Told",
    "client_folder",
    "json_reply",
    "words_of",
]
