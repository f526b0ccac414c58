"""The independent witness: what the sandbox's ledger says, against the rows of orders.

Nothing of the shop is imported here: what it thinks of its orders is not asked.
"""

from collections import Counter

from tests.live import LiveShop

SETTLED = ("PAID", "FULFILLED", "EXPIRED", "CANCELLED", "REFUNDED")


def disagreements(shop: LiveShop) -> list[str]:
    """Compare the sandbox's ledger with the rows of orders; nothing of the shop is asked."""
    rows = shop.query(
        "select o.number, o.status, (o.total_incl_tax * 100)::int, ("
        "  select count(*) from ordering_confirmation c"
        "  where c.order_id = o.id and c.sent_at is not null) from order_order o"
    )
    ledger = shop.sandbox.control("GET", "ledger")
    taken: Counter[str] = Counter()
    charges: Counter[str] = Counter()
    for charge in ledger["charges"]:
        if charge["status"] == "succeeded":
            number = charge["metadata"]["order"]
            charges[number] += 1
            taken[number] += charge["amount_captured"] - charge["amount_given_back"]
    found = [
        f"{number} was charged {count} times" for number, count in charges.items() if count > 1
    ]
    for number, status, total, confirmed in rows:
        due = total if status in {"PAID", "FULFILLED"} else 0
        if status not in SETTLED:
            found.append(f"{number} is {status}")
        elif taken[number] != due:
            found.append(f"{number} is {status}: {taken[number]} taken, {due} due")
        elif due and confirmed != 1:
            found.append(f"{number} was not confirmed")
    lost = taken.keys() - {number for number, *_ in rows}
    return found + [f"{number} was charged and does not exist" for number in lost]
