"""One method for every route, typed in routes.pyi; `sync` and `aio` put them on from routes.json.

Both files are made from docs/openapi.json by tools/python_client.py.
"""


class SyncRoutes:
    """Has every route as a method."""


class AsyncRoutes:
    """Has every route as a coroutine method."""
