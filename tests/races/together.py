"""Real threads, each with its own connection, that start at the same instant."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from shop.orders.invariants.registry import check_invariants
from shop.platform.core.errors import DomainError

WAIT_S = 30


def all_at_once[T](works: Sequence[Callable[[], T]]) -> list[T | DomainError]:
    """Run each function in a thread of its own; return results and refusals in the given order."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], T]) -> T | DomainError:
        barrier.wait(WAIT_S)
        try:
            return work()
        except DomainError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works, timeout=WAIT_S))


def broken_rules() -> list[str]:
    """Return every invariant that does not hold now."""
    return [f"{found.name}: {found.detail}" for found in check_invariants() if not found.holds]
