"""The sandbox's own ledger, for comparison with the shop's."""

from collections import defaultdict

from tools.stripe_sandbox.store import Record, Store

INTENT = ("id", "status", "amount", "amount_capturable", "amount_received", "currency",
          "capture_method", "customer", "latest_charge", "cancellation_reason", "metadata",
          "created")  # fmt: skip
CHARGE = ("id", "payment_intent", "status", "amount", "amount_captured", "currency", "captured",
          "disputed", "failure_code", "metadata", "created")  # fmt: skip
REFUND = ("id", "charge", "payment_intent", "amount", "currency", "status", "reason", "metadata",
          "created")  # fmt: skip
DISPUTE = ("id", "charge", "payment_intent", "amount", "currency", "status", "reason", "created")
GONE = ("failed", "canceled")


def _rows(store: Store, kind: str, fields: tuple[str, ...]) -> list[Record]:
    return [{name: record[name] for name in fields} for record in store.every(kind)]


def ledger(store: Store) -> Record:
    """Return every intent, charge, refund and dispute, and totals by currency."""
    refunded: dict[str, int] = defaultdict(int)
    refunds = _rows(store, "refund", REFUND)
    for refund in refunds:
        if refund["status"] not in GONE:
            refunded[refund["charge"]] += refund["amount"]
    charges = _rows(store, "charge", CHARGE)
    for charge in charges:
        charge["fingerprint"] = _fingerprint(store, charge["id"])
        charge["amount_given_back"] = refunded[charge["id"]]
    return {
        "intents": _rows(store, "payment_intent", INTENT),
        "charges": charges,
        "refunds": refunds,
        "disputes": _rows(store, "dispute", DISPUTE),
        "totals": _totals(charges, store),
    }


def _fingerprint(store: Store, charge: str) -> str:
    record = store.find("charge", charge) or {}
    fingerprint: str = record["payment_method_details"]["card"]["fingerprint"]
    return fingerprint


def _totals(charges: list[Record], store: Store) -> dict[str, Record]:
    """Return captured, refunded, fees and net balance of each currency, in minor units."""
    totals: dict[str, Record] = {}
    for charge in charges:
        line = totals.setdefault(
            charge["currency"], {"captured": 0, "refunded": 0, "fees": 0, "net": 0}
        )
        line["captured"] += charge["amount_captured"]
        line["refunded"] += charge["amount_given_back"]
    for entry in store.every("balance_transaction"):
        totals[entry["currency"]]["fees"] += entry["fee"]
        totals[entry["currency"]]["net"] += entry["net"]
    return totals
