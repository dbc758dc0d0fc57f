"""What one request did and how long each part took, for a collector of OpenTelemetry. An extra, off by default.

A process has one tracer, as it has one log. While there is none, `span` costs a comparison, and nothing of
OpenTelemetry is loaded. No span holds what anybody said, an id of anybody, or an address.
"""

from distributed_chat.traces.spans import Kind, TracesAreMissing, name_span, span, start, stop

__all__ = ["Kind", "TracesAreMissing", "name_span", "span", "start", "stop"]
