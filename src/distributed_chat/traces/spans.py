"""The one tracer, and the spans that are made by it."""

from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # an extra: most installations have none of it
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

EXPORT_SECONDS = 3
"""That the collector has for an answer; at the end of the process too."""


class Named(Protocol):
    @property
    def name(self) -> str: ...


class Kind(Enum):
    REQUEST = "SERVER"
    JOB = "CONSUMER"
    PART = "INTERNAL"


class TracesAreMissing(Exception):
    """OpenTelemetry is not installed."""


class _Process:
    """What `start` made."""

    tracer: Any = None
    provider: Any = None


_NOTHING: AbstractContextManager[Any] = nullcontext()


def start(url: str, *, version: str, exporter: "SpanExporter | None" = None) -> "TracerProvider":
    """Spans go to `url` (OTLP over HTTP, as `http://127.0.0.1:4318/v1/traces`), in batches, by a thread of their own.

    Sampling, resource attributes and headers are those of OpenTelemetry's own variables (OTEL_TRACES_SAMPLER …).
    Returns what makes them. Raises `TracesAreMissing`.
    """
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise TracesAreMissing from error
    resource = Resource.create({"service.name": "distributed", "service.version": version})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    out = exporter or OTLPSpanExporter(endpoint=url, timeout=EXPORT_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(out))
    _Process.provider, _Process.tracer = provider, provider.get_tracer("distributed_chat", version)
    return provider


def stop() -> None:
    """What was not sent yet is sent, or given up when the collector does not take it."""
    if _Process.provider is not None:
        _Process.provider.shutdown()
    _Process.provider = _Process.tracer = None


def span(
    name: str, kind: Kind = Kind.PART, *, of: Named | None = None, parent: str | None = None
) -> AbstractContextManager[Any]:
    """Around some work; what is done inside is below it. Gives the span, or None where nothing is traced.

    `of`: whose name follows. `parent`: the header `traceparent` of who asked (W3C Trace Context). It is linked, and
    decides nothing: anybody may have written it.
    """
    if _Process.tracer is None:
        return _NOTHING
    return _open(name if of is None else f"{name} {of.name}", kind, parent)


def name_span(span: Any, name: str, attributes: Mapping[str, str | int], *, failed: bool) -> None:
    """What is only known at the end."""
    if span is None:
        return
    span.update_name(name)
    span.set_attributes(attributes)
    if failed:
        from opentelemetry.trace import StatusCode

        span.set_status(StatusCode.ERROR)


@contextmanager
def _open(name: str, kind: Kind, parent: str | None) -> Generator[Any]:
    from opentelemetry.trace import Link, SpanKind, get_current_span
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    asked = (
        None if parent is None else get_current_span(TraceContextTextMapPropagator().extract({"traceparent": parent}))
    )
    links = [] if asked is None else [Link(asked.get_span_context())]
    # What a domain says no to is no fault, and its words may be somebody's: an exception is not recorded.
    with _Process.tracer.start_as_current_span(
        name, links=links, kind=SpanKind[kind.value], record_exception=False, set_status_on_exception=False
    ) as opened:
        yield opened
