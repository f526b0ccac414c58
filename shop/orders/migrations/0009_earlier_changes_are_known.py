"""Count what happened before announcements began as announced: nobody is mailed old news."""

from typing import Any

from django.db import migrations

ROWS = (
    ("agreement-event", "licensing", "AgreementEvent", {}),
    ("licensee-event", "licensing", "LicenseeEvent", {}),
    ("hold-placed", "licensing", "Holdback", {}),
    ("held-order", "ordering", "HeldOrder", {}),
    ("held-order-decided", "ordering", "HeldOrder", {"decision__in": ["SHIP", "REFUND"]}),
)


def mark_earlier_changes(apps: Any, _schema_editor: Any) -> None:
    """Mark every row that exists as announced."""
    announced = apps.get_model("ordering", "AnnouncedChange")
    for source, app_label, model, conditions in ROWS:
        rows = apps.get_model(app_label, model).objects.filter(**conditions)
        numbers = rows.values_list("pk", flat=True).iterator()
        announced.objects.bulk_create(
            (announced(source=source, row_id=number) for number in numbers),
            batch_size=1000,
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("licensing", "0014_regions_with_own_rates"),
        ("ordering", "0008_announced_changes"),
    ]

    operations = [migrations.RunPython(mark_earlier_changes, migrations.RunPython.noop)]
