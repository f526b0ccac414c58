"""Errors as RFC 9457 problem documents with stable codes; the one table of HTTP statuses."""

from collections.abc import Mapping
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers, status
from rest_framework.response import Response

from licensing.reasons import public_wording
from shop.core.errors import DomainError

PROBLEM_TYPE = "application/problem+json"
DOMAIN_STATUS = {
    "out_of_stock": status.HTTP_409_CONFLICT,
    "person_limit_reached": status.HTTP_409_CONFLICT,
    "not_sellable": status.HTTP_409_CONFLICT,
    "idempotency_clash": status.HTTP_409_CONFLICT,
    "basket_not_open": status.HTTP_409_CONFLICT,
    "quote_changed": status.HTTP_409_CONFLICT,
    "voucher_refused": status.HTTP_409_CONFLICT,
    "gift_card_refused": status.HTTP_409_CONFLICT,
    "order_state_conflict": status.HTTP_409_CONFLICT,
    "payment_mismatch": status.HTTP_409_CONFLICT,
    "upload_state": status.HTTP_409_CONFLICT,
    "catalog_changed": status.HTTP_409_CONFLICT,
    "another_upload": status.HTTP_409_CONFLICT,
    "nothing_to_undo": status.HTTP_409_CONFLICT,
    "pictures_awaited": status.HTTP_409_CONFLICT,
    "upload_too_large": HTTPStatus.CONTENT_TOO_LARGE,
    "storage_full": status.HTTP_507_INSUFFICIENT_STORAGE,
    "too_many_requests": status.HTTP_429_TOO_MANY_REQUESTS,
    "too_many_unpaid": status.HTTP_409_CONFLICT,
    "payment_unavailable": status.HTTP_503_SERVICE_UNAVAILABLE,
}

DETAILS = {
    "out_of_stock": "There are not so many units left.",
    "person_limit_reached": "One person may not have more units of this article.",
    "not_sellable": "This article may not be sold to that place now.",
    "not_priced": "This article has no price in that market.",
    "quantity_refused": "A basket does not take that many units.",
    "idempotency_clash": "This key was used for another request.",
    "basket_not_open": "This basket has been ordered.",
    "basket_empty": "Nothing in this basket can be ordered.",
    "quote_changed": "The total is another one now: ask for the basket and agree to it.",
    "voucher_refused": "This voucher does not count for this basket.",
    "gift_card_refused": "This gift card does not pay for this basket.",
    "total_too_small": "So small an amount cannot be paid.",
    "delivery_refused": "This way of delivery does not reach that place.",
    "ship_to_refused": "Nothing may be sent to this address.",
    "tax_unknown": "The tax is not known there: `reason` says whether a state is missing.",
    "upload_state": "The upload is not where that begins: ask how it stands.",
    "upload_too_large": "The file is too large.",
    "storage_full": "There is no room for the file now: repeat later.",
    "pictures_refused": "The pictures are no ZIP that can be read, or too large a one.",
    "catalog_changed": "The catalog changed after it was planned: send the file again.",
    "another_upload": "Another upload is being applied: repeat when it has ended.",
    "nothing_to_undo": "Only the last upload that wrote something can be taken back.",
    "pictures_awaited": "The pictures are still being put to the drafts: repeat when they are.",
    "counts_refused": "Nothing was booked: `errors` has what is wrong with each count.",
    "order_state_conflict": "The order has moved on: ask how it stands.",
    "too_many_requests": "Too many tries: wait, then repeat.",
    "too_many_unpaid": "Pay or cancel the orders that wait for payment first.",
    "payment_unavailable": "The payment provider does not answer. The order is kept: repeat.",
}
PUBLIC_FACTS = ("sku", "field", "asked", "left", "limit", "quantity", "expected", "actual")


class ParameterProblem(exceptions.APIException):
    """A query parameter that cannot be understood; names the parameter."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid_parameter"

    def __init__(self, parameter: str, detail: str, code: str = "invalid_parameter") -> None:
        super().__init__(detail, code)
        self.parameter = parameter


class FieldProblems(exceptions.ValidationError):
    """What was sent cannot be used; names every field with its sentence."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__({name: [sentence] for name, sentence in fields.items()})


class ProblemSerializer(serializers.Serializer[Any]):
    """A problem document; `code` is stable, `parameter` names a bad one, `errors` bad fields.

    What may not be sold adds its `sku` and one of the four public `unavailable_code`, a voucher
    that does not count its `voucher_reason`, a gift card that does not pay its `gift_card_reason`.
    Where the total or what is left `to_pay` has changed, `field` says which. Of counts that are
    refused, `errors` has for each its row in what was sent, from 1, the field and a sentence.
    """

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    parameter = serializers.CharField(required=False)
    errors = serializers.DictField(required=False)  # type: ignore[assignment]
    sku = serializers.CharField(required=False)
    unavailable_code = serializers.CharField(required=False)
    voucher_reason = serializers.CharField(required=False)
    gift_card_reason = serializers.CharField(required=False)


def problems(*statuses: int) -> dict[tuple[int, str], type[ProblemSerializer]]:
    """Return what a schema says of these statuses."""
    return {(number, PROBLEM_TYPE): ProblemSerializer for number in statuses}


def problem_response(error: Exception, _context: dict[str, Any]) -> Response | None:
    """Turn an exception into a problem document; None lets Django report a defect."""
    if isinstance(error, DomainError):
        http = DOMAIN_STATUS.get(error.code, status.HTTP_422_UNPROCESSABLE_ENTITY)
        answer = _problem(http, error.code, DETAILS.get(error.code, str(error)), **_facts(error))
        if wait := error.data.get("wait"):
            answer["Retry-After"] = str(wait)
        return answer
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
    answer = _problem(
        error.status_code,
        code if isinstance(code, str) else "invalid",
        str(error.detail) if not isinstance(error.detail, dict | list) else "Invalid input.",
        **extra,
    )
    if asked := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = asked
    if wait := getattr(error, "wait", None):
        answer["Retry-After"] = str(ceil(wait))
    return answer


def _facts(error: DomainError) -> dict[str, Any]:
    """Return what an app may know of a refusal; never the reason code of rights."""
    known = {name: error.data[name] for name in PUBLIC_FACTS if name in error.data}
    if error.code == "voucher_refused":
        known["voucher_reason"] = error.data["reason"]
    if error.code == "gift_card_refused":
        known["gift_card_reason"] = error.data["reason"]
    if error.code == "counts_refused":
        known["errors"] = {"counts": error.data["problems"]}
    if error.code == "not_sellable":
        known["unavailable_code"] = public_wording(str(error.data.get("reason", "")))
    return known


def _problem(http: int, code: str, detail: str, **extra: Any) -> Response:
    body = {"type": f"about:blank#{code}", "title": code.replace("_", " "), "status": http}
    return Response(
        {**body, "code": code, "detail": detail, **extra}, status=http, content_type=PROBLEM_TYPE
    )
