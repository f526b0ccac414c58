"""`install_markets`: territories, committees, markets and tax rates a new shop opens with."""

from typing import Any

from django.core.management.base import BaseCommand

from licensing.reference_data import install_reference
from shop.commerce.markets.models import Market
from shop.commerce.markets.reference import install_markets


class Command(BaseCommand):
    """Install reference data; rows that exist are left as they are."""

    help = "Install territories, committees, markets and tax rates that are missing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Install them and say how many markets there are."""
        install_reference()
        install_markets()
        self.stdout.write(f"{Market.objects.count()} markets")
