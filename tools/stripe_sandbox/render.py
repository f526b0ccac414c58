"""Rendering of answers: nothing private, objects named by `expand`, few fields for a publishable
key.
"""

from tools.stripe_sandbox.context import Sandbox, public
from tools.stripe_sandbox.errors import ApiError, bad_param
from tools.stripe_sandbox.params import names
from tools.stripe_sandbox.store import Record

KIND_OF_PREFIX = {
    "pi": "payment_intent",
    "ch": "charge",
    "re": "refund",
    "du": "dispute",
    "txn": "balance_transaction",
    "po": "payout",
    "cus": "customer",
    "pm": "payment_method",
}
CLIENT_FIELDS = names("""
    id object amount amount_details automatic_payment_methods canceled_at cancellation_reason
    capture_method client_secret confirmation_method created currency description
    last_payment_error livemode next_action payment_method payment_method_types processing
    receipt_email setup_future_usage shipping source status
    """)
"""The fields of a PaymentIntent that a publishable key may see."""


def shown(box: Sandbox, record: Record, expand: list[str], *, by_client: bool) -> Record:
    """Return the final form of a response."""
    answer = public(record)
    if isinstance(answer.get("data"), list):
        answer["data"] = [public(item) for item in answer["data"]]
    for path in expand:
        _expand(box, answer, path.split("."), path)
    return _for_browser(answer) if by_client else answer


def error_body(error: ApiError, *, by_client: bool) -> Record:
    """Return the body of an error; objects inside it show no more fields than a response."""
    body = error.body()
    for key, value in body["error"].items():
        if isinstance(value, dict):
            inside = public(value)
            body["error"][key] = _for_browser(inside) if by_client else inside
    return body


def _for_browser(answer: Record) -> Record:
    """Reduce a PaymentIntent to the fields that a publishable key may see."""
    if answer.get("object") != "payment_intent":
        return answer
    return {key: value for key, value in answer.items() if key in CLIENT_FIELDS}


def _expand(box: Sandbox, owner: Record, steps: list[str], path: str) -> None:
    """Replace the identifier at the end of `steps` by the object; `owner` may be changed."""
    name, *rest = steps
    if owner.get("object") == "charge" and name == "refunds":
        owner[name] = _refunds_of(box, owner)
    if name not in owner:
        message = f"This property cannot be expanded ({path})."
        raise bad_param(message, "expand")
    value = owner[name]
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                _expand(box, item, rest, path)
        return
    if isinstance(value, str):
        kind = KIND_OF_PREFIX.get(value.split("_", 1)[0])
        record = box.store.find(kind, value) if kind else None
        if record is None:
            message = f"This property cannot be expanded ({path})."
            raise bad_param(message, "expand")
        value = owner[name] = public(record)
    elif isinstance(value, dict):
        value = owner[name] = dict(value)
    if rest and isinstance(value, dict):
        _expand(box, value, rest, path)


def _refunds_of(box: Sandbox, charge: Record) -> Record:
    refunds = [r for r in box.store.newest("refund") if r["charge"] == charge["id"]]
    return {
        "object": "list",
        "data": [public(refund) for refund in refunds],
        "has_more": False,
        "url": f"/v1/charges/{charge['id']}/refunds",
    }
