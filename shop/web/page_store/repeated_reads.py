"""Repeated reads of the API, answered again before Django.

Apps ask for the same lists and products many times. Host, language, encoding and headers of such an
answer follow from the request alone, and one statement proves that its stored page is still right.
So the answer that Django gave from the page store is kept in the process, and given again to the
same request with a new id. Everything else is left to Django, and so are all requests while traces
are on.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.module_loading import import_string
from structlog import get_logger

from shop.commerce.page_store.local_pages import RecentlyUsed
from shop.commerce.page_store.store import StoredPage, is_right
from shop.web.page_store.public_reads import is_on

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

type Headers = list[tuple[str, str]]
type Asked = tuple[object, ...]  # path and query first

PATHS = ("/api/v1/products", "/api/v1/markets")
# Headers that change no answer of the API; all others are part of what was asked.
IGNORED = frozenset(
    {
        "HTTP_REFERER",
        "HTTP_TRACEPARENT",
        "HTTP_TRACESTATE",
        "HTTP_USER_AGENT",
        "HTTP_X_AMZN_TRACE_ID",
        "HTTP_X_CORRELATION_ID",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_REQUEST_ID",
    }
)
OTHERS = ("CONTENT_LENGTH", "CONTENT_TYPE", "SCRIPT_NAME", "wsgi.url_scheme")
NOTE = "shop.stored_page"  # in the environment of a request
REQUEST_ID = "X-Request-ID"
KEPT_BYTES, LONGEST_REQUEST = 4_000_000, 4_000
PAUSE_S = 5.0
log = get_logger("shop.page_store")
# Its events begin and end the lines of a request, as for requests that Django answers.
request_log = get_logger("django_structlog.middlewares.request")


@dataclass(frozen=True, slots=True)
class Repeatable:
    """An answer with its page, and the addresses that the log names at its begin and end."""

    key: bytes
    digest: bytes
    encoding: str
    status: str
    headers: Headers
    body: bytes
    began: str
    finished: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A response made of a stored page, on its way through the other middlewares."""

    response: HttpResponse
    key: bytes
    page: StoredPage
    address: str


def note_stored(request: HttpRequest, response: HttpResponse, key: bytes, page: StoredPage) -> None:
    """Note in the environment of a request that a stored page answers it as it is."""
    address = f"{request.method} {request.get_full_path()}"
    request.META[NOTE] = Noted(response, key, page, address)


class RepeatedReads:
    """Give the answers of an application again while the store proves their pages."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application
        self._answers = RecentlyUsed[Asked, Repeatable](KEPT_BYTES)
        self._paused_until = 0.0
        self._count: Callable[[str, float], None] | None = None
        if settings.ENV.METRICS_TOKEN:
            self._count = import_string("shop.web.metrics.requests.count_repeated")

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer again, or let the application answer and keep its answer."""
        began = perf_counter()
        asked = find_asked(environ)
        if asked is None or not is_on() or settings.ENV.OTEL_EXPORTER_OTLP_ENDPOINT:
            return self._application(environ, start_response)
        answer = self._answers.find(asked)
        if answer is None or not self._is_right(answer):
            return self._from_application(asked, environ, start_response)
        return self._again(answer, environ, start_response, began)

    def _is_right(self, answer: Repeatable) -> bool:
        """Ask the store; a store that fails is left alone for some seconds."""
        if monotonic() < self._paused_until:
            return False
        try:
            return is_right(answer.key, answer.digest, answer.encoding)
        except Exception as error:  # noqa: BLE001  a missing store breaks no answer
            log.warning("page_store.read_failed", error=type(error).__name__)
            self._paused_until = monotonic() + PAUSE_S
            return False

    def _again(
        self,
        answer: Repeatable,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
        began: float,
    ) -> Iterable[bytes]:
        request_id = str(uuid4())
        events = request_log.bind(request_id=request_id)
        events.info(
            "request_started", request=answer.began, user_agent=environ.get("HTTP_USER_AGENT")
        )
        start_response(answer.status, [*answer.headers, (REQUEST_ID, request_id)])
        code = answer.status[:3]
        events.info("request_finished", code=int(code), request=answer.finished)
        if self._count is not None:
            self._count(code, perf_counter() - began)
        return (answer.body,)

    def _from_application(
        self, asked: Asked, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        sent: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, *error: Any) -> Any:
            sent.append((status, headers))
            return start_response(status, headers, *error)

        body = self._application(environ, start)
        noted = environ.get(NOTE)
        # Only what was sent as it is: no other response, and no cookie.
        if noted is not None and sent[-1][1] == list(noted.response.items()):
            self._keep(asked, noted, *sent[-1])
        return body

    def _keep(self, asked: Asked, noted: Noted, status: str, headers: Headers) -> None:
        answer = Repeatable(
            key=noted.key,
            digest=noted.page.digest,
            encoding=noted.page.encoding,
            status=status,
            headers=[(name, value) for name, value in headers if name != REQUEST_ID],
            body=noted.response.content,
            began=_address(asked),
            finished=noted.address,
        )
        size = len(answer.body) + len(str(asked)) + len(str(headers))
        self._answers.keep(asked, answer, size)


def find_asked(environ: Mapping[str, Any]) -> Asked | None:
    """Return everything that may decide about an answer; None if only Django can answer.

    The peer's address decides whether its word about https is believed.
    """
    path = environ["PATH_INFO"]
    if not path.startswith(PATHS) or environ["REQUEST_METHOD"] != "GET":
        return None
    headers = tuple(
        item for item in environ.items() if item[0].startswith("HTTP_") and item[0] not in IGNORED
    )
    peer = environ.get("REMOTE_ADDR") if "HTTP_X_FORWARDED_PROTO" in environ else None
    others = tuple(environ.get(name) for name in OTHERS)
    asked = (path, environ.get("QUERY_STRING", ""), peer, others, headers)
    size = sum(len(name) + len(value) for name, value in headers) + len(asked[1])
    return asked if size <= LONGEST_REQUEST else None


def _address(asked: Asked) -> str:
    """Return method and address as the log names them; the query may differ from the page's."""
    path, query = str(asked[0]), str(asked[1])
    return f"GET {escape_uri_path(path)}{'?' + (iri_to_uri(query) or '') if query else ''}"
