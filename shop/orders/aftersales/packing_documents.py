"""Documents for packing: the slip of an order, the pick list of a location, the customs form.

The threshold of the short customs form is that of the Universal Postal Union: CN22 up to 300 SDR,
CN23 above (Convention Manual, article 20-001, as read on 2026-11-29). A special drawing right is
worth more than a euro or a dollar, so that an amount in these currencies is compared as it is; any
other currency gets the long form, which is always accepted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef

from catalog.models import Product
from shop.commerce.inventory.models import Reservation
from shop.finance.payments.disputes import recorded_dispute
from shop.orders.aftersales.location_scope import lines_at, units_at
from shop.orders.aftersales.shipments import unsent
from shop.orders.models import HeldOrder
from shop.oscar.order.models import Line, Order, OrderState

CN22_MOST = Decimal(300)
CN22_CURRENCIES = frozenset({"EUR", "USD"})
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class PackedLine:
    """Units of an order line that are still to be sent."""

    sku: str
    title: str
    variant: str
    units: int


@dataclass(frozen=True, slots=True)
class PickedArticle:
    """Units of an article to fetch from a location, and the orders that they are for."""

    location: str
    sku: str
    title: str
    units: int
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomsLine:
    """A line of a customs form; value and weight are of all units. `missing` names what lacks."""

    description: str
    units: int
    weight_g: int
    value: Decimal
    hs_code: str
    origin: str

    @property
    def missing(self) -> list[str]:
        """Return what customs need and the product does not say."""
        facts = {"weight": self.weight_g, "HS code": self.hs_code, "origin": self.origin}
        return [name for name, fact in facts.items() if not fact]


@dataclass(frozen=True, slots=True)
class CustomsForm:
    """The contents of a parcel for customs: the units of an order that are not refunded."""

    lines: Sequence[CustomsLine]
    currency: str

    @property
    def value(self) -> Decimal:
        """Return the value of the goods without tax."""
        return sum((line.value for line in self.lines), ZERO)

    @property
    def weight_g(self) -> int:
        """Return the net weight in grams."""
        return sum(line.weight_g for line in self.lines)

    @property
    def is_short(self) -> bool:
        """Return whether the short form CN22 is enough."""
        return self.currency in CN22_CURRENCIES and self.value <= CN22_MOST

    @property
    def missing(self) -> list[str]:
        """Return what each line lacks, by its description."""
        return [
            f"{line.description}: {', '.join(line.missing)}" for line in self.lines if line.missing
        ]


def packing_lines(order: Order, location_ids: Collection[int] = ()) -> list[PackedLine]:
    """Return what of a paid order is still to be sent; nothing of an order in another state.

    `location_ids` limit the lines to stock of these locations, none for all of them.
    """
    if order.status != OrderState.PAID:
        return []
    lines = list(lines_at(unsent(order.lines.all()), location_ids).order_by("pk"))
    units = units_at(order, lines, location_ids)
    return [PackedLine(line.upc, line.title, _variant(line), units[line.pk]) for line in lines]


def pick_list(location_ids: Collection[int] = ()) -> list[PickedArticle]:
    """Return what is to be fetched for all paid orders that can be sent now, by location and SKU.

    Held and disputed orders, and pre-orders that have not arrived, are left out. `location_ids`
    limit the list to these locations, none for all of them.
    """
    lines = unsent(Line.objects.filter(order=OuterRef("order")))
    held = HeldOrder.objects.filter(order=OuterRef("order"), decision="")
    sold = Reservation.objects.filter(
        Exists(lines.filter(product=OuterRef("stock_record__product"))),
        ~Exists(held),
        ~recorded_dispute(),
        state=Reservation.State.SOLD,
        order__status=OrderState.PAID,
    ).exclude(stock_record__ships_on__isnull=False, stock_record__arrived_at__isnull=True)
    if location_ids:
        sold = sold.filter(stock_record__location__in=location_ids)
    rows = sold.select_related("order", "stock_record__location", "stock_record__product__parent")
    return list(
        _grouped(rows.order_by("stock_record__location", "stock_record__partner_sku", "pk"))
    )


def customs_form(order: Order, location_ids: Collection[int] = ()) -> CustomsForm:
    """Return the customs form of an order, with values without tax and delivery.

    `location_ids` limit it to what these locations send, none for all of them.
    """
    rows = lines_at(order.lines.select_related("product__parent"), location_ids)
    lines = list(rows.order_by("pk"))
    units = units_at(order, lines, location_ids)
    return CustomsForm(
        lines=[_customs_line(line, units[line.pk]) for line in lines if units[line.pk]],
        currency=order.currency,
    )


def _customs_line(line: Line, units: int) -> CustomsLine:
    product, top = line.product, line.product.top if line.product else None
    return CustomsLine(
        description=line.title,
        units=units,
        weight_g=units * ((product.weight_g or top.weight_g) if product and top else 0),
        value=(line.line_price_excl_tax * units / line.quantity).quantize(ZERO),
        hs_code=(product.hs_code or top.hs_code) if product and top else "",
        origin=(product.origin or top.origin) if product and top else "",
    )


def _grouped(rows: Iterable[Reservation]) -> Iterable[PickedArticle]:
    """Yield one entry for each article of a location."""
    groups: dict[tuple[str, str], list[Reservation]] = {}
    for row in rows:
        record = row.stock_record
        groups.setdefault((record.location.name, record.product.sku), []).append(row)
    for (location, sku), reserved in groups.items():
        yield PickedArticle(
            location=location,
            sku=sku,
            title=_article_title(reserved[0].stock_record.product),
            units=sum(row.quantity for row in reserved),
            orders=tuple(dict.fromkeys(row.order.number for row in reserved)),
        )


def _variant(line: Line) -> str:
    return ", ".join(part for part in (line.size, line.color) if part)


def _article_title(article: Product) -> str:
    """Return the title of an article with its size and color."""
    return ", ".join(part for part in (article.get_title(), article.size, article.color) if part)
