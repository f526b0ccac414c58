"""`load_demo`: load a demo catalog; idempotent, resumable, refused in production."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from licensing.reference_data import install_reference
from shop.commerce.legal.services import add_ready_made_texts
from shop.commerce.markets.models import Market
from shop.commerce.markets.reference import install_markets
from shop.demo.delivery import load_delivery
from shop.demo.desk import load_desk
from shop.demo.fx import load_fx_rates
from shop.demo.gift_offers import load_gift_offers
from shop.demo.loading import DEFER_FROM, load_products
from shop.demo.people import assign_holders, load_people
from shop.demo.plan import PRODUCTS, draw_products
from shop.demo.return_policies import load_return_policies
from shop.demo.rights import Officers, load_licensees, load_rights
from shop.platform.database.clock import database_now


class Command(BaseCommand):
    """Load markets, rights, people and products."""

    help = "Load the demo catalog. Idempotent; can be interrupted and run again."
    requires_system_checks = ()  # they query the database before the refusal is printed

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of products and the seed."""
        parser.add_argument("--products", type=int, default=PRODUCTS, help="number of products")
        parser.add_argument("--seed", type=int, default=2026, help="seed of the random catalog")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load missing rows, with a progress bar."""
        if settings.ENV.production:
            raise CommandError("load_demo is refused in production")
        number: int = options["products"]
        if number < 1:
            raise CommandError("--products must be at least 1")
        began = time.monotonic()
        install_reference()
        install_markets()
        load_licensees()
        people = load_people()
        load_rights(Officers(people["rights"].pk, people["rights2"].pk))
        assign_holders(people)
        load_delivery()
        load_return_policies()
        load_gift_offers()
        add_ready_made_texts(markets=Market.objects.all(), at=database_now(), by_id=None)
        load_fx_rates()
        drawn = list(draw_products(number, options["seed"]))
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        ) as progress:
            written = load_products(drawn, progress, defer_from=DEFER_FROM)
        load_desk(people, database_now())
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{written} products created, {number - written} already existed, "
            f"{len(people)} logins ({seconds:.0f} s)."
        )
