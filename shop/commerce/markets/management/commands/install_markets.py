"""`install_markets`: install the territories, committees, markets and tax rates of a new shop."""

from typing import Any

from django.core.management.base import BaseCommand

from licensing.reference_data import install_reference
from shop.commerce.markets.models import Market
from shop.commerce.markets.reference import install_markets


class Command(BaseCommand):
    """Install reference data; existing rows are not changed."""

    help = "Install territories, committees, markets and tax rates that are missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Install the data and print the number of markets."""
        install_reference()
        install_markets()
        self.stdout.write(f"{Market.objects.count()} markets")
