"""How many requests each route has had, with which kind of answer, and how long they took. On the event loop."""

from distributed_chat.metrics import Figure, Histogram

OTHER = "other"
"""What is no route: the page, its files, and what is nowhere."""


class Requests:
    def __init__(self) -> None:
        self._counts: dict[tuple[tuple[str, str], ...], float] = {}
        self._seconds: dict[tuple[tuple[str, str], ...], Histogram] = {}

    def add(self, route: str, status: int, seconds: float) -> None:
        key = (("route", route), ("status", f"{status // 100}xx"))
        self._counts[key] = self._counts.get(key, 0) + 1
        histogram = self._seconds.get(key[:1])
        if histogram is None:
            histogram = self._seconds[key[:1]] = Histogram()
        histogram.add(seconds)

    @property
    def requests(self) -> Figure:
        return Figure("requests_total", "counter", "Requests that were answered.", self._counts)

    @property
    def seconds(self) -> Figure:
        return Figure("request_seconds", "histogram", "From a request to its answer.", dict(self._seconds))
