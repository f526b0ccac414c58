"""Orders that were paid before there were books are written down as they stand."""

from django.db import migrations

from shop.platform.core.money import to_minor


def open_books(apps, schema_editor):
    attempts = apps.get_model("payments", "PaymentAttempt").objects.filter(state="SUCCEEDED")
    for attempt in attempts.select_related("order").order_by("pk"):
        order, total = attempt.order, to_minor(attempt.amount, attempt.currency)
        if order.status in {"PAID", "FULFILLED"}:
            delivery = to_minor(order.shipping_excl_tax, order.currency)
            goods = to_minor(order.total_excl_tax, order.currency) - delivery
            earned = {"SALES": -goods, "SHIPPING": -delivery, "TAX": goods + delivery - total}
            _write(apps, attempt, "charge", "CHARGE", {"STRIPE": total} | earned)
        else:
            _write(apps, attempt, "charge", "LATE_CHARGE", {"STRIPE": total, "OWED": -total})
        if order.status == "REFUNDED":
            _write(apps, attempt, "refund", "REFUND", {"OWED": total, "STRIPE": -total})


def _write(apps, attempt, name, kind, entries):
    journal = apps.get_model("ledger", "Journal").objects.create(
        key=f"{name}:{attempt.public_id}",
        kind=kind,
        order_id=attempt.order_id,
        currency=attempt.currency,
    )
    Entry = apps.get_model("ledger", "Entry")
    Entry.objects.bulk_create(
        Entry(journal=journal, account=account, amount=amount)
        for account, amount in entries.items()
        if amount
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_guards"),
        ("payments", "0001_initial"),
    ]

    operations = [migrations.RunPython(open_books, migrations.RunPython.noop)]
