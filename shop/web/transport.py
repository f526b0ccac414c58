"""Transport rules for every request: https for the API, bounded bodies, no caching."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from shop.platform.problems.documents import problem_answer
from shop.web.errors import files_too_large

type Handler = Callable[[HttpRequest], HttpResponse]

BODY_LIMIT_BYTES = 3 * 1024 * 1024
# Only the back office, returns, messages and applications accept files; each form has a limit.
UPLOAD_AREAS = ("/licensee/", "/dashboard/", "/admin/", "/rights/", "/api/v1/licensee/")
PUBLIC_UPLOADS = re.compile(
    r"^/[\w-]+/(?:order/[^/]+/(?:return|help)|get-help|become-a-licensee)/$"
)
PUBLIC_UPLOAD_LIMIT_BYTES = 40 * 1024 * 1024
# Responses that are the same for everybody. All others are private.
PUBLIC = re.compile(
    r"^/(?:$|(?:products|search|games|sport|country|category|p|media|static|not-found)(?:/|$)"
    r"|api/v1/(?:markets|products|schema|docs)(?:/|$)|sitemap|robots\.txt|favicon\.ico|\.well-known/"
    r"|healthz|readyz)"
)
# Sitemaps are not included: they list sellable products, which a revocation changes at once.
ASSETS = re.compile(r"^/(?:static|media|robots\.txt|favicon\.ico|\.well-known/)")
ASSETS_CACHE = "public, max-age=3600"
# Pictures are compressed already; compressing them again takes time and saves nothing.
COMPRESSIBLE = re.compile(
    r"(?:text/|image/svg\+xml|application/(?:json|javascript|xml|\w+\+(?:json|xml)))"
)


class CompressionMiddleware(GZipMiddleware):
    """Compress text responses; pictures, fonts and archives are sent unchanged."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        """Return the response, compressed if it is text and the browser supports it."""
        if not COMPRESSIBLE.match(response.headers.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


class SecureApiMiddleware:
    """Refuse /api/ over plain http: a redirect would hide that a key was sent in the clear."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return 403 if the shop requires https."""
        insecure = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if insecure and request.path_info.startswith("/api/"):
            return problem_answer(request, HTTPStatus.FORBIDDEN, "https_required")
        return self.get_response(request)


class BodyLimitMiddleware:
    """Refuse large bodies and files, before they are read, where no upload is expected."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse with 413, or let the request read a body without files."""
        if request.path_info.startswith(UPLOAD_AREAS):
            return self.get_response(request)
        takes_files = PUBLIC_UPLOADS.match(request.path_info) is not None
        limit = PUBLIC_UPLOAD_LIMIT_BYTES if takes_files else BODY_LIMIT_BYTES
        if content_length(request) > limit and takes_files:
            return files_too_large(request, limit)
        if content_length(request) > limit:
            return problem_answer(request, HTTPStatus.CONTENT_TOO_LARGE, "body_too_large")
        if not takes_files:
            request.upload_handlers = [RefuseFiles(request)]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 400 to JSON that is nested more deeply than Python can read."""
        if isinstance(error, RecursionError) and request.content_type == "application/json":
            return problem_answer(request, HTTPStatus.BAD_REQUEST, "too_deep")
        return None


class RefuseFiles(FileUploadHandler):
    """Upload handler of addresses that accept no files: the first file ends the request."""

    def new_file(self, *_arguments: object, **_details: object) -> None:
        """Refuse the file. Raises `SuspiciousOperation`, which is answered with 400."""
        raise SuspiciousOperation("files are not accepted at this address")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Store nothing."""

    def file_complete(self, file_size: int) -> None:
        """Return no file."""


class PrivateResponseMiddleware:
    """Keep responses with personal data out of every cache."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the response `no-store` unless it is the same for everybody."""
        with_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        with_key = "Authorization" in request.headers
        response = self.get_response(request)
        path = request.path_info
        if is_private(path):
            patch_vary_headers(
                response, ["Authorization" if path.startswith("/api/") else "Cookie"]
            )
        elif ASSETS.match(path):
            response.headers.setdefault("Cache-Control", ASSETS_CACHE)
            return response
        elif not (with_session or with_key):
            # The page depends on the cookies of market and basket, and on rights that may end at
            # any time: a browser may store it, but must revalidate it before showing it again.
            response.headers.setdefault("Cache-Control", "private, no-cache")
            return response
        if "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "private, no-store"
        return response


def is_private(path: str) -> bool:
    """Return whether an address without its market prefix is private."""
    return not PUBLIC.match(path)


def content_length(request: HttpRequest) -> int:
    """Return the announced length of the body in bytes."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if str(text).isdigit() else 0
