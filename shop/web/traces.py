"""Traces of requests, jobs and statements for an OpenTelemetry collector, if the shop has one.

Spans say what ran, how long, and with which outcome. Addresses, statements, persons and messages of
errors are left out: an attribute is exported only if it is named here. The libraries are imported
by this module alone, which is imported only while traces are on.
"""

from collections.abc import Sequence
from typing import Any

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.django import DjangoInstrumentor
from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import (
    Decision,
    ParentBased,
    SamplingResult,
    TraceIdRatioBased,
)
from opentelemetry.trace import Link, SpanKind, Status, TraceState
from opentelemetry.util.types import Attributes
from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext, WorkerMiddleware

SERVICE = "stadium-store"
KEPT = frozenset(
    {
        "db.operation",
        "db.operation.name",
        "db.system",
        "db.system.name",
        "error.type",
        "http.method",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "http.status_code",
        "job.attempt",
        "job.outcome",
        "job.queue",
    }
)


class ScrubbingExporter(SpanExporter):
    """Export spans with the named attributes alone, without events and messages."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """Export the scrubbed spans."""
        return self._exporter.export([_scrub(span) for span in spans])

    def shutdown(self) -> None:
        """Close the exporter."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """Send what waits."""
        return self._exporter.force_flush(timeout_millis)


def start_traces(endpoint: str, *, ratio: float) -> TracerProvider:
    """Trace a share of all requests and jobs with their statements; call it once, before the first.

    `endpoint` is the address of the collector, to which `/v1/traces` is added. The provider that is
    returned sends what waits when it is shut down, which happens at the end of the process.
    """
    target = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    provider = TracerProvider(
        sampler=_sampler(ratio), resource=Resource.create({SERVICE_NAME: SERVICE})
    )
    provider.add_span_processor(BatchSpanProcessor(ScrubbingExporter(target)))
    DjangoInstrumentor().instrument(tracer_provider=provider)
    PsycopgInstrumentor().instrument(tracer_provider=provider)
    return provider


def job_tracer(provider: TracerProvider) -> WorkerMiddleware:
    """Return a middleware of the worker that makes a span of each attempt of a job.

    The span is named like the task; `job.outcome` is "succeeded" or "failed".
    """
    tracer = provider.get_tracer(__name__)

    async def trace_job(call_next: AsyncCallNext, context: JobContext, _worker: object) -> Any:
        job = context.job
        facts: Attributes = {"job.queue": job.queue, "job.attempt": job.attempts + 1}
        with tracer.start_as_current_span(
            job.task_name, kind=SpanKind.CONSUMER, attributes=facts
        ) as span:
            span.set_attribute("job.outcome", "failed")  # until the end is reached
            try:
                result = await call_next()
            except Exception as error:
                span.set_attribute("error.type", type(error).__name__)
                raise
            span.set_attribute("job.outcome", "succeeded")
            return result

    return trace_job


class RootSampler(TraceIdRatioBased):
    """Sample a share of the requests and jobs; statements outside of these begin no trace."""

    def should_sample(  # noqa: PLR0913, PLR0917  the interface of the library
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """Decide about the first span of a trace."""
        if kind not in {SpanKind.SERVER, SpanKind.CONSUMER}:
            return SamplingResult(Decision.DROP)
        return super().should_sample(
            parent_context, trace_id, name, kind, attributes, links, trace_state
        )


def _sampler(ratio: float) -> ParentBased:
    """Return a sampler that decides itself: a visitor's header never asks for a trace."""
    share = RootSampler(ratio)
    return ParentBased(share, remote_parent_sampled=share, remote_parent_not_sampled=share)


def _scrub(span: ReadableSpan) -> ReadableSpan:
    attributes = {name: value for name, value in (span.attributes or {}).items() if name in KEPT}
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes=attributes,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )
