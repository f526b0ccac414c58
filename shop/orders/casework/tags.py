"""Tags of orders: words in lower case, by which staff find orders again."""

from django.db import transaction
from django.db.models import QuerySet

from shop.orders.casework.errors import TagRefused
from shop.orders.casework.models import OrderTag
from shop.oscar.order.models import Order
from shop.platform.core.typed_text import plain_text

LONGEST = 30
MOST = 10


@transaction.atomic
def add_tag(*, order: Order, name: str, by_id: int) -> None:
    """Attach a tag to an order; attaching it again changes nothing. Raises `TagRefused`."""
    tag = plain_text(name).lower()
    if not tag:
        raise TagRefused(reason="empty")
    if len(tag) > LONGEST:
        raise TagRefused(reason="too_long", most=LONGEST)
    locked = Order.objects.select_for_update().get(pk=order.pk)
    tags = OrderTag.objects.filter(order=locked)
    if not tags.filter(name=tag).exists():
        if tags.count() >= MOST:
            raise TagRefused(reason="too_many", most=MOST)
        OrderTag.objects.create(order=locked, name=tag, by_id=by_id)


def remove_tag(*, order: Order, name: str) -> None:
    """Remove a tag from an order; a tag that is not there is ignored."""
    OrderTag.objects.filter(order=order, name=name).delete()


def tag_names() -> QuerySet[OrderTag, str]:
    """Return the names of all tags in use, in alphabetical order."""
    return OrderTag.objects.order_by("name").values_list("name", flat=True).distinct()
