"""Add the carriers that were constants before, which shipments name."""

from typing import Any

from django.db import migrations

from shop.commerce.fulfillment.carriers import install_carriers


def install(apps: Any, _schema_editor: Any) -> None:
    """Add the carriers."""
    install_carriers(apps.get_model("fulfillment", "Carrier"))


class Migration(migrations.Migration):
    dependencies = [("fulfillment", "0004_carriers")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
