"""Royalty statements: what licensees owe rights holders for the sales of a period.

A row counts on the day on which it was written, so that a refund is subtracted in the period in
which it was made and the statement of an ended period never changes. Days are those of UTC.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from licensing.models import Agreement
from shop.finance.royalties.models import RoyaltyAccrual

ZERO = Decimal("0.00")
_NAMES = ("agreement_id", "currency", "settled_in")
_SUMS = ("net", "earned", "marketing_fund", "common_fund")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Royalties under an agreement from sales in one currency.

    `net` are sales without tax, delivery and discounts. `settled` is the royalty in the currency of
    the agreement; `unconverted` accruals wait for an exchange rate and are not in it.
    """

    agreement: Agreement
    currency: str
    net: Decimal
    earned: Decimal
    marketing_fund: Decimal
    common_fund: Decimal
    settled_in: str
    settled: Decimal
    unconverted: int


def royalty_statement(
    agreements: QuerySet[Agreement], first: date, last: date
) -> list[StatementRow]:
    """Return the royalties of some agreements between two days, both included.

    Agreements in force with an advance or a guarantee have a row without sales too. Sorted by
    rights holder, licensee and number of the agreement; three queries.
    """
    since = datetime.combine(first, time.min, UTC)
    until = datetime.combine(last + timedelta(days=1), time.min, UTC)
    waiting = Q(settled__isnull=True, conversion__isnull=True)
    groups = (
        RoyaltyAccrual.objects.filter(
            agreement__in=agreements, created_at__gte=since, created_at__lt=until
        )
        .values(*_NAMES)
        .annotate(
            **{f"sum_{name}": Sum(name) for name in _SUMS},
            sum_settled=Sum(Coalesce("settled", "conversion__settled")),
            unconverted=Count("pk", filter=waiting),
        )
        .order_by()
    )
    rows = list(groups)
    found = Agreement.objects.select_related("licensor", "licensee").in_bulk(
        {row["agreement_id"] for row in rows}
    )
    statement = [
        StatementRow(
            agreement=found[row["agreement_id"]],
            currency=row["currency"],
            settled_in=row["settled_in"],
            settled=row["sum_settled"] or ZERO,
            unconverted=row["unconverted"],
            **{name: row[f"sum_{name}"] for name in _SUMS},
        )
        for row in rows
    ]
    owing = agreements.filter(
        Q(advance__gt=0) | ~Q(minimum_guarantees=[]),
        status=Agreement.Status.ACTIVE,
        term__overlap=(since, until),
    ).exclude(pk__in=found)
    statement += [_without_sales(row) for row in owing.select_related("licensor", "licensee")]
    return sorted(statement, key=_position)


def _without_sales(agreement: Agreement) -> StatementRow:
    return StatementRow(
        agreement=agreement,
        currency=agreement.currency,
        settled_in=agreement.currency,
        settled=ZERO,
        unconverted=0,
        **dict.fromkeys(_SUMS, ZERO),
    )


def _position(row: StatementRow) -> tuple[str, ...]:
    agreement = row.agreement
    return (
        agreement.licensor.name,
        agreement.licensee.legal_name,
        agreement.number,
        row.currency,
        row.settled_in,
    )
