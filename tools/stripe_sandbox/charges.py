"""Charges and balance transactions: the results of attempts to pay and of captures."""

from tools.stripe_sandbox.cards import Decline
from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.money import processing_fee
from tools.stripe_sandbox.params import Params
from tools.stripe_sandbox.store import Record

PAYOUT_DELAY = 7 * 24 * 3600
STATEMENT = "STRIPE SANDBOX"
# Radar's level and score by the last digits of Stripe's test cards for it.
RISKS = {"9235": ("elevated", 68), "4954": ("highest", 92)}


def open_charge(call: Call, intent: Record, method: Record, *, authenticated: bool) -> Record:
    """Create the charge of an attempt; the caller sets its outcome and saves it."""
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": STATEMENT,
        "captured": False,
        "created": call.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": None,
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": "card", "card": _card(method, authenticated)},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "pending",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }


def _card(method: Record, authenticated: bool) -> Record:  # noqa: FBT001 - private
    shared = ("brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding",
              "last4", "wallet")  # fmt: skip
    result = "authenticated"
    return {
        **{key: method["card"][key] for key in shared},
        "installments": None,
        "mandate": None,
        "network": method["card"]["brand"],
        "three_d_secure": {"result": result, "version": "2.2.0"} if authenticated else None,
    }


def mark_failed(call: Call, charge: Record, decline: Decline) -> Record:
    """Record that the issuer declined."""
    charge["status"] = "failed"
    charge["failure_code"] = decline.code
    charge["failure_message"] = decline.message
    charge["outcome"] = {
        "network_status": "not_sent_to_network" if decline.blocked else "declined_by_network",
        "reason": decline.decline_code,
        "risk_level": "highest" if decline.blocked else "normal",
        "risk_score": 95 if decline.blocked else 20,
        "seller_message": "The bank did not approve this payment.",
        "type": "blocked" if decline.blocked else "issuer_declined",
    }
    emit(call, "charge.failed", charge)
    return call.save(charge)


def mark_authorized(charge: Record) -> Record:
    """Record that the issuer authorized the charge; it is captured in another step."""
    charge["status"] = "succeeded"
    charge["paid"] = True
    level, score = RISKS.get(charge["payment_method_details"]["card"]["last4"], ("normal", 20))
    charge["receipt_url"] = f"https://pay.stripe.invalid/receipts/{charge['id']}"
    charge["outcome"] = {
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": level,
        "risk_score": score,
        "seller_message": "Payment complete.",
        "type": "authorized",
    }
    return charge


def capture(call: Call, charge: Record, amount: int) -> Record:
    """Capture `amount` of an authorized charge; the rest is released."""
    charge["captured"] = True
    charge["amount_captured"] = amount
    charge["amount_refunded"] = charge["amount"] - amount
    entry = balance_entry(
        call,
        source=charge["id"],
        kind="charge",
        amount=amount,
        currency=charge["currency"],
        fee=processing_fee(amount, charge["currency"]),
        description=charge["description"],
    )
    charge["balance_transaction"] = entry["id"]
    return call.save(charge)


def release(call: Call, charge: Record) -> Record:
    """Release an authorization: Stripe shows the charge as refunded though nothing was captured."""
    charge["refunded"] = True
    charge["amount_refunded"] = charge["amount"]
    emit(call, "charge.refunded", charge)
    return call.save(charge)


def balance_entry(  # noqa: PLR0913 - one row of the balance
    call: Call,
    *,
    source: str,
    kind: str,
    amount: int,
    currency: str,
    fee: int = 0,
    description: str | None = None,
) -> Record:
    """Record a balance transaction. `amount` is negative for outgoing money."""
    detail = {"amount": fee, "application": None, "currency": currency, "type": "stripe_fee",
              "description": "Stripe processing fees"}  # fmt: skip
    categories = {"adjustment": "dispute", "refund_failure": "refund_failure"}
    return call.save(
        {
            "id": new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": call.now + PAYOUT_DELAY,
            "balance_type": "payments",
            "created": call.now,
            "currency": currency,
            "description": description,
            "exchange_rate": None,
            "fee": fee,
            "fee_details": [detail] if fee else [],
            "net": amount - fee,
            "reporting_category": categories.get(kind, kind),
            "source": source,
            "status": "pending",
            "type": kind,
        }
    )


def retrieve(call: Call, _params: Params) -> Record:
    """Return one charge."""
    return call.get("charge", call.path["id"])


def update(call: Call, params: Params) -> Record:
    """Change a charge's description, receipt address or metadata."""
    charge = call.get("charge", call.path["id"])
    charge["metadata"] = params.metadata(charge["metadata"])
    for name in ("description", "receipt_email"):
        if name in params:
            charge[name] = params.text(name) or None
    emit(call, "charge.updated", charge)
    return call.save(charge)


def retrieve_balance_transaction(call: Call, _params: Params) -> Record:
    """Return one balance transaction."""
    return call.get("balance_transaction", call.path["id"])
