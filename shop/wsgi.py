"""The WSGI entrance that gunicorn serves."""

import os
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
_django = get_wsgi_application()

# Its modules need the models, which Django has loaded by now.
from shop.call_room import with_room  # noqa: E402
from shop.web.page_store.repeated_reads import RepeatedReads  # noqa: E402

_shop = with_room(RepeatedReads(_django))


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answer a request; refuse one without Host, as RFC 9112, section 3.2 says."""
    if not environ.get("HTTP_HOST"):
        status = f"{HTTPStatus.BAD_REQUEST.value} {HTTPStatus.BAD_REQUEST.phrase}"
        start_response(status, [("Content-Type", "text/plain"), ("Content-Length", "0")])
        return []
    return _shop(environ, start_response)
