"""Payment attempts under the idempotency key of a client: claimed once, then found again."""

from shop.finance.payments.models import PaymentAttempt

# The lock comes first. Then this waits for another transaction that has inserted the same key.
CLAIM = """
    with locked as materialized ({lock})
    insert into payments_paymentattempt
        (public_id, idempotency_key, request_hash, state, amount, currency, decline_code)
    select %s, %s, %s, %s, 0, '', '' from locked
    on conflict (idempotency_key) do nothing
    returning *
"""


def claim_key(key: str, request_hash: str, *, lock: str) -> PaymentAttempt:
    """Insert the attempt of a key, or wait for and return the one that owns it, locked.

    `lock` is a select that takes a lock before that, so that it is the first statement of an
    order's transaction. The owner may be that of another request: compare `request_hash`.
    """
    attempt = PaymentAttempt(idempotency_key=key, request_hash=request_hash)
    row = [attempt.public_id, key, request_hash, attempt.state]
    for inserted in PaymentAttempt.objects.raw(CLAIM.format(lock=lock), row):
        return inserted
    owners = PaymentAttempt.objects.select_related("order").select_for_update(of=("self",))
    return owners.get(idempotency_key=key)
