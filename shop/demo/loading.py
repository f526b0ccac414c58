"""Load the drawn products: the first edition of each by the services, later editions by COPY."""

from collections.abc import Sequence
from itertools import batched

import psycopg
from rich.progress import Progress, TaskID

from catalog.models import Product
from shop.demo.copying import TABLES, TRAILS, Copier
from shop.demo.deferred_schema import (
    build_after_load,
    connect_as_owner,
    count_deferred,
    drop_for_load,
)
from shop.demo.plan import DrawnProduct, plan_product
from shop.demo.products import ReferenceRows, write_batch

BATCH, COPIED = 50, 5_000
LEARNED = 4_000  # so many products have each subject with each of its sports, but for a few
DEFER_FROM = 50_000  # missing products for which it pays to build the indexes afterwards


def load_products(drawn: Sequence[DrawnProduct], progress: Progress, *, defer_from: int) -> int:
    """Write the missing products; return their number.

    A batch is one transaction: a stopped load is continued by the next one. If at least
    `defer_from` are missing, indexes, foreign keys and triggers are left out until the end.
    """
    reference = ReferenceRows()
    bar = progress.add_task("products", total=len(drawn))
    first = [product for product in drawn if product.edition == 1]
    later = drawn[len(first) :]
    written = 0
    for batch in batched(first, BATCH, strict=False):
        written += write_batch([plan_product(product) for product in batch], reference)
        progress.advance(bar, len(batch))
    with connect_as_owner() as owner:
        is_deferred = owner is not None and _is_worthwhile(owner, later, defer_from)
        copier = Copier(reference, without_triggers=is_deferred)
        if owner is not None and is_deferred:
            copier.learn(later[:LEARNED])  # which reads by indexes
            drop_for_load(owner, TABLES + TRAILS)
        for batch in batched(later, COPIED, strict=False):
            written += copier.copy_batch(batch)
            progress.advance(bar, len(batch))
        if owner is not None:
            _build(owner, progress)
    return written


def _is_worthwhile(
    owner: psycopg.Connection, later: Sequence[DrawnProduct], defer_from: int
) -> bool:
    if count_deferred(owner):
        return True
    tops = Product.objects.top_level().count()
    return len(later) - tops >= defer_from


def _build(owner: psycopg.Connection, progress: Progress) -> None:
    number = count_deferred(owner)
    if not number:
        return
    bar: TaskID = progress.add_task("indexes", total=number)
    for name in build_after_load(owner, TABLES + TRAILS):
        progress.update(bar, description=name, advance=1)
