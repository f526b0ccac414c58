"""Errors as RFC 9457 problem documents with stable codes; the one table of HTTP statuses."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from shop.core.errors import DomainError

PROBLEM_TYPE = "application/problem+json"
DOMAIN_STATUS = {
    "out_of_stock": status.HTTP_409_CONFLICT,
    "not_sellable": status.HTTP_409_CONFLICT,
    "idempotency_clash": status.HTTP_409_CONFLICT,
    "payment_unavailable": status.HTTP_503_SERVICE_UNAVAILABLE,
}


class ParameterProblem(exceptions.APIException):
    """A query parameter that cannot be understood; names the parameter."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid_parameter"

    def __init__(self, parameter: str, detail: str, code: str = "invalid_parameter") -> None:
        super().__init__(detail, code)
        self.parameter = parameter


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document; `code` is stable, `parameter` names a bad one."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    parameter = serializers.CharField(required=False)


def problems(*statuses: int) -> dict[tuple[int, str], type[ProblemSerializer]]:
    """Return what a schema says of these statuses."""
    return {(number, PROBLEM_TYPE): ProblemSerializer for number in statuses}


def problem_response(error: Exception, _context: dict[str, Any]) -> Response | None:
    """Turn an exception into a problem document; None lets Django report a defect."""
    if isinstance(error, DomainError):
        http = DOMAIN_STATUS.get(error.code, status.HTTP_422_UNPROCESSABLE_ENTITY)
        return _problem(http, error.code, str(error))
    if isinstance(error, Http404):
        return _problem(404, "not_found", "There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return _problem(403, "forbidden", "You may not do this.")
    if not isinstance(error, exceptions.APIException):
        return None
    extra: dict[str, Any] = {}
    if isinstance(error, ParameterProblem):
        extra["parameter"] = error.parameter
    elif isinstance(error, exceptions.ValidationError):
        extra["errors"] = error.detail
    code = error.get_codes()
    return _problem(
        error.status_code,
        code if isinstance(code, str) else "invalid",
        str(error.detail) if not isinstance(error.detail, dict | list) else "Invalid input.",
        **extra,
    )


def _problem(http: int, code: str, detail: str, **extra: Any) -> Response:
    body = {"type": f"about:blank#{code}", "title": code.replace("_", " "), "status": http}
    return Response(
        {**body, "code": code, "detail": detail, **extra}, status=http, content_type=PROBLEM_TYPE
    )
