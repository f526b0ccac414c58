"""Load the drawn products: the first edition of each by the services, later editions by COPY."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import batched, chain, repeat
from math import inf

import psycopg
from django.db import connection
from rich.progress import Progress, TaskID

from catalog.models import Product
from shop.commerce.listing.bitmaps.writing import write_bitmaps
from shop.commerce.listing.rollup import write_rollup
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
COPIERS = 2
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
        batches = batched(later, COPIED, strict=False)
        for asked, copied in _copy(copier, batches, COPIERS if is_deferred else 1):
            written += copied
            progress.advance(bar, asked)
        if owner is not None:
            _build(owner, progress)
    return written


def _copy(
    copier: Copier, batches: Iterator[tuple[DrawnProduct, ...]], copiers: int
) -> Iterator[tuple[int, int]]:
    """Copy batches; yield the length of each and the number of products that were missing.

    Each of several copiers is a thread with its own connection: lines are put together while the
    database writes others. Without triggers and foreign keys they do not wait for each other.
    """
    if copiers == 1:
        for batch in batches:
            yield len(batch), copier.copy_batch(batch)
        return
    with ThreadPoolExecutor(copiers) as pool:
        running: set[Future[tuple[int, int]]] = set()
        for batch in chain(batches, repeat(())):
            if batch:
                running.add(pool.submit(_copy_in_thread, copier, batch))
            if not running:
                return
            if not batch or len(running) > copiers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (copied.result() for copied in done)


def _copy_in_thread(copier: Copier, batch: tuple[DrawnProduct, ...]) -> tuple[int, int]:
    try:
        return len(batch), copier.copy_batch(batch)
    finally:
        connection.close()


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
    # Without both, lists would be counted one by one until their jobs run.
    write_rollup()
    write_bitmaps(longest_s=inf)
