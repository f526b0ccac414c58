"""Problem documents, and responses with one for code outside of REST framework."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from shop.platform.problems.texts import detail_of, title_of

LANGUAGE_CODES = frozenset(code for code, _name in settings.LANGUAGES)
PROBLEM_TYPE = "application/problem+json"


def problem_document(
    status: int, code: str, detail: str | None = None, **members: Any
) -> dict[str, Any]:
    """Return a problem document in the active language, with the members of its code."""
    return {
        "type": f"about:blank#{code}",
        "title": title_of(status),
        "status": int(status),
        "code": code,
        "detail": detail_of(code) or code.replace("_", " ") if detail is None else detail,
        **members,
    }


def problem_answer(
    request: HttpRequest, status: HTTPStatus | int, code: str, **members: Any
) -> JsonResponse:
    """Return a response with a problem document in the requested language."""
    with translation.override(requested_language(request)):
        answer = JsonResponse(
            problem_document(status, code, **members), status=status, content_type=PROBLEM_TYPE
        )
        answer.headers["Content-Language"] = translation.get_language() or "en"
    patch_vary_headers(answer, ["Accept-Language"])
    return answer


def requested_language(request: HttpRequest) -> str:
    """Return the language of `?language=` if the shop has it, else of `Accept-Language`."""
    code = request.GET.get("language", "")
    if code in LANGUAGE_CODES:
        return code
    return translation.get_language_from_request(request)
