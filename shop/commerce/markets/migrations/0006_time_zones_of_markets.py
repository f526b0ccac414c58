"""Give the markets that a new shop opens with the time zone of their home."""

from typing import Any

from django.db import migrations

ZONES = {
    "fr": "Europe/Paris",
    "de": "Europe/Berlin",
    "it": "Europe/Rome",
    "gb": "Europe/London",
    "us": "America/New_York",
    "jp": "Asia/Tokyo",
    "ae": "Asia/Dubai",
    "int": "Europe/Zurich",
}


def set_zones(apps: Any, _schema_editor: Any) -> None:
    """Leave a market as it is whose zone somebody has chosen."""
    markets = apps.get_model("markets", "Market").objects.filter(time_zone="UTC")
    for code, zone in ZONES.items():
        markets.filter(code=code).update(time_zone=zone)


class Migration(migrations.Migration):
    """Data of the column that 0005 adds."""

    dependencies = [("markets", "0005_time_zone")]
    operations = [migrations.RunPython(set_zones, migrations.RunPython.noop)]
