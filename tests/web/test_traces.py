"""Traces show routes, jobs and statements to a collector, and nothing about visitors."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from procrastinate import App
from procrastinate.testing import InMemoryConnector


class Collector(HTTPServer):
    """A stand-in for a collector that keeps the bodies it receives."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bodies: list[bytes] = []


class _Handler(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    server = Collector()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_request_is_traced_without_its_address_and_its_visitor(
    db: None, collector: Collector
) -> None:
    with override_settings(MIDDLEWARE=list(settings.MIDDLEWARE)):
        from opentelemetry.instrumentation.django import DjangoInstrumentor
        from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
        from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
            ExportTraceServiceRequest,
        )
        from opentelemetry.trace import SpanKind

        from shop.web.traces import start_traces

        provider = start_traces(f"http://127.0.0.1:{collector.server_port}", ratio=1.0)
        try:
            client = Client(headers={"user-agent": "Secret/1.0", "traceparent": "00-1-1-00"})
            client.get("/en-fr/order/secret-token/?q=secret-search")
            parameters = connection.get_connection_params()
            names = ("host", "port", "user", "password", "dbname")
            with psycopg.connect(
                **{name: parameters[name] for name in names if name in parameters}
            ) as own:
                own.execute("delete from catalogue_category where false")  # in no request
                with provider.get_tracer("test").start_as_current_span("x", kind=SpanKind.SERVER):
                    own.execute("select 'secret value'")
        finally:
            DjangoInstrumentor().uninstrument()
            PsycopgInstrumentor().uninstrument()
            provider.shutdown()
    body = b"".join(collector.bodies)
    request = ExportTraceServiceRequest.FromString(collector.bodies[0])
    spans = request.resource_spans[0].scope_spans
    seen = {span.name for scope in spans for span in scope.spans}
    assert ("select" in seen, "delete" in seen) == (True, False)
    assert b"secret" not in body.lower()
    assert b"127.0.0.1" not in body
    assert b"http.route" in body


def test_a_job_is_traced_with_its_outcome_and_without_its_arguments(collector: Collector) -> None:
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    from shop.web.traces import job_tracer, start_traces

    app = App(connector=InMemoryConnector())

    @app.task(name="send_mail")
    def send_mail(to: str) -> None:
        if to != "secret@example.org":
            raise ValueError(to)

    def work() -> None:
        with app.open():
            send_mail.defer(to="secret@example.org")
            send_mail.defer(to="secret")
            app.run_worker(
                wait=False,
                listen_notify=False,
                install_signal_handlers=False,
                worker_middleware=[job_tracer(provider)],
            )

    with override_settings(MIDDLEWARE=list(settings.MIDDLEWARE)):
        provider = start_traces(f"http://127.0.0.1:{collector.server_port}", ratio=1.0)
    try:
        with ThreadPoolExecutor(1) as pool:  # the browser's loop may run in this thread
            pool.submit(work).result()
    finally:
        DjangoInstrumentor().uninstrument()
        PsycopgInstrumentor().uninstrument()
        provider.shutdown()
    request = ExportTraceServiceRequest.FromString(collector.bodies[0])
    spans = [span for scope in request.resource_spans[0].scope_spans for span in scope.spans]
    facts = [{fact.key: fact.value.string_value for fact in span.attributes} for span in spans]
    assert [span.name for span in spans] == ["send_mail", "send_mail"]
    assert sorted(fact["job.outcome"] for fact in facts) == ["failed", "succeeded"]
    assert "ValueError" in [fact.get("error.type") for fact in facts]
    assert b"secret" not in b"".join(collector.bodies)
