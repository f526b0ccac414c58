"""A licensee's system that sends a count again before it was answered, while fans buy."""

from functools import partial

from django.db import transaction

from shop.commerce.inventory.count_feed import set_counts
from shop.commerce.inventory.models import StockMovement
from shop.commerce.inventory.routing import RequestedUnits
from shop.commerce.inventory.services import reserve
from shop.orders.invariants.registry import check_invariants
from shop.oscar.partner.models import StockRecord
from shop.platform.database.clock import database_now
from tests.inventory.test_ledger import RULES
from tests.races.together import all_at_once
from tools.testing.factories.catalog import RightsWorld
from tools.testing.factories.orders import empty_order


def hold(product_id: int) -> bool:
    with transaction.atomic():
        reserve(
            order=empty_order(),
            requested=[RequestedUnits(product_id, 1)],
            expires_at=database_now(),
        )
    return True


def test_a_count_sent_many_times_at_once_is_booked_once(committed_world: RightsWorld) -> None:
    product = committed_world.product(sku="PIN-1", stock=10)
    count = partial(
        set_counts,
        licensee=committed_world.licensee,
        counts=[{"sku": "PIN-1", "location": "MAIN", "counted": 25}],
        by_id=committed_world.author_id,
        reason="counted",
    )
    same = [partial(count, key="one")] * 4
    answers = all_at_once([*same, count, *[partial(hold, product.pk)] * 4])
    assert all(answer == answers[0] for answer in answers[:4])
    record = StockRecord.objects.get(product=product)
    assert (record.num_in_stock, record.num_held) == (25, 4)
    (booked,) = StockMovement.objects.filter(kind="ADJUSTED")
    assert booked.in_stock == 15
    assert all(rule.holds for rule in check_invariants() if rule.name in RULES)
