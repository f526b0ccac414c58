"""Disputes: a bank takes a charge back, the seller responds, and it is won or lost."""

from tools.stripe_sandbox.charges import balance_entry
from tools.stripe_sandbox.context import Call, public
from tools.stripe_sandbox.errors import ApiError, bad_param
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.money import ZERO_DECIMAL
from tools.stripe_sandbox.params import Params, names
from tools.stripe_sandbox.store import Record

UPDATE = frozenset({"evidence", "metadata", "submit", "expand"})
REASONS = (
    "fraudulent",
    "product_not_received",
    "product_unacceptable",
    "duplicate",
    "credit_not_processed",
    "general",
    "unrecognized",
    "subscription_canceled",
)
EVIDENCE = names("""
    access_activity_log appeal billing_address cancellation_policy cancellation_policy_disclosure
    cancellation_rebuttal customer_communication customer_email_address customer_name
    customer_purchase_ip customer_signature duplicate_charge_documentation
    duplicate_charge_explanation duplicate_charge_id product_description receipt refund_policy
    refund_policy_disclosure refund_refusal_explanation service_date service_documentation
    shipping_address shipping_carrier shipping_date shipping_documentation
    shipping_tracking_number uncategorized_file uncategorized_text
    """)
FEE = 2000
ANSWER_SECONDS = 9 * 24 * 3600
OPEN = ("needs_response", "under_review")


def _fee(currency: str) -> int:
    """Return the fee for a dispute: 20 units of the currency."""
    return FEE // 100 if currency in ZERO_DECIMAL else FEE


def open_dispute(call: Call, charge: Record, amount: int, reason: str) -> Record:
    """Take `amount` of a captured charge back, with the fee."""
    if not charge["captured"] or charge["disputed"]:
        message = f"Charge {charge['id']} cannot be disputed: it is not captured, or already is."
        raise ApiError(message)
    if reason not in REASONS:
        raise bad_param(f"Invalid reason: {reason}", "reason")
    if not 1 <= amount <= charge["amount_captured"]:
        message = "A dispute is between 1 and the captured amount."
        raise bad_param(message, "amount")
    card = charge["payment_method_details"]["card"]
    dispute: Record = {
        "id": new_id("du"),
        "object": "dispute",
        "amount": amount,
        "charge": charge["id"],
        "created": call.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(sorted(EVIDENCE)), "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": call.now + ANSWER_SECONDS,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "type": "card",
            "card": {"brand": card["brand"], "case_type": "chargeback", "network": card["network"],
                     "network_reason_code": "83"},
        },
        "reason": reason,
        "status": "needs_response",
    }  # fmt: skip
    fee = _fee(charge["currency"])
    entry = _adjust(call, dispute, -amount, fee, "Chargeback withdrawal")
    dispute["balance_transactions"] = [public(entry)]
    charge["disputed"] = True
    call.save(charge)
    emit(call, "charge.dispute.created", dispute)
    emit(call, "charge.dispute.funds_withdrawn", dispute)
    return call.save(dispute)


def _adjust(call: Call, dispute: Record, amount: int, fee: int, description: str) -> Record:
    return balance_entry(
        call,
        source=dispute["id"],
        kind="adjustment",
        amount=amount,
        currency=dispute["currency"],
        fee=fee,
        description=description,
    )


def close_dispute(call: Call, dispute: Record, *, won: bool) -> Record:
    """Close a dispute; if it is won the amount and the fee are returned."""
    if dispute["status"] not in OPEN:
        message = f"This dispute is already closed: {dispute['status']}."
        raise ApiError(message)
    dispute["status"] = "won" if won else "lost"
    emit(call, "charge.dispute.closed", dispute)
    if won:
        fee = -_fee(dispute["currency"])
        entry = _adjust(call, dispute, dispute["amount"], fee, "Chargeback reversal")
        dispute["balance_transactions"].append(public(entry))
        emit(call, "charge.dispute.funds_reinstated", dispute)
    return call.save(dispute)


def retrieve(call: Call, _params: Params) -> Record:
    """Return one dispute."""
    return call.get("dispute", call.path["id"])


def update(call: Call, params: Params) -> Record:
    """Add evidence; with `submit`, which is the default, the bank reviews it."""
    dispute = call.get("dispute", call.path["id"])
    evidence = params.nested("evidence", EVIDENCE)
    dispute["metadata"] = params.metadata(dispute["metadata"])
    if dispute["status"] not in OPEN:
        message = f"This dispute is already closed: {dispute['status']}."
        raise ApiError(message)
    if evidence is not None:
        if file_id := evidence.text("uncategorized_file"):
            call.get("file", file_id)
        dispute["evidence"] |= {name: evidence.text(name) or None for name in evidence}
        dispute["evidence_details"]["has_evidence"] = any(dispute["evidence"].values())
        if params.flag("submit") is not False:
            dispute["evidence_details"]["submission_count"] += 1
            dispute["evidence_details"]["submission_method"] = "manual"
            dispute["status"] = "under_review"
    emit(call, "charge.dispute.updated", dispute)
    return call.save(dispute)


def close(call: Call, _params: Params) -> Record:
    """Accept the dispute as lost."""
    return close_dispute(call, call.get("dispute", call.path["id"]), won=False)
