"""Refunds: several per charge, never above the captured amount; some end later or fail."""

from tools.stripe_sandbox import charges
from tools.stripe_sandbox.cards import RefundOutcome
from tools.stripe_sandbox.context import Call, private
from tools.stripe_sandbox.errors import ApiError, bad_param, missing_param
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.money import written
from tools.stripe_sandbox.params import Params, names
from tools.stripe_sandbox.payment_methods import card_behind
from tools.stripe_sandbox.store import Record

CREATE = names("""
    amount charge currency customer expand instructions_email metadata origin payment_intent
    reason refund_application_fee reverse_transfer
    """)
REASONS = ("duplicate", "fraudulent", "requested_by_customer")


def create(call: Call, params: Params) -> Record:
    """Refund the rest of a charge, or `amount` of it."""
    charge = _charge(call, params)
    reason = params.choice("reason", REASONS)
    left = charge["amount"] - charge["amount_refunded"]
    requested = params.integer("amount")
    _check(charge, left, requested)
    amount = left if requested is None else requested
    method = call.get("payment_method", charge["payment_method"])
    outcome = card_behind(method).refund
    refund = _build(call, charge, amount, params.metadata(), reason)
    refund["status"] = "pending" if outcome is RefundOutcome.LATER else "succeeded"
    _book(call, charge, refund)
    emit(call, "refund.created", refund)
    emit(call, "charge.refunded", charge)
    if outcome is not RefundOutcome.AT_ONCE:
        memory = private(refund)
        memory["due"] = call.due()
        memory["fails"] = outcome is RefundOutcome.FAILS_LATER
        call.box.scheduler.watch(refund)
    return call.save(refund)


def _charge(call: Call, params: Params) -> Record:
    """Return the charge of the parameters, directly or by its PaymentIntent."""
    if params.text("charge"):
        return call.get("charge", params.required("charge"), "charge")
    if "payment_intent" not in params:
        raise missing_param("payment_intent")
    intent = call.get("payment_intent", params.required("payment_intent"), "payment_intent")
    charge = intent["latest_charge"] and call.get("charge", intent["latest_charge"])
    if not charge or not charge["captured"]:
        message = (
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
        )
        raise ApiError(message, param="payment_intent")
    return charge


def _check(charge: Record, left: int, asked: int | None) -> None:
    """Refuse a refund that the charge does not allow."""
    if not charge["captured"]:
        message = f"Charge {charge['id']} is not captured; cancel its PaymentIntent instead."
        raise ApiError(message, param="charge", code="charge_not_refundable")
    if charge["disputed"]:
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise ApiError(message, param="charge", code="charge_disputed")
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise ApiError(message, param="charge", code="charge_already_refunded")
    if asked is not None and asked < 1:
        message = "Invalid positive integer"
        raise bad_param(message, "amount", "parameter_invalid_integer")
    if asked is not None and asked > left:
        more, rest = (written(amount, charge["currency"]) for amount in (asked, left))
        message = f"Refund amount ({more}) is greater than unrefunded amount on charge ({rest})"
        raise ApiError(message, param="amount")


def _build(call: Call, charge: Record, amount: int, metadata: Record, reason: str | None) -> Record:
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": call.now,
        "currency": charge["currency"],
        "destination_details": {
            "card": {"reference_status": "pending", "reference_type": "acquirer_reference_number",
                     "type": "refund"},
            "type": "card",
        },
        "metadata": metadata,
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }  # fmt: skip


def _book(call: Call, charge: Record, refund: Record) -> None:
    """Deduct the refund from the balance and add it to the charge."""
    charge["amount_refunded"] += refund["amount"]
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    entry = charges.balance_entry(
        call,
        source=refund["id"],
        kind="refund",
        amount=-refund["amount"],
        currency=refund["currency"],
        description="REFUND FOR CHARGE",
    )
    refund["balance_transaction"] = entry["id"]
    call.save(charge)


def settle(call: Call, refund: Record, *, fails: bool) -> Record:
    """End a pending refund: it succeeded, or the money came back."""
    previous = {"status": refund["status"]}
    if not fails:
        refund["status"] = "succeeded"
    else:
        charge = call.get("charge", refund["charge"])
        charge["amount_refunded"] -= refund["amount"]
        charge["refunded"] = False
        call.save(charge)
        entry = charges.balance_entry(
            call,
            source=refund["id"],
            kind="refund_failure",
            amount=refund["amount"],
            currency=refund["currency"],
            description="REFUND FAILURE",
        )
        refund.update(
            status="failed",
            failure_reason="expired_or_canceled_card",
            failure_balance_transaction=entry["id"],
        )
        emit(call, "refund.failed", refund)
    emit(call, "refund.updated", refund, previous)
    emit(call, "charge.refund.updated", refund, previous)
    return call.save(refund)


def retrieve(call: Call, _params: Params) -> Record:
    """Return one refund."""
    return call.get("refund", call.path["id"])


def update(call: Call, params: Params) -> Record:
    """Change a refund's metadata."""
    refund = call.get("refund", call.path["id"])
    previous = {"metadata": refund["metadata"]}
    refund["metadata"] = params.metadata(refund["metadata"])
    emit(call, "refund.updated", refund, previous)
    return call.save(refund)
