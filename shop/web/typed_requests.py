"""Normalization of request data before any view reads it.

Single-line text loses control characters, invisible characters and unusual spaces; multi-line text
keeps its spaces. Email addresses are normalized. Width, case and dashes of codes are left to the
fields of codes (`shop.web.typed_fields`). JSON of the API is cleaned by its parser.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import QueryDict

from shop.platform.core.typed_text import (
    clean_typed,
    clean_values,
    fold_width,
    has_controls,
    normalize_email,
    plain_code,
    plain_text,
)

# A secret is compared as typed.
SECRETS = ("password", "csrfmiddlewaretoken")
EMAILS = frozenset({"email", "login", "recipient"})
SEARCH, ADMIN = "q", "/admin/"
ACCOUNT_PAGES, ONE_TIME_CODE = "/accounts/", "code"
API, ACCOUNT_API = "/api/", "/_allauth/"
JSON = "application/json"
# Values of these characters are clean; the value of an email address is not compared as typed.
CLEAN_QUERY = re.compile(r"(?!.*(?:email|login|recipient))[A-Za-z0-9=&_.-]*")


class TypedTextMiddleware:
    """Clean the query string, the form and the account API's JSON; refuse controls in the path."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean the query string; forms are cleaned in `process_view`."""
        query = request.META.get("QUERY_STRING", "")
        if not CLEAN_QUERY.fullmatch(query) and not _is_refused(request):
            request.GET = _cleaned_query(request)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Clean a form whose token was read already; other bodies are left to their views.

        Raises `Http404` for an address with control characters, because no page has one.
        """
        if has_controls(request.path_info):
            raise Http404
        if request.method in {"GET", "HEAD"}:
            return None
        if request.path_info.startswith(ACCOUNT_API):
            return _clean_account_json(request) if request.content_type == JSON else None
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
            if request.path_info.startswith(ACCOUNT_PAGES) and ONE_TIME_CODE in request.POST:
                request.POST = _with_code(request.POST)  # type: ignore[assignment]
        return None


def _is_refused(request: HttpRequest) -> bool:
    """Return whether the API will report the control character as an error of the parameter."""
    return request.path_info.startswith(API) and any(
        has_controls(str(value)) for value in request.GET.values()
    )


def _cleaned(data: QueryDict) -> QueryDict:
    """Return a copy with clean values; secrets are unchanged."""
    copy = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        copy.setlist(clean_typed(name), [_clean_value(name, value) for value in values])
    copy._mutable = False  # noqa: SLF001  as Django makes it
    return copy


def _cleaned_query(request: HttpRequest) -> QueryDict:
    """Return the query with folded search terms; Django's admin compares them as they are."""
    query = _cleaned(request.GET)
    if not query.get(SEARCH):
        return query
    fold = plain_text if request.path_info.startswith(ADMIN) else fold_width
    folded = query.copy()
    folded[SEARCH] = fold(str(query[SEARCH]))
    folded._mutable = False  # noqa: SLF001
    return folded


def _with_code(data: QueryDict) -> QueryDict:
    """Return a form whose one-time or recovery code has no spaces and plain letters and digits."""
    copy = data.copy()
    copy[ONE_TIME_CODE] = plain_code(str(data[ONE_TIME_CODE]))
    copy._mutable = False  # noqa: SLF001
    return copy


def _clean_value(name: str, value: str) -> str:
    if any(word in name for word in SECRETS):
        return value.encode(errors="ignore").decode()
    if name in EMAILS:
        return normalize_email(value)
    # Forms send line ends as CR LF, and validators count them like that.
    return clean_typed(value).replace("\n", "\r\n") if "\r\n" in value else clean_typed(value)


def _clean_account_json(request: HttpRequest) -> HttpResponseBase | None:
    """Clean the JSON of allauth's API, which reads the body itself; refuse all but objects."""
    if not request.body:
        return None
    try:
        sent = json.loads(request.body)
        cleaned = clean_values(sent)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        return JsonResponse({"status": 400, "errors": [{"code": "invalid"}]}, status=400)
    if sent:
        texts = ((name, value) for name, value in sent.items() if isinstance(value, str))
        cleaned |= {clean_typed(name): _clean_value(name, value) for name, value in texts}
        if isinstance(code := cleaned.get(ONE_TIME_CODE), str):
            cleaned[ONE_TIME_CODE] = plain_code(code)
    request._body = json.dumps(cleaned).encode()  # noqa: SLF001
    return None
