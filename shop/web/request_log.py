"""The log lines at the begin and end of a request, prepared only if a logger writes them.

By default requests are logged as warnings only, from the status 400 on. Everything else that the
middleware of django-structlog does for a line would be done for nothing.
"""

import logging
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django_structlog.app_settings import app_settings
from django_structlog.middlewares import RequestMiddleware
from structlog.contextvars import bind_contextvars, clear_contextvars

FIRST_ERROR = 400
_log = logging.getLogger("django_structlog.middlewares.request")


class RequestLogMiddleware(RequestMiddleware):
    """Bind a request id to every line of a request; log its begin and end."""

    def prepare(self, request: HttpRequest) -> None:
        """Bind the id, and log that the request began."""
        if _log.isEnabledFor(app_settings.STATUS_START_LOG_LEVEL):
            super().prepare(request)
        else:
            bind_contextvars(request_id=str(uuid4()))

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """Log that the request ended, and forget its id."""
        if (
            response.status_code >= FIRST_ERROR
            or isinstance(response, StreamingHttpResponse)
            or hasattr(request, "_raised_exception")
            or _log.isEnabledFor(app_settings.STATUS_2XX_LOG_LEVEL)
        ):
            super().handle_response(request, response)
        else:
            clear_contextvars()
