"""Base class of the API's views: language of the answer and known query parameters."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.cache import patch_vary_headers
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shop.api.errors import ParameterProblem
from shop.markets.models import Market

LANGUAGE = OpenApiParameter(
    "language",
    enum=[code for code, _name in settings.LANGUAGES],
    description="Language of texts and errors. Default: the best match of `Accept-Language`.",
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
    """A view that answers in the language asked for and refuses unknown query parameters."""

    query_parameters: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Choose the language first, so that every refusal is in it."""
        translation.activate(_accepted(request))
        super().initial(request, *args, **kwargs)
        _check_parameters(request, self.query_parameters | {"language", "format"})
        translation.activate(negotiated_language(request))

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Say in which language the answer is, and what it depends on."""
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Content-Language", translation.get_language() or "en")
        patch_vary_headers(answer, ["Accept-Language"])
        return answer


def use_language_of(request: Request, market: Market) -> str:
    """Activate and return the language of the answer among those of a market.

    Raises `ParameterProblem` if `language` names one that the market does not have.
    """
    language = negotiated_language(request)
    if language not in market.languages:
        if request.query_params.get("language"):
            raise ParameterProblem(
                "language",
                f"Market {market.code!r} has {', '.join(market.languages)}.",
                "unknown_language",
            )
        language = market.default_language
    translation.activate(language)
    return language


def negotiated_language(request: Request) -> str:
    """Return the language of `language`, else of `Accept-Language`. Raises `ParameterProblem`."""
    code: str = request.query_params.get("language", "")
    if code and code not in dict(settings.LANGUAGES):
        raise ParameterProblem("language", "This language is not offered.", "unknown_language")
    return code or _accepted(request)


def _accepted(request: Request) -> str:
    original: HttpRequest = request._request  # noqa: SLF001  DRF's documented escape
    return translation.get_language_from_request(original)


def _check_parameters(request: Request, known: frozenset[str]) -> None:
    for name in request.query_params:
        if name not in known:
            message = f"Unknown parameter. Known: {', '.join(sorted(known - {'format'}))}."
            raise ParameterProblem(name[:60], message, "unknown_parameter")
        if len(request.query_params.getlist(name)) > 1:
            raise ParameterProblem(name, "Send this parameter once.")
