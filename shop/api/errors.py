"""Errors as RFC 9457 problem documents with stable codes; the only table of HTTP statuses."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from http import HTTPStatus
from math import ceil
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response

from licensing.rules.reasons import public_wording
from shop.platform.core.errors import DomainError
from shop.platform.core.money import amount_text
from shop.platform.problems.documents import PROBLEM_TYPE, problem_document
from shop.platform.problems.texts import VAT_NUMBER_REASONS, cancellation_text

log = structlog.get_logger(__name__)

# A lock is waited for at most 2 s and a statement runs at most 5 s, so the next try is worthwhile
# soon; a payment provider that does not answer needs longer.
BUSY_RETRY_AFTER_S = 2
PROVIDER_RETRY_AFTER_S = 10
DOMAIN_STATUS = {
    "out_of_stock": status.HTTP_409_CONFLICT,
    "person_limit_reached": status.HTTP_409_CONFLICT,
    "not_sellable": status.HTTP_409_CONFLICT,
    "not_sold_in_country": status.HTTP_404_NOT_FOUND,
    "idempotency_clash": status.HTTP_409_CONFLICT,
    "basket_not_open": status.HTTP_409_CONFLICT,
    "quote_changed": status.HTTP_409_CONFLICT,
    "voucher_refused": status.HTTP_409_CONFLICT,
    "gift_card_refused": status.HTTP_409_CONFLICT,
    "gift_wrap_refused": status.HTTP_409_CONFLICT,
    "gift_card_not_sold": status.HTTP_409_CONFLICT,
    "delivery_change_refused": status.HTTP_409_CONFLICT,
    "return_refused": status.HTTP_409_CONFLICT,
    "order_not_cancellable": status.HTTP_409_CONFLICT,
    "variant_required": status.HTTP_409_CONFLICT,
    "order_state_conflict": status.HTTP_409_CONFLICT,
    "payment_not_started": status.HTTP_409_CONFLICT,
    "payment_mismatch": status.HTTP_409_CONFLICT,
    "upload_state": status.HTTP_409_CONFLICT,
    "catalog_changed": status.HTTP_409_CONFLICT,
    "old_stock_counts": status.HTTP_409_CONFLICT,
    "another_upload": status.HTTP_409_CONFLICT,
    "nothing_to_undo": status.HTTP_409_CONFLICT,
    "pictures_awaited": status.HTTP_409_CONFLICT,
    "upload_too_large": HTTPStatus.CONTENT_TOO_LARGE,
    "storage_full": status.HTTP_507_INSUFFICIENT_STORAGE,
    "too_many_requests": status.HTTP_429_TOO_MANY_REQUESTS,
    "too_many_unpaid": status.HTTP_409_CONFLICT,
    "tax_unavailable": status.HTTP_503_SERVICE_UNAVAILABLE,
    "payment_unavailable": status.HTTP_503_SERVICE_UNAVAILABLE,
}
PLAIN_PROBLEMS = {
    Http404: (404, "not_found"),
    PermissionDenied: (403, "forbidden"),
    RequestDataTooBig: (413, "body_too_large"),
}
# Codes of the framework whose details our own texts replace.
REWORDED = {"method_not_allowed", "not_authenticated", "unsupported_media_type"}
NOT_CANCELLABLE = "order_not_cancellable"
# Members of problem documents with the reason of a refusal, by its code.
REASON_NAMES = {
    NOT_CANCELLABLE: "cancel_reason",
    "delivery_change_refused": "delivery_reason",
    "gift_card_refused": "gift_card_reason",
    "return_refused": "return_reason",
    "voucher_refused": "voucher_reason",
}
PUBLIC_FACTS = (
    "sku",
    "field",
    "asked",
    "left",
    "limit",
    "quantity",
    "expected",
    "actual",
    "order",
    "markets",
)


class ParameterProblem(exceptions.APIException):
    """An invalid value; names the query parameter, header or body field.

    `source` says where the value was sent: "query", "header" or "body".
    """

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "invalid_parameter"

    def __init__(
        self,
        parameter: str,
        detail: str,
        code: str = "invalid_parameter",
        *,
        source: str = "query",
    ) -> None:
        super().__init__(detail, code)
        self.parameter = parameter
        self.source = source


class FieldProblems(exceptions.ValidationError):
    """Invalid fields of the body, each with its message."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__({name: [sentence] for name, sentence in fields.items()})


def problem_response(error: Exception, _context: dict[str, Any]) -> Response | None:
    """Convert an exception into a problem document; None lets Django report an error."""
    if isinstance(error, DomainError):
        return _refusal(error)
    for kind, plain in PLAIN_PROBLEMS.items():
        if isinstance(error, kind):
            return _problem(*plain)
    if isinstance(error, OperationalError):  # a lock, a time-out, a database that restarts
        log.warning("api.database_busy", error=type(error.__cause__ or error).__name__)
        busy = _problem(503, "busy")
        busy["Retry-After"] = str(BUSY_RETRY_AFTER_S)
        return busy
    if not isinstance(error, exceptions.APIException):
        return None
    return _invalid(error)


def _refusal(error: DomainError) -> Response:
    http = DOMAIN_STATUS.get(error.code, status.HTTP_422_UNPROCESSABLE_ENTITY)
    detail = cancellation_text(error.data) if error.code == NOT_CANCELLABLE else None
    answer = _problem(http, error.code, detail, **_facts(error))
    if wait := error.data.get("wait"):
        answer["Retry-After"] = str(wait)
    elif http == status.HTTP_503_SERVICE_UNAVAILABLE:
        answer["Retry-After"] = str(PROVIDER_RETRY_AFTER_S)
    return answer


def _invalid(error: exceptions.APIException) -> Response:
    code, extra = error.get_codes(), dict[str, Any]()
    if isinstance(error, ParameterProblem):
        extra["parameter"] = error.parameter
        extra["errors"] = [_named(error.source, error.parameter, str(code), str(error.detail))]
    elif isinstance(error, exceptions.ValidationError):
        extra["errors"] = list(_pointed(error.get_full_details(), "#"))
    if isinstance(code, str):
        detail = None if code in REWORDED else str(error.detail)
        answer = _problem(error.status_code, code, detail, **extra)
    else:
        answer = _problem(error.status_code, "invalid", **extra)
    if challenge := getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        answer["Retry-After"] = str(ceil(wait))
    return answer


def _named(source: str, name: str, code: str, detail: str) -> dict[str, str]:
    if source == "body":
        return {"pointer": f"#/{name}", "code": code, "detail": detail}
    key = "header" if source == "header" else "parameter"
    return {key: name, "code": code, "detail": detail}


def _pointed(details: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Yield the problems in a serializer's details with the JSON pointer of each field."""
    if isinstance(details, list):
        for position, item in enumerate(details):
            # A field's messages are a list too: they belong to the field itself.
            yield from _pointed(item, pointer if _is_message(item) else f"{pointer}/{position}")
    elif _is_message(details):
        yield {"pointer": pointer, "code": details["code"], "detail": str(details["message"])}
    else:
        for name, item in details.items():
            whole = name == "non_field_errors"
            yield from _pointed(item, pointer if whole else f"{pointer}/{_escaped(str(name))}")


def _is_message(details: Any) -> bool:
    return (
        isinstance(details, dict)
        and details.keys() == {"message", "code"}
        and isinstance(details["message"], str)
    )


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _facts(error: DomainError) -> dict[str, Any]:
    """Return the data of a refusal that an app may see; never the reason code of rights."""
    facts = {name: error.data[name] for name in PUBLIC_FACTS if name in error.data}
    if error.code == "too_many_requests":
        facts.pop("limit", None)  # the name of the rate, not a number of units
    if error.code in REASON_NAMES:
        facts[REASON_NAMES[error.code]] = error.data["reason"]
    if error.data.get("reason") == "not_agreed":
        facts["exchange"] = _exchange_price(error)
    if error.code == "basket_not_open" and "order_token" in error.data:
        facts["order_token"] = error.data["order_token"]
    if error.code == "counts_refused":
        rows: Any = error.data["problems"]
        facts["errors"] = [_count_problem(problem) for problem in rows]
    if error.code == "vat_number_refused":
        facts["errors"] = [_vat_number_problem(error)]
    if error.code == "tax_unknown":
        facts["errors"] = [_tax_problem(error)]
    if error.code == "not_sellable":
        facts["unavailable_code"] = public_wording(str(error.data.get("reason", "")))
    return facts


def _exchange_price(error: DomainError) -> dict[str, str]:
    """Return the price of an exchange, to which the buyer has to agree."""
    currency = str(error.data["currency"])
    amounts = {
        name: amount_text(Decimal(str(error.data[name])), currency)
        for name in ("to_pay", "tax", "back")
    }
    return amounts | {"currency": currency}


def _vat_number_problem(error: DomainError) -> dict[str, str]:
    """Return the error of the field that makes a VAT number unusable."""
    field, reason = str(error.data["field"]), str(error.data["reason"])
    return {"pointer": f"#/{field}", "code": reason, "detail": str(VAT_NUMBER_REASONS[reason])}


def _tax_problem(error: DomainError) -> dict[str, str]:
    """Return the error of the field that the tax depends on."""
    if error.data["reason"] == "region_required":
        detail = _("Send the state or province. It is needed to calculate the tax.")
        return {"pointer": "#/state", "code": "required", "detail": detail}
    detail = _("Tax cannot be calculated for this country yet.")
    return {"pointer": "#/country", "code": "not_configured", "detail": detail}


def _count_problem(problem: Mapping[str, Any]) -> dict[str, str]:
    """Return the error of a refused count; the service counts rows from 1, JSON pointers from 0."""
    pointer = f"#/counts/{problem['row'] - 1}/{problem['field']}"
    return {"pointer": pointer, "code": "invalid", "detail": problem["message"]}


def _problem(http: int, code: str, detail: str | None = None, **extra: Any) -> Response:
    return Response(
        problem_document(http, code, detail, **extra), status=http, content_type=PROBLEM_TYPE
    )
