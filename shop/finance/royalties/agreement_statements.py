"""The statement of one contract for a period: royalties in detail and the sum that is due.

All versions of an agreement in one currency are one contract. Days are those of UTC, as in
`statements`; a contract year is a calendar year, and its last one ends with the term.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Round, TruncDate

from catalog.models import Product, ProductRights, ProductVersion
from licensing.models import Agreement, Grant
from shop.finance.royalties.models import RoyaltyAccrual
from shop.finance.royalties.recoupment import ZERO, Guarantee, PeriodSum, sum_period
from shop.platform.core.money import minor_digits

_RATE = Coalesce("fx_rate", "conversion__fx_rate")
_SETTLED = Coalesce("settled", "conversion__settled")
_RELEASED = (ProductVersion.Status.RELEASED, ProductVersion.Status.SUPERSEDED)


class RoyaltyGroup(NamedTuple):
    """Marks, category, market, rate and currency by which royalties are listed."""

    marks: str
    category: str
    market: str
    rate: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class RoyaltyDetail:
    """Net sales and royalties of a group; `settled` is in the currency of the agreement."""

    group: RoyaltyGroup
    net: Decimal
    earned: Decimal
    settled: Decimal


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """Sums of the sales in one currency, and the exchange rates that converted them.

    The contributions to funds are in the currency of the sale, and once more in that of the
    agreement. `unconverted` sales wait for an exchange rate and are not in the converted sums.
    """

    currency: str
    net: Decimal
    earned: Decimal
    marketing_fund: Decimal
    common_fund: Decimal
    settled: Decimal
    settled_marketing_fund: Decimal
    settled_common_fund: Decimal
    lowest_rate: Decimal | None
    highest_rate: Decimal | None
    sources: Sequence[str]
    unconverted: int


@dataclass(frozen=True, slots=True)
class AgreementStatement:
    """The royalties of a contract between two days, both included, and what is due."""

    agreement: Agreement
    first: date
    last: date
    made_on: date
    details: Sequence[RoyaltyDetail]
    currencies: Sequence[CurrencySum]
    period: PeriodSum

    @property
    def marketing_fund(self) -> Decimal:
        """Return the contribution in the currency of the agreement."""
        return sum((row.settled_marketing_fund for row in self.currencies), ZERO)

    @property
    def common_fund(self) -> Decimal:
        """Return the contribution in the currency of the agreement."""
        return sum((row.settled_common_fund for row in self.currencies), ZERO)

    @property
    def due(self) -> Decimal:
        """Return what is due with the contributions to funds; negative for a credit."""
        return self.period.due + self.marketing_fund + self.common_fund

    @property
    def due_on(self) -> date:
        """Return the day by which the sum is paid."""
        return self.last + timedelta(days=self.agreement.due_days)

    @property
    def unconverted(self) -> int:
        """Return the number of sales and refunds that wait for an exchange rate."""
        return sum(row.unconverted for row in self.currencies)


def agreement_statement(
    agreement: Agreement, first: date, last: date, made_on: date
) -> AgreementStatement:
    """Return the statement of an agreement's contract between two days, both included."""
    contract = RoyaltyAccrual.objects.filter(
        agreement__number=agreement.number, settled_in=agreement.currency
    )
    rows = contract.filter(
        created_at__gte=_midnight(first), created_at__lt=_midnight(last + timedelta(days=1))
    )
    return AgreementStatement(
        agreement=agreement,
        first=first,
        last=last,
        made_on=made_on,
        details=_details(rows, agreement.number),
        currencies=_currencies(rows, agreement.currency),
        period=sum_period(
            _royalties_by_day(contract),
            first,
            last,
            advance=agreement.advance,
            guarantees=guarantees_of(agreement),
        ),
    )


def guarantees_of(agreement: Agreement) -> list[Guarantee]:
    """Return the guaranteed royalties by year, without years after the term.

    The last day of a year is not after the term.
    """
    upper, zone = agreement.term.upper, ZoneInfo(agreement.time_zone)
    end = (upper - datetime.resolution).astimezone(zone).date() if upper else date.max
    return [
        Guarantee(int(year), Decimal(amount), min(date(int(year), 12, 31), end))
        for year, amount in agreement.minimum_guarantees
        if int(year) <= end.year
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _royalties_by_day(contract: QuerySet[RoyaltyAccrual]) -> dict[date, Decimal]:
    days = contract.annotate(day=TruncDate("created_at", tzinfo=UTC)).values_list("day").order_by()
    sums = days.annotate(total=Sum(_SETTLED))
    return {day: total or ZERO for day, total in sums}


def _currencies(rows: QuerySet[RoyaltyAccrual], settled_in: str) -> list[CurrencySum]:
    digits = minor_digits(settled_in)
    names = ("net", "earned", "marketing_fund", "common_fund")
    funds = {
        f"sum_settled_{name}": Sum(Round(F(name) * _RATE, digits))
        for name in ("marketing_fund", "common_fund")
    }
    groups = (
        rows.values("currency")
        .annotate(
            **{f"sum_{name}": Sum(name) for name in names},
            **funds,
            sum_settled=Sum(_SETTLED),
            lowest=Min(_RATE),
            highest=Max(_RATE),
            sources=ArrayAgg(
                Coalesce("conversion__fx_source", "fx_source"),
                distinct=True,
                filter=Q(fx_rate__isnull=False) | Q(conversion__isnull=False),
                default=[],
            ),
            unconverted=Count("pk", filter=Q(settled__isnull=True, conversion__isnull=True)),
        )
        .order_by("currency")
    )
    sums: list[Any] = list(groups)
    return [
        CurrencySum(
            currency=row["currency"],
            settled=row["sum_settled"] or ZERO,
            settled_marketing_fund=row["sum_settled_marketing_fund"] or ZERO,
            settled_common_fund=row["sum_settled_common_fund"] or ZERO,
            lowest_rate=row["lowest"],
            highest_rate=row["highest"],
            sources=row["sources"],
            unconverted=row["unconverted"],
            **{name: row[f"sum_{name}"] for name in names},
        )
        for row in sums
    ]


def _details(rows: QuerySet[RoyaltyAccrual], number: str) -> list[RoyaltyDetail]:
    """Return the royalties by mark, category, market and rate, sorted by these."""
    product = Coalesce("order_line__product__parent_id", "order_line__product_id")
    groups = list(
        rows.annotate(product_id=product, market=F("order_line__order__market__name"))
        .values("product_id", "grant_id", "market", "rate", "currency")
        .annotate(sum_net=Sum("net"), sum_earned=Sum("earned"), sum_settled=Sum(_SETTLED))
        .order_by()
    )
    products = {row["product_id"] for row in groups} - {None}
    marks = _marks_of(products, number)
    granted = _granted_marks({row["grant_id"] for row in groups})
    categories = dict(
        Product.objects.filter(pk__in=products).values_list("pk", "rights_category__name")
    )
    sums: dict[RoyaltyGroup, list[Decimal]] = {}
    for row in groups:
        product_id = row["product_id"]
        group = RoyaltyGroup(
            marks.get(product_id) or granted.get(row["grant_id"], ""),
            categories.get(product_id) or "",
            row["market"] or "",
            row["rate"],
            row["currency"],
        )
        amounts = (row["sum_net"], row["sum_earned"], row["sum_settled"] or ZERO)
        before = sums.get(group, [ZERO, ZERO, ZERO])
        sums[group] = [old + new for old, new in zip(before, amounts, strict=True)]
    return [RoyaltyDetail(group, *sums[group]) for group in sorted(sums)]


def _marks_of(products: Collection[int], number: str) -> dict[int, str]:
    """Return the marks that products carry under a contract, as their last released version."""
    carried: dict[int, dict[int, list[str]]] = {}
    rows = ProductRights.objects.filter(
        version__product__in=products,
        version__status__in=_RELEASED,
        agreement__number=number,
    ).order_by("version__number", "property__name")
    for product, version, name in rows.values_list(
        "version__product_id", "version__number", "property__name"
    ):
        carried.setdefault(product, {}).setdefault(version, []).append(name)
    return {product: ", ".join(versions[max(versions)]) for product, versions in carried.items()}


def _granted_marks(grants: Collection[int]) -> dict[int, str]:
    rows = Grant.objects.filter(pk__in=grants).prefetch_related("granted_properties")
    return {
        grant.pk: ", ".join(sorted(mark.name for mark in grant.granted_properties.all()))
        for grant in rows
    }
