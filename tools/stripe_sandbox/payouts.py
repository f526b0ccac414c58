"""Payouts of the whole balance to the bank, daily at midnight UTC or by the control interface."""

from tools.stripe_sandbox.charges import balance_entry
from tools.stripe_sandbox.context import Call
from tools.stripe_sandbox.events import emit
from tools.stripe_sandbox.ids import new_id
from tools.stripe_sandbox.store import Record, Store

DAY_S = 86_400


def pay_out(call: Call) -> list[Record]:
    """Pay out the balance of each currency; return the payouts."""
    balances: dict[str, int] = {}
    for entry in call.box.store.every("balance_transaction"):
        balances[entry["currency"]] = balances.get(entry["currency"], 0) + entry["net"]
    return [
        _payout(call, currency, balance)
        for currency, balance in sorted(balances.items())
        if balance > 0
    ]


def missed_payout(store: Store, now: float) -> bool:
    """Return whether a movement of an earlier day has not been paid out since."""
    payouts = [payout["created"] for payout in store.every("payout")]
    paid_at, midnight = max(payouts, default=0), now - now % DAY_S
    movements = store.every("balance_transaction")
    return any(paid_at < movement["created"] < midnight for movement in movements)


def _payout(call: Call, currency: str, balance: int) -> Record:
    payout = call.save(
        {
            "id": new_id("po"),
            "object": "payout",
            "amount": balance,
            "application_fee": None,
            "application_fee_amount": None,
            "arrival_date": call.now,
            "automatic": True,
            "balance_transaction": None,
            "created": call.now,
            "currency": currency,
            "description": "STRIPE PAYOUT",
            "destination": None,
            "failure_balance_transaction": None,
            "failure_code": None,
            "failure_message": None,
            "livemode": False,
            "metadata": {},
            "method": "standard",
            "original_payout": None,
            "payout_method": None,
            "reconciliation_status": "completed",
            "reversed_by": None,
            "source_type": "card",
            "statement_descriptor": None,
            "status": "paid",
            "trace_id": None,
            "type": "bank_account",
        }
    )
    entry = balance_entry(
        call,
        source=payout["id"],
        kind="payout",
        amount=-balance,
        currency=currency,
        description="STRIPE PAYOUT",
    )
    payout["balance_transaction"] = entry["id"]
    call.save(payout)
    emit(call, "payout.paid", payout)
    return payout
