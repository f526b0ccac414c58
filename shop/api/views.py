"""Base class of the API's views: language of the answer and known query parameters."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from structlog.contextvars import get_contextvars

from shop.api.errors import ParameterProblem
from shop.commerce.markets.models import Market
from shop.platform.core.typed_text import has_controls
from shop.platform.problems.documents import problem_answer, requested_language

LANGUAGE_CODES = tuple(code for code, _name in settings.LANGUAGES)
LANGUAGE = OpenApiParameter(
    "language",
    enum=list(LANGUAGE_CODES),
    description="Language of texts and errors. Default: best match of `Accept-Language`.",
)


def parameter_names(*groups: Iterable[OpenApiParameter]) -> frozenset[str]:
    """Return the names of the query parameters among documented parameters."""
    return frozenset(
        parameter.name
        for group in groups
        for parameter in group
        if parameter.location == OpenApiParameter.QUERY
    )


class ApiView(APIView):
    """A view that answers in the requested language and refuses unknown query parameters."""

    query_parameters: ClassVar[frozenset[str]] = frozenset()
    repeatable_parameters: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Activate the language first, so that every error message is translated."""
        translation.activate(requested_language(request._request))  # noqa: SLF001  documented
        super().initial(request, *args, **kwargs)
        allowed = self.query_parameters | {"language", "format"}
        _check_parameters(request, allowed, self.repeatable_parameters)
        negotiated_language(request)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Set the headers for language and caching, and the request id of the logs."""
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Content-Language", translation.get_language() or "en")
        if request_id := get_contextvars().get("request_id"):
            answer.headers["X-Request-ID"] = str(request_id)
        patch_vary_headers(answer, ["Accept-Language"])
        return answer


@csrf_exempt
def unknown_address(request: HttpRequest) -> HttpResponse:
    """Answer 404 to any method at an unknown address of the API."""
    return problem_answer(request, 404, "not_found")


@csrf_exempt
def show_schema(request: HttpRequest) -> HttpResponse:
    """Return the schema; its libraries are loaded by the first request."""
    from shop.api.schema import views

    answer: HttpResponse = views.schema(request)
    return answer


@csrf_exempt
def show_docs(request: HttpRequest) -> HttpResponse:
    """Show the documentation; its libraries are loaded by the first request."""
    from shop.api.schema import views

    answer: HttpResponse = views.docs(request)
    return answer


def use_language_of(request: Request, market: Market) -> str:
    """Activate and return the language of the response among those of a market.

    Raises `ParameterProblem` if `language` names one that the market does not have.
    """
    language = negotiated_language(request)
    if language not in market.languages:
        if request.query_params.get("language"):
            raise unknown_language(market, source="query")
        language = market.default_language
    translation.activate(language)
    return language


def unknown_language(market: Market, *, source: str) -> ParameterProblem:
    """Return the problem of a language that a market does not have."""
    message = _("Market %(market)s is available in these languages: %(languages)s.")
    facts = {"market": market.code, "languages": ", ".join(market.languages)}
    return ParameterProblem("language", message % facts, "unknown_language", source=source)


def negotiated_language(request: Request) -> str:
    """Return the language of `language`, else of `Accept-Language`. Raises `ParameterProblem`."""
    if request.query_params.get("language", "en") not in LANGUAGE_CODES:
        message = _("Unknown language. Send one of: %(languages)s.") % {
            "languages": ", ".join(LANGUAGE_CODES)
        }
        raise ParameterProblem("language", message, "unknown_language")
    return requested_language(request._request)  # noqa: SLF001  DRF's documented escape


def _check_parameters(
    request: Request, allowed: frozenset[str], repeatable: frozenset[str]
) -> None:
    for name in request.query_params:
        if name not in allowed:
            message = _("Unknown parameter: %(name)s. Known parameters: %(names)s.")
            names = ", ".join(sorted(allowed - {"format"}))
            message %= {"name": name[:60], "names": names}
            raise ParameterProblem(name[:60], message, "unknown_parameter")
        values = request.query_params.getlist(name)
        if name not in repeatable and len(values) > 1:
            raise ParameterProblem(name, _("Send this parameter only once."))
        if any(has_controls(value) for value in values):
            raise ParameterProblem(name, _("The value contains a control character."))
