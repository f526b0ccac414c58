"""`verify_clearance`: compare decisions and lists for a sample of products."""

import random
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import track

from catalog.models import Product
from catalog.services import decide_products
from licensing.models import Clearance, Territory
from licensing.rules.channels import Channel
from shop.platform.database.clock import database_now

TICK = timedelta(microseconds=1)


class Command(BaseCommand):
    """Exit with 0 if decisions and lists agree; otherwise print a line per product and exit 1."""

    help = "Compare the products in lists with the decisions, on a sample."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the size of the sample and its seed."""
        parser.add_argument("--products", type=int, default=500)
        parser.add_argument("--questions", type=int, default=200)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare and print the differences."""
        chance = random.Random(options["seed"])  # noqa: S311  a sample, not a secret
        products = _sample(chance, options["products"])
        faults = 0
        for territory, channel, at in track(
            _questions(chance, options["questions"]), description="questions", transient=True
        ):
            for line in _differences(products, territory, channel, at):
                self.stdout.write(line)
                faults += 1
        compared = options["questions"] * len(products)
        self.stdout.write(f"{compared} decisions compared, {faults} differ")
        if faults:
            raise SystemExit(1)


def _sample(chance: random.Random, size: int) -> list[Product]:
    ids = list(Product.objects.exclude(structure="child").values_list("pk", flat=True))
    chosen = chance.sample(ids, min(size, len(ids)))
    return list(Product.objects.filter(pk__in=chosen))


def _questions(chance: random.Random, number: int) -> list[tuple[str, str, datetime]]:
    """Return questions for now and for the start and end of windows, and just before them."""
    now = database_now()
    edges = {
        edge
        for window in Clearance.objects.values_list("valid", flat=True).distinct()
        for edge in (window.lower, window.upper)
        if edge is not None
    }
    instants = [now, now, *edges, *(edge - TICK for edge in edges)]
    places = list(Territory.objects.values_list("code", flat=True))
    channels = [Channel.WEB, Channel.WEB, Channel.APP, Channel.VENUE]
    return [
        (chance.choice(places), chance.choice(channels), chance.choice(instants))
        for _ in range(number)
    ]


def _differences(products: list[Product], territory: str, channel: str, at: datetime) -> list[str]:
    ids = [product.pk for product in products]
    listed = Product.objects.filter(pk__in=ids).sellable_in(territory, channel, at)
    on_request = Product.objects.filter(pk__in=ids).deliverable_on_request(territory, channel, at)
    listed_modes = dict.fromkeys(on_request.values_list("pk", flat=True), "PASSIVE_ONLY")
    listed_modes |= dict.fromkeys(listed.values_list("pk", flat=True), "ACTIVE")
    decided = decide_products(products, territory, channel, at)
    return [
        f"{product.upc} to {territory} by {channel} at {at:%FT%T%z}: lists say "
        f"{listed_modes.get(product.pk, 'NONE')}, the decision {decided[product.pk].mode}"
        for product in products
        if listed_modes.get(product.pk, "NONE") != decided[product.pk].mode
    ]
