"""Add regions that people also write with the postcode of a neighbor, and Dafni on Mount Athos.

A new database has no territories yet and gets them from `install_markets`.
"""

from typing import Any

from django.db import migrations

from licensing.reference_data import install_regions

KARYES, ATHOS = [["63086", "63086"]], [["63086", "63087"]]


def add_regions(apps: Any, _editor: Any) -> None:
    """Add what is missing; regions that staff changed stay as they are."""
    territories = apps.get_model("licensing", "Territory").objects.values_list("code", flat=True)
    regions = apps.get_model("licensing", "SubTerritory")
    install_regions(regions, set(territories))
    regions.objects.filter(code="GR-69", postcode_ranges=KARYES).update(postcode_ranges=ATHOS)


class Migration(migrations.Migration):
    dependencies = [("licensing", "0020_guards_of_athlete_consents")]

    operations = [migrations.RunPython(add_regions, migrations.RunPython.noop)]
