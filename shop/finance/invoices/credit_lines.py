"""The lines of a credit note. Pure: amounts in, lines out.

A credit note takes exactly the amounts of its posting from the lines of the invoice. It names the
refunded units if the posting is made of them; otherwise the amounts are allocated to what earlier
credit notes have left of each line.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from shop.platform.core.money import allocate

ZERO = Decimal("0.00")
GOODS, DELIVERY, DUTY = "GOODS", "DELIVERY", "DUTY"
GIFT_CARD, GIFT_WRAP = "GIFTCARD", "GIFTWRAP"
SHIPPED = frozenset({DELIVERY, DUTY, GIFT_WRAP})  # the ledger books them together


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """A line of a document: its order line (None for delivery and duty), units and amounts."""

    kind: str
    order_line_id: int | None
    description: str
    sku: str
    quantity: int
    before_discount: Decimal
    net: Decimal
    tax: Decimal
    rate: Decimal

    @property
    def gross(self) -> Decimal:
        """Return the amount with tax."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class PostedAmounts:
    """Amounts of a posting: goods and delivery without tax, the tax of both, and gift cards."""

    goods: Decimal
    delivery: Decimal
    tax: Decimal
    cards: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Return the amount with tax."""
        return self.goods + self.delivery + self.tax + self.cards


@dataclass(frozen=True, slots=True)
class ReturnedUnits:
    """Refunded units of an order line with their amounts; 0 units lower the price of them all."""

    order_line_id: int
    units: int
    net: Decimal
    tax: Decimal


def lines_left(
    invoiced: Sequence[LineAmounts], credited: Iterable[LineAmounts]
) -> list[LineAmounts]:
    """Return the lines of an invoice less what its credit notes have taken back."""
    taken: dict[tuple[str, int | None, str], tuple[Decimal, Decimal]] = {}
    for line in credited:
        net, tax = taken.get(_key(line), (ZERO, ZERO))
        taken[_key(line)] = net + line.net, tax + line.tax
    left = []
    for line in invoiced:
        net, tax = taken.get(_key(line), (ZERO, ZERO))
        left.append(
            replace(line, net=line.net - net, tax=line.tax - tax, before_discount=line.net - net)
        )
    return left


def credit_lines(
    left: Sequence[LineAmounts],
    posted: PostedAmounts,
    returned: Sequence[ReturnedUnits],
    currency: str,
    card_skus: Collection[str] = (),
) -> list[LineAmounts]:
    """Return lines that sum to a posting: goods, delivery and tax each to the minor unit.

    Gift cards are credited whole: those that a refund names, or all that are left.
    """
    cards = [line for line in left if line.kind == GIFT_CARD and line.net] if posted.cards else []
    named = [line for line in cards if line.sku in card_skus]
    rest = [line for line in left if line.kind != GIFT_CARD]
    return [*_credit_goods(rest, posted, returned, currency), *(named or cards)]


def _credit_goods(
    left: Sequence[LineAmounts],
    posted: PostedAmounts,
    returned: Sequence[ReturnedUnits],
    currency: str,
) -> list[LineAmounts]:
    if not posted.goods and not posted.delivery and not posted.tax:
        return []
    by_units = _by_units(left, posted, returned)
    if by_units is not None:
        return by_units
    if _sums(left) == (posted.goods, posted.delivery, posted.tax):
        return [line for line in left if line.net or line.tax]
    return _allocated(left, posted, currency)


def _by_units(
    left: Sequence[LineAmounts], posted: PostedAmounts, returned: Sequence[ReturnedUnits]
) -> list[LineAmounts] | None:
    """Return the returned units, and the delivery that was posted; None if they do not add up."""
    by_line: Mapping[int | None, LineAmounts] = {line.order_line_id: line for line in left}
    lines = [
        replace(
            by_line[part.order_line_id],
            quantity=part.units or by_line[part.order_line_id].quantity,
            net=part.net,
            tax=part.tax,
            before_discount=part.net,
        )
        for part in returned
        if part.order_line_id in by_line
    ]
    if len(lines) != len(returned) or sum((line.net for line in lines), ZERO) != posted.goods:
        return None
    services = [line for line in left if line.kind in SHIPPED]
    services_tax = posted.tax - sum((line.tax for line in lines), ZERO)
    if (_net(services), _tax(services)) == (posted.delivery, services_tax):
        lines += [line for line in services if line.net or line.tax]
    elif posted.delivery and services and services_tax >= 0:
        service = services[0]
        lines.append(
            replace(service, net=posted.delivery, tax=services_tax, before_discount=posted.delivery)
        )
    elif posted.delivery or services_tax:
        return None
    return lines or None


def _allocated(
    left: Sequence[LineAmounts], posted: PostedAmounts, currency: str
) -> list[LineAmounts]:
    """Allocate goods, delivery and tax to what is left of the lines, by its size."""
    nets = {
        kind: _split(amount, [line.net if _is(line, kind) else ZERO for line in left], currency)
        for kind, amount in ((GOODS, posted.goods), (DELIVERY, posted.delivery))
    }
    taxes = _split(posted.tax, [line.tax for line in left], currency)
    lines = []
    for position, line in enumerate(left):
        net = nets[GOODS][position] + nets[DELIVERY][position]
        if net or taxes[position]:
            lines.append(replace(line, net=net, tax=taxes[position], before_discount=net))
    return lines


def _split(amount: Decimal, weights: Sequence[Decimal], currency: str) -> list[Decimal]:
    """Split by the weights above zero; without any, the first line takes the amount."""
    positive = [max(weight, ZERO) for weight in weights]
    if not any(positive):
        return [amount, *[ZERO] * (len(positive) - 1)]
    if amount < 0:
        return [-part for part in allocate(-amount, positive, currency)]
    return allocate(amount, positive, currency)


def _is(line: LineAmounts, kind: str) -> bool:
    """Return whether a line belongs to delivery, or to everything else."""
    return (line.kind in SHIPPED) == (kind == DELIVERY)


def _sums(lines: Iterable[LineAmounts]) -> tuple[Decimal, Decimal, Decimal]:
    rows = list(lines)
    goods = sum((line.net for line in rows if line.kind not in SHIPPED), ZERO)
    delivery = sum((line.net for line in rows if line.kind in SHIPPED), ZERO)
    return goods, delivery, _tax(rows)


def _net(lines: Iterable[LineAmounts]) -> Decimal:
    return sum((line.net for line in lines), ZERO)


def _tax(lines: Iterable[LineAmounts]) -> Decimal:
    return sum((line.tax for line in lines), ZERO)


def _key(line: LineAmounts) -> tuple[str, int | None, str]:
    card = line.sku if line.kind == GIFT_CARD else ""
    return line.kind, line.order_line_id, card
