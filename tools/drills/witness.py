"""Final comparison of a drill, independent of the shop's code: Stripe's ledger, rows and mails.

The ledger is the sandbox's own, read over HTTP; the shop's side is read by plain SQL.
"""

import re
from collections import Counter
from collections.abc import Collection
from email import message_from_string, policy

from tools.testing.live_shop import LiveShop

SETTLED = ("PAID", "FULFILLED", "EXPIRED", "CANCELLED", "REFUNDED")
PAID = ("PAID", "FULFILLED")
# Allowed state of units and allowed journals, by the status of the order.
UNITS = {"PENDING": "HELD", "PAID": "SOLD", "EXPIRED": "RELEASED"}
UNITS |= {"CANCELLED": "RELEASED", "REFUNDED": "RELEASED"}
JOURNALS = {"PAID": ["CHARGE"], "REFUNDED": ["LATE_CHARGE", "REFUND"]}
# Only events of Stripe itself write these.
OF_STRIPE = ("FEE", "DISPUTE", "PAYOUT", "REFUND_FAILED")
MAIL_ENDS = f"\n{'-' * 79}\n"  # format of Django's file-based mail backend
NUMBER = re.compile(r"MS-\w{4}-\w{4}-\w{2}")


def compare_money(shop: LiveShop, settled: Collection[str] = SETTLED) -> list[str]:
    """Return the differences between the sandbox's ledger and the orders."""
    rows = shop.query(
        "select o.number, o.status, ((o.total_incl_tax - o.refunded_incl_tax) * 100)::int, ("
        "  select count(*) from ordering_outgoingmessage c"
        "  where c.order_id = o.id and c.kind = 'CONFIRMATION' and c.sent_at is not null)"
        " from order_order o"
    )
    ledger = shop.sandbox.control("GET", "ledger")
    taken: Counter[str] = Counter()
    charges: Counter[str] = Counter()
    for charge in ledger["charges"]:
        if charge["status"] == "succeeded":
            number = charge["metadata"]["order"]
            charges[number] += 1
            taken[number] += charge["amount_captured"] - charge["amount_given_back"]
    violations = [
        f"{number} was charged {count} times" for number, count in charges.items() if count > 1
    ]
    for number, status, total, confirmed in rows:
        due = total if status in PAID else 0
        if status not in settled:
            violations.append(f"{number} is {status}")
        elif taken[number] != due:
            violations.append(f"{number} is {status}: {taken[number]} taken, {due} due")
        elif due and confirmed != 1:
            violations.append(f"{number} was not confirmed")
    lost = taken.keys() - {number for number, *_ in rows}
    violations += [f"{number} was charged and does not exist" for number in lost]
    return violations + _compare_intents(shop, ledger["intents"])


def _compare_intents(shop: LiveShop, intents: list[dict[str, str]]) -> list[str]:
    """Return paid intents without exactly one order that has no other paid intent."""
    paid = {intent["id"] for intent in intents if intent["status"] == "succeeded"}
    rows = shop.query(
        "select a.intent_id, o.number from payments_paymentattempt a"
        " join order_order o on o.id = a.order_id where a.intent_id = any(%s)",
        list(paid),
    )
    owners = Counter(intent for intent, _ in rows)
    payments = Counter(number for _, number in rows)
    return [
        *(
            f"{intent} is paid and of {owners[intent]} orders"
            for intent in paid
            if owners[intent] != 1
        ),
        *(f"{number} has {count} paid intents" for number, count in payments.items() if count > 1),
    ]


def compare_effects(shop: LiveShop, *, mails_again: bool = False) -> list[str]:
    """Return orders whose units, journals or mails do not match their status exactly once.

    A mail that was sent but not recorded is sent again: with `mails_again` there may be more than
    one.
    """
    mails = mails_by_order(shop)
    violations = []
    for number, status, denied, reminded, units, journals in shop.query(
        "select o.number, o.status, o.denied_at is not null,"
        "  exists(select 1 from ordering_outgoingmessage p"
        "         where p.order_id = o.id and p.kind = 'PAYMENT_REMINDER'"
        "         and p.sent_at is not null),"
        "  array(select r.state from inventory_reservation r where r.order_id = o.id),"
        "  array(select j.kind from ledger_journal j where j.order_id = o.id"
        "        and j.kind <> all(%s) order by j.kind)"
        " from order_order o",
        list(OF_STRIPE),
    ):
        # Paid or cancelled, refunded as a whole, reminded to pay: one mail for each.
        expected = int(status in PAID or denied) + int(status == "REFUNDED") + int(reminded)
        if units != [UNITS.get(status)]:
            violations.append(f"{number} is {status}: its units are {units}")
        if journals != JOURNALS.get(status, []):
            violations.append(f"{number} is {status}: its journals are {journals}")
        again = mails_again and expected and mails[number] > expected
        if mails[number] != expected and not again:
            violations.append(f"{number} is {status}: {mails[number]} mails, {expected} due")
    return violations


def compare_documents(shop: LiveShop) -> list[str]:
    """Return sales without an invoice, and series of numbers that have gaps."""
    undocumented = shop.query(
        "select j.key from ledger_journal j where j.kind = 'CHARGE'"
        " and not exists (select from invoices_taxdocument d where d.journal_id = j.id)"
    )
    broken = shop.query(
        "select kind, year, count(*), max(sequence) from invoices_taxdocument"
        " group by seller_id, kind, year having count(*) <> max(sequence)"
    )
    return [
        *(f"{key} has no invoice" for (key,) in undocumented),
        *(f"{kind} {year}: {count} numbers up to {last}" for kind, year, count, last in broken),
    ]


def mails_by_order(shop: LiveShop) -> Counter[str]:
    """Count the written mails by the order number in their subject."""
    counts: Counter[str] = Counter()
    for text in shop.sent_mails():
        for mail in text.split(MAIL_ENDS):
            subject = str(message_from_string(mail, policy=policy.default)["subject"] or "")
            counts.update(NUMBER.findall(subject))
    return counts


def broken_rules(shop: LiveShop) -> list[str]:
    """Return the violations reported by the shop's own check of its invariants."""
    checked = shop.manage("check_invariants")
    broken = [line for line in checked.stdout.splitlines() if not line.startswith("ok")]
    return broken if checked.stdout else [checked.stderr[-500:]]
