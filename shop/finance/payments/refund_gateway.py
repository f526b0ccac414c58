"""Refunds and disputes at Stripe, with evidence.

Amounts are in minor units; errors are those of the gateway.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

import stripe

from shop.finance.payments.errors import PaymentRefused
from shop.finance.payments.gateway import call, create_or_find, stripe_client
from shop.finance.payments.types import ProviderDispute, ProviderRefund

OPEN_DISPUTES = frozenset(
    {"needs_response", "under_review", "warning_needs_response", "warning_under_review"}
)


def refund_intent(
    intent_id: str, *, key: str, amount: int | None = None, known: Collection[str | None] = ()
) -> ProviderRefund:
    """Refund an amount of a paid intent, or all of it; the same key refunds once.

    Stripe forgets keys after a day, so an existing refund with this key is searched first. If
    Stripe reports that the money was refunded already, a refund of the same amount made at Stripe
    counts, unless its id is `known`: those are recorded already. Raises `PaymentRefused` for a
    final refusal, and `PaymentUnavailable` if the outcome is unknown.
    """
    params: Any = {"payment_intent": intent_id, "metadata": {"refund": key}}
    if amount is not None:
        params["amount"] = amount
    options: Any = {"idempotency_key": key}
    create = partial(stripe_client().v1.refunds.create, params, options)
    refund = _read(
        call(
            lambda: (
                _refund_under(intent_id, key)
                or create_or_find(create, lambda: _refund_of(intent_id, key, amount, known))
            )
        )
    )
    if refund.failed:
        reason = refund.failure_reason or refund.status
        raise PaymentRefused(reason, reason=reason, explanation="")
    return refund


def refunds_of(intent_id: str) -> list[ProviderRefund]:
    """Return all refunds of an intent, whoever made them, the oldest first."""
    refunds = [_read(refund) for refund in call(lambda: list(_list_refunds(intent_id)))]
    return refunds[::-1]


def fetch_dispute(dispute_id: str) -> ProviderDispute:
    """Return the current state of a dispute."""
    return _read_dispute(call(lambda: stripe_client().v1.disputes.retrieve(dispute_id)))


def disputes_since(since: datetime) -> list[ProviderDispute]:
    """Return the disputes opened since an instant."""
    params: Any = {"limit": 100, "created": {"gte": int(since.timestamp())}}
    page = call(lambda: list(stripe_client().v1.disputes.list(params).auto_paging_iter()))
    return [_read_dispute(dispute) for dispute in page]


def upload_evidence(name: str, content: bytes) -> str:
    """Upload a file of evidence; return its id.

    Raises `PaymentRefused` for a file that Stripe does not take, and `PaymentUnavailable`.
    """
    file = BytesIO(content)
    file.name = name
    params: Any = {"purpose": "dispute_evidence", "file": file}
    return str(call(lambda: stripe_client().v1.files.create(params)).id)


def submit_evidence(dispute_id: str, evidence: Mapping[str, str], *, key: str) -> ProviderDispute:
    """Submit evidence to the bank, once per key; it cannot be changed afterwards.

    Raises `PaymentRefused` for a dispute that is closed, and `PaymentUnavailable`.
    """
    params: Any = {"evidence": dict(evidence), "submit": True}
    options: Any = {"idempotency_key": key}
    return _read_dispute(
        call(lambda: stripe_client().v1.disputes.update(dispute_id, params, options))
    )


def accept_dispute(dispute_id: str) -> ProviderDispute:
    """Accept a dispute as lost. Raises `PaymentRefused` if it is closed already."""
    return _read_dispute(call(lambda: stripe_client().v1.disputes.close(dispute_id)))


def _list_refunds(intent_id: str) -> Iterator["stripe.Refund"]:
    params: Any = {"payment_intent": intent_id, "limit": 100}
    return iter(stripe_client().v1.refunds.list(params).auto_paging_iter())


def _valid_refunds(intent_id: str) -> list["stripe.Refund"]:
    return [refund for refund in _list_refunds(intent_id) if _read(refund).is_valid]


def _refund_under(intent_id: str, key: str) -> "stripe.Refund | None":
    """Return the valid refund with a key."""
    return next((row for row in _valid_refunds(intent_id) if _read(row).key == key), None)


def _refund_of(
    intent_id: str, key: str, amount: int | None, known: Collection[str | None]
) -> "stripe.Refund | None":
    """Return the refund with a key, or a matching one that was made at Stripe."""
    valid = [row for row in _valid_refunds(intent_id) if row.id not in known]
    for row in valid:
        refund = _read(row)
        if refund.key == key or (not refund.key and amount in {None, refund.amount}):
            return row
    if amount is None and valid and _is_refunded(intent_id):
        return valid[0]
    return None


def _is_refunded(intent_id: str) -> bool:
    params: Any = {"expand": ["latest_charge"]}
    intent = stripe_client().v1.payment_intents.retrieve(intent_id, params)
    charge = intent.to_dict()["latest_charge"]
    return bool(charge and charge["refunded"])


def _read(refund: "stripe.Refund") -> ProviderRefund:
    content = refund.to_dict()
    return ProviderRefund(
        id=content["id"],
        status=content["status"],
        amount=content["amount"],
        currency=content["currency"].upper(),
        key=(content.get("metadata") or {}).get("refund") or "",
        failure_reason=content.get("failure_reason") or "",
        created_at=datetime.fromtimestamp(content["created"], UTC),
    )


def _read_dispute(dispute: "stripe.Dispute") -> ProviderDispute:
    content = dispute.to_dict()
    due = (content.get("evidence_details") or {}).get("due_by")
    return ProviderDispute(
        id=content["id"],
        intent_id=content.get("payment_intent") or "",
        status=content["status"],
        reason=content.get("reason") or "",
        amount=content["amount"],
        currency=content["currency"].upper(),
        opened_at=datetime.fromtimestamp(content["created"], UTC),
        evidence_due=datetime.fromtimestamp(due, UTC) if due else None,
    )
