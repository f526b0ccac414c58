"""Return policies of markets: which one applies to a product, and changes by staff."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from structlog import get_logger

from licensing.models import ProductCategory
from shop.commerce.markets.models import Market
from shop.orders.returns.models import ReturnPolicy
from shop.orders.returns.rules import Policy
from shop.oscar.order.models import Line
from shop.platform.database.compiled_reads import CompiledRead

log = get_logger(__name__)
_PARENTS: CompiledRead[Any] = CompiledRead(
    lambda: ProductCategory.objects.values_list("pk", "parent_id")
)
_POLICIES = CompiledRead(lambda market: ReturnPolicy.objects.filter(market=market))


@transaction.atomic
def save_policy(*, policy: ReturnPolicy, by_id: int | None) -> ReturnPolicy:
    """Add a return policy or save its changes; return it. Raises `ValidationError` by field."""
    Market.objects.select_for_update(no_key=True).get(pk=policy.market_id)
    others = ReturnPolicy.objects.filter(market=policy.market_id, category=policy.category_id)
    if others.exclude(pk=policy.pk).exists():
        raise ValidationError(
            {"category": "There is already a return policy for this market and category."}
        )
    if policy.days and policy.exclusion in {"PERSONALIZED", "PERISHABLE", "DIGITAL"}:
        raise ValidationError({"days": "Enter 0: these goods are excluded from returns."})
    policy.full_clean()
    policy.save()
    log.info("return_policy.saved", policy=policy.pk, by=by_id)
    return policy


@transaction.atomic
def remove_policy(*, policy: ReturnPolicy, by_id: int | None) -> None:
    """Delete a return policy; the policy of the category above applies then."""
    log.info("return_policy.removed", policy=policy.pk, by=by_id)
    policy.delete()


def policies_of(market_id: int, lines: Sequence[Line]) -> dict[int, Policy]:
    """Return the policy of each line by its id: of its category, one above it, or all others.

    Without any, only rights by law apply.
    """
    rows = {row.category_id: row for row in _POLICIES.rows(market=market_id)}
    parents: Mapping[int, int | None] = {}
    if rows.keys() - {None}:
        parents = dict(_PARENTS.rows())
    return {line.pk: _pick(rows, parents, line) for line in lines}


def _pick(
    rows: Mapping[int | None, ReturnPolicy], parents: Mapping[int, int | None], line: Line
) -> Policy:
    category = line.product.top.rights_category_id if line.product else None
    while category is not None and category not in rows:
        category = parents.get(category)
    row = rows.get(category)
    if row is None:
        return Policy()
    return Policy(days=row.days, postage=row.postage, exclusion=row.exclusion)
