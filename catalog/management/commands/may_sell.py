"""`may_sell SKU TERRITORY`: decide whether an article may be sold, and explain why."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date, parse_datetime

from catalog.models import Product
from catalog.services import Explanation, explain_product
from licensing.reading.history import as_recorded
from licensing.rules.channels import Channel
from licensing.rules.decision import PASSIVE_ONLY, public_wording
from shop.platform.database.clock import database_now

DENIED, NO_ANSWER = 3, 2


class Command(BaseCommand):
    """Exit with 0 if the sale is allowed, 3 if denied, 2 for an unknown article or invalid time."""

    help = "Show whether an article may be sold to a territory, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the arguments."""
        parser.add_argument("sku")
        parser.add_argument("territory", help="ISO 3166-1 alpha-2 code of the ship-to")
        parser.add_argument("--channel", default=Channel.WEB, choices=[*Channel])
        parser.add_argument("--postcode", default="", help="of the ship-to, where regions differ")
        parser.add_argument(
            "--as-recorded",
            action="store_true",
            help="decide by the rights recorded at that time instead of today's",
        )
        parser.add_argument("--at", help="ISO 8601 time, UTC without an offset; default: now")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Decide and print the result."""
        at = _instant(options["at"])
        product = Product.objects.filter(upc=options["sku"]).select_related("parent").first()
        if product is None:
            raise CommandError(f"No article has the SKU {options['sku']!r}.", returncode=NO_ANSWER)
        territory, channel = options["territory"].upper(), options["channel"]
        with as_recorded(at) if options["as_recorded"] else nullcontext():
            explanation = explain_product(
                product.top, territory, channel, at, postcode=options["postcode"]
            )
            lines = list(_explanation(explanation))
        decision = explanation.decision
        verdict = "ALLOWED" if decision.allowed else "DENIED"
        self.stdout.write(f"{verdict} {product.upc} to {territory} by {channel} at {at:%FT%T%z}")
        for line in lines:
            self.stdout.write(f"  {line}")
        if not decision.allowed:
            raise SystemExit(DENIED)


def _instant(text: str | None) -> datetime:
    if text is None:
        return database_now()
    try:
        moment, day = parse_datetime(text), parse_date(text)
    except ValueError:
        moment = day = None
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if moment is None:
        raise CommandError(f"Not an ISO 8601 time: {text!r}.", returncode=NO_ANSWER)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _explanation(explanation: Explanation) -> Iterator[str]:
    decision = explanation.decision
    if decision.reasons:
        yield f"reasons: {', '.join(decision.reasons)}"
    if not decision.allowed:
        yield f"message for shoppers: {public_wording(decision.reason)}"
    if decision.mode == PASSIVE_ONLY:
        yield "delivered on request, not promoted"
    for hold in explanation.holds:
        yield f"hold {hold.pk}: {hold.kind}, {hold.reason}"
    for mark, mark_check in explanation.marks:
        if mark_check.blocked:
            yield f"mark {mark.code}: {mark_check.blocked}"
        for check in mark_check.grants:
            covers = f"covers it ({check.option.name})" if check.option is not None else ""
            yield f"mark {mark.code}: grant {check.grant.id} {check.failure or covers}"
        if not mark_check.grants:
            yield f"mark {mark.code}: no grant"
    if decision.basis:
        yield f"basis: {', '.join(decision.basis)}"
    yield f"could change at: {decision.until:%FT%T%z}" if decision.until else "no end known"
    yield f"rights revision: {decision.revision}"
