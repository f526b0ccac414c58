"""The table of the API: every method and path, its operation, and its parameters."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.stripe_sandbox import (
    charges,
    customer_sessions,
    customers,
    disputes,
    files,
    intent_fields,
    intents,
    payment_methods,
    refunds,
    search,
)
from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.listing import PAGING, allowed, lister
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.store import Record

EXPAND = frozenset({"expand"})
METADATA = EXPAND | {"metadata"}


@dataclass(frozen=True)
class Endpoint:
    """One operation. `by_client` opens it to publishable keys, `by_app` to ephemeral keys."""

    method: str
    path: str
    run: Callable[[Call, Params], Record]
    params: frozenset[str] = EXPAND
    by_client: bool = False
    by_app: bool = False


def _list(kind: str, path: str, *, by_app: bool = False) -> Endpoint:
    return Endpoint("GET", path, lister(kind, path), allowed(kind), by_app=by_app)


def _search(kind: str, path: str) -> Endpoint:
    return Endpoint("GET", path, search.searcher(kind, path), search.ALLOWED)


def _retrieve_event(call: Call, _params: Params) -> Record:
    """Return one event."""
    return call.get("event", call.path["id"])


_INTENT, _CHARGE, _REFUND = "/v1/payment_intents", "/v1/charges", "/v1/refunds"
_DISPUTE, _CUSTOMER, _METHOD = "/v1/disputes", "/v1/customers", "/v1/payment_methods"
_BALANCE, _EPHEMERAL = "/v1/balance_transactions", "/v1/ephemeral_keys"
_SESSION = "/v1/customer_sessions"

ENDPOINTS = (
    Endpoint("POST", _INTENT, intents.create, intent_fields.CREATE),
    _list("payment_intent", _INTENT),
    _search("payment_intent", f"{_INTENT}/search"),
    Endpoint("GET", f"{_INTENT}/{{id}}", intents.retrieve, intent_fields.RETRIEVE, by_client=True),
    Endpoint("POST", f"{_INTENT}/{{id}}", intents.update, intent_fields.UPDATE),
    Endpoint(
        "POST", f"{_INTENT}/{{id}}/confirm", intents.confirm, intent_fields.CONFIRM, by_client=True
    ),
    Endpoint("POST", f"{_INTENT}/{{id}}/cancel", intents.cancel, intent_fields.CANCEL),
    Endpoint("POST", f"{_INTENT}/{{id}}/capture", intents.capture, intent_fields.CAPTURE),
    _list("charge", _CHARGE),
    _search("charge", f"{_CHARGE}/search"),
    Endpoint("GET", f"{_CHARGE}/{{id}}", charges.retrieve),
    Endpoint(
        "POST", f"{_CHARGE}/{{id}}", charges.update, METADATA | {"description", "receipt_email"}
    ),
    Endpoint("POST", _REFUND, refunds.create, refunds.CREATE),
    _list("refund", _REFUND),
    Endpoint("GET", f"{_REFUND}/{{id}}", refunds.retrieve),
    Endpoint("POST", f"{_REFUND}/{{id}}", refunds.update, METADATA),
    _list("dispute", _DISPUTE),
    Endpoint("POST", "/v1/files", files.create, files.CREATE),
    Endpoint("GET", f"{_DISPUTE}/{{id}}", disputes.retrieve),
    Endpoint("POST", f"{_DISPUTE}/{{id}}", disputes.update, disputes.UPDATE),
    Endpoint("POST", f"{_DISPUTE}/{{id}}/close", disputes.close),
    _list("event", "/v1/events"),
    Endpoint("GET", "/v1/events/{id}", _retrieve_event),
    _list("balance_transaction", _BALANCE),
    Endpoint("GET", f"{_BALANCE}/{{id}}", charges.retrieve_balance_transaction),
    Endpoint("POST", _CUSTOMER, customers.create, customers.CHANGE),
    _list("customer", _CUSTOMER),
    _search("customer", f"{_CUSTOMER}/search"),
    Endpoint("GET", f"{_CUSTOMER}/{{id}}", customers.retrieve, by_app=True),
    Endpoint("POST", f"{_CUSTOMER}/{{id}}", customers.update, customers.CHANGE),
    Endpoint("DELETE", f"{_CUSTOMER}/{{id}}", customers.delete),
    Endpoint(
        "GET",
        f"{_CUSTOMER}/{{customer}}/payment_methods",
        lister("payment_method", _METHOD),
        PAGING | {"type"},
        by_app=True,
    ),
    Endpoint("POST", _SESSION, customer_sessions.create, customer_sessions.CREATE),
    Endpoint("POST", _EPHEMERAL, customers.create_ephemeral_key, customers.EPHEMERAL_KEY),
    Endpoint("DELETE", f"{_EPHEMERAL}/{{id}}", customers.delete_ephemeral_key),
    Endpoint("POST", _METHOD, payment_methods.create, payment_methods.CREATE, by_client=True),
    _list("payment_method", _METHOD, by_app=True),
    Endpoint("GET", f"{_METHOD}/{{id}}", payment_methods.retrieve),
    Endpoint("POST", f"{_METHOD}/{{id}}", payment_methods.update, METADATA | {"billing_details"}),
    Endpoint("POST", f"{_METHOD}/{{id}}/attach", payment_methods.attach, EXPAND | {"customer"}),
    Endpoint("POST", f"{_METHOD}/{{id}}/detach", payment_methods.detach, by_app=True),
)
