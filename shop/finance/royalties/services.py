"""Accrue royalties with a sale and reverse them with a refund; they never block a sale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from typing import Any

from django.db import transaction

from catalog.querysets import is_any_of
from licensing.models import Grant, RightsDecisionLog
from shop.finance.payments.models import Refund, RefundedLine
from shop.finance.royalties.arithmetic import (
    LineAmounts,
    Share,
    SoldLine,
    Terms,
    convert,
    line_amounts,
    shares_of,
)
from shop.finance.royalties.models import FxRate, RoyaltyAccrual, RoyaltyConversion
from shop.oscar.order.models import Line, Order
from shop.platform.core.money import THREE_DECIMAL_CURRENCIES, part_of, round_money
from shop.platform.database.compiled_reads import CompiledRead
from shop.platform.database.prepared import fetch_rows
from shop.platform.database.prepared_inserts import insert_rows

GRANT = "grant:"
SAME_CURRENCY = "the currency of the sale"
NEGATED = (
    "gross",
    "tax",
    "shipping",
    "discounts",
    "net",
    "earned",
    "marketing_fund",
    "common_fund",
)
COPIED = (
    "order_line_id",
    "agreement_id",
    "grant_id",
    "licensor_id",
    "rate",
    "currency",
    "settled_in",
    "fx_day",
    "fx_rate",
    "fx_source",
)


@dataclass(frozen=True, slots=True)
class QuotedRate:
    """An exchange rate and its source."""

    rate: Decimal
    source: str


Rates = Mapping[str, QuotedRate]
_RATES = """
    select quote, rate, source from royalties_fxrate
    where day = %(day)s and base = %(base)s and quote = any(%(quotes)s::text[])
"""
_LINES = CompiledRead(lambda order: Line.objects.filter(order=order).order_by("pk"))
_DECISIONS: CompiledRead[Any] = CompiledRead(
    lambda lines: RightsDecisionLog.objects.filter(is_any_of("order_line_id", lines)).values_list(
        "order_line_id", "basis"
    )
)
_GRANTS = CompiledRead(
    lambda pks: Grant.objects.select_related("agreement").filter(is_any_of("id", pks))
)


@transaction.atomic(savepoint=False)
def accrue_order(*, order: Order) -> list[RoyaltyAccrual]:
    """Accrue royalties of a paid order's lines under every agreement they were sold by.

    The agreements come from the decision log; goods without a mark earn nothing. At most
    five queries.
    """
    lines = _LINES.rows(order=order.pk)
    grants = _grants_by_line(lines)
    day = order.date_placed.astimezone(UTC).date()
    rates = _rates(
        day, order.currency, {g.agreement.currency for gs in grants.values() for g in gs}
    )
    sold = [
        SoldLine(
            full_incl=line.line_price_before_discounts_incl_tax,
            full_excl=line.line_price_before_discounts_excl_tax,
            excl=line.line_price_excl_tax,
        )
        for line in lines
    ]
    amounts = line_amounts(sold, order.shipping_incl_tax, order.shipping_excl_tax, order.currency)
    rows = [
        row
        for line, amount in zip(lines, amounts, strict=True)
        for row in _accruals(order, line, amount, grants.get(line.pk, ()), rates)
    ]
    insert_rows(rows)
    return rows


@transaction.atomic
def reverse_accruals(*, order: Order) -> list[RoyaltyAccrual]:
    """Reverse what is left of a fully refunded order's royalties, at the rates of its sale."""
    earned = RoyaltyAccrual.objects.filter(order_line__order=order, kind=RoyaltyAccrual.Kind.SALE)
    whole = earned.exclude(
        pk__in=RoyaltyAccrual.objects.filter(reverses__isnull=False, refund=None).values("reverses")
    )
    return RoyaltyAccrual.objects.bulk_create(
        _reversal(row, _left_of(row)) for row in whole.prefetch_related("reversals")
    )


@transaction.atomic
def reverse_part(*, refund: Refund) -> list[RoyaltyAccrual]:
    """Reverse the royalties of a refund's units, before they are counted as refunded.

    Delivery is not reversed: it earns nothing. Of what the refund withholds, the royalties stay.
    """
    rows: list[RoyaltyAccrual] = []
    for part in refund.lines.select_related("order_line__order"):
        line = part.order_line
        span = (line.refunded_units, line.refunded_units + part.units, line.quantity)
        span = span if part.units else (0, line.quantity, line.quantity)  # lowers the line's price
        sales = RoyaltyAccrual.objects.filter(order_line=line, kind=RoyaltyAccrual.Kind.SALE)
        rows += [_reversal(row, _less(row, _part(row, line, span), part), refund) for row in sales]
    return RoyaltyAccrual.objects.bulk_create(rows)


def _part(row: RoyaltyAccrual, line: Line, span: tuple[int, int, int]) -> dict[str, Decimal | None]:
    """Return the share of an accrual for units of a line, without delivery."""

    def of(amount: Decimal, currency: str = row.currency) -> Decimal:
        return part_of(amount, *span, currency)

    gross = of(line.line_price_before_discounts_incl_tax)
    full, net = of(line.line_price_before_discounts_excl_tax), of(line.line_price_excl_tax)
    return {
        "gross": gross,
        "tax": gross - full,
        "shipping": Decimal(0),
        "discounts": full - net,
        "net": net,
        "earned": of(row.earned),
        "marketing_fund": of(row.marketing_fund),
        "common_fund": of(row.common_fund),
        "settled": None if row.settled is None else of(row.settled, row.settled_in),
    }


def _less(
    row: RoyaltyAccrual, amounts: dict[str, Decimal | None], part: RefundedLine
) -> dict[str, Decimal | None]:
    """Return the share of a part that is refunded; the rest was withheld and stays earned."""
    net = amounts["net"]
    if not net or net == part.excl:
        return amounts
    share = part.excl / net

    def of(name: str, currency: str = row.currency) -> Decimal:
        return round_money((amounts[name] or Decimal(0)) * share, currency)

    scaled: dict[str, Decimal | None] = {name: of(name) for name in NEGATED}
    scaled["net"] = part.excl
    scaled["tax"] = of("gross") - of("discounts") - part.excl
    settled = None if amounts["settled"] is None else of("settled", row.settled_in)
    return scaled | {"settled": settled}


def _left_of(row: RoyaltyAccrual) -> dict[str, Decimal | None]:
    """Return what partial refunds have left of an accrual."""
    rows = [row, *row.reversals.all()]
    left: dict[str, Decimal | None] = {
        name: sum((getattr(each, name) for each in rows), Decimal(0)) for name in NEGATED
    }
    settled = [each.settled for each in rows if each.settled is not None]
    return left | {"settled": sum(settled, Decimal(0)) if settled else None}


def _reversal(
    row: RoyaltyAccrual, amounts: Mapping[str, Decimal | None], refund: Refund | None = None
) -> RoyaltyAccrual:
    return RoyaltyAccrual(
        kind=RoyaltyAccrual.Kind.REVERSAL,
        reverses=row,
        refund=refund,
        **{name: getattr(row, name) for name in COPIED},
        **{name: None if taken is None else -taken for name, taken in amounts.items()},
    )


@transaction.atomic
def record_rate(*, day: date, base: str, quote: str, rate: Decimal, source: str) -> FxRate:
    """Store a day's exchange rate and convert waiting accruals; a second rate is an error."""
    stored = FxRate.objects.create(day=day, base=base, quote=quote, rate=rate, source=source)
    complete_conversions()
    return stored


@transaction.atomic
def complete_conversions() -> int:
    """Convert accruals whose exchange rate is known now; return how many."""
    written = 0
    waiting = RoyaltyAccrual.objects.filter(fx_rate__isnull=True, conversion__isnull=True)
    for row in waiting.exclude(settled_in__in=THREE_DECIMAL_CURRENCIES):
        quoted = _rates(row.fx_day, row.currency, {row.settled_in}).get(row.settled_in)
        if quoted is not None:
            RoyaltyConversion.objects.create(
                accrual=row,
                fx_rate=quoted.rate,
                fx_source=quoted.source,
                settled=convert(row.earned, quoted.rate, row.settled_in),
            )
            written += 1
    return written


def _grants_by_line(lines: Sequence[Line]) -> dict[int, list[Grant]]:
    """Return the grants each line was sold by, one per agreement: that with the highest rate."""
    basis = {
        line_id: {int(entry.removeprefix(GRANT)) for entry in entries if entry.startswith(GRANT)}
        for line_id, entries in _DECISIONS.rows(lines=[line.pk for line in lines])
    }
    grant_ids = set[int]().union(*basis.values())
    rows = _GRANTS.rows(pks=list(grant_ids)) if grant_ids else []
    grants = {grant.pk: grant for grant in rows}
    return {
        line_id: list(_best_grant_per_agreement(grants[pk] for pk in sorted(ids & grants.keys())))
        for line_id, ids in basis.items()
    }


def _best_grant_per_agreement(grants: Iterable[Grant]) -> Iterator[Grant]:
    dearest: dict[int, Grant] = {}
    for grant in grants:
        held = dearest.setdefault(grant.agreement_id, grant)
        if _rate(grant) > _rate(held):
            dearest[grant.agreement_id] = grant
    yield from dearest.values()


def _rate(grant: Grant) -> Decimal:
    if grant.royalty_rate is not None:
        return grant.royalty_rate
    return grant.agreement.royalty_rate


def _accruals(
    order: Order, line: Line, amounts: LineAmounts, grants: Sequence[Grant], rates: Rates
) -> Iterator[RoyaltyAccrual]:
    terms = [
        Terms(
            agreement_id=grant.agreement_id,
            rate=_rate(grant),
            marketing_fund_rate=grant.agreement.marketing_fund_rate,
            common_fund_rate=grant.agreement.common_fund_rate,
        )
        for grant in grants
    ]
    shares = shares_of(amounts.net, terms, order.currency)
    for grant, share in zip(grants, shares, strict=True):
        yield _accrual(order, line, amounts, grant, share, rates.get(grant.agreement.currency))


def _accrual(
    order: Order,
    line: Line,
    amounts: LineAmounts,
    grant: Grant,
    share: Share,
    quoted: QuotedRate | None,
) -> RoyaltyAccrual:
    agreement = grant.agreement
    settled = convert(share.earned, quoted.rate, agreement.currency) if quoted else None
    return RoyaltyAccrual(
        order_line=line,
        agreement=agreement,
        grant=grant,
        licensor_id=agreement.licensor_id,
        rate=share.terms.rate,
        currency=order.currency,
        gross=amounts.gross,
        tax=amounts.tax,
        shipping=amounts.shipping,
        discounts=amounts.discounts,
        net=amounts.net,
        earned=share.earned,
        marketing_fund=share.marketing_fund,
        common_fund=share.common_fund,
        settled_in=agreement.currency,
        fx_day=order.date_placed.astimezone(UTC).date(),
        fx_rate=quoted.rate if quoted else None,
        fx_source=quoted.source if quoted else "",
        settled=settled,
    )


def _rates(day: date, base: str, quotes: set[str]) -> Rates:
    """Return a day's rates to some currencies; unsupported currencies are left out."""
    rates = {base: QuotedRate(Decimal(1), SAME_CURRENCY)}
    others = quotes - rates.keys()
    asked = {"day": day, "base": base, "quotes": sorted(others)}
    for quote, rate, source in fetch_rows(_RATES, asked) if others else ():
        if quote not in THREE_DECIMAL_CURRENCIES:
            rates[quote] = QuotedRate(rate, source)
    return rates
