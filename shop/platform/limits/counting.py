"""The rate limiter: counters in a store shared by all processes.

Redis counts while `REDIS_URL` is set and it responds; otherwise an UNLOGGED table of PostgreSQL
does, in one statement. Keys of counters are keyed hashes, so no address or code is stored.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import batched
from math import ceil
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac
from structlog import get_logger

from shop.platform.database.prepared import fetch_rows
from shop.platform.limits.errors import TooManyTries
from shop.platform.limits.rates import Rate

log = get_logger(__name__)
SALT = "shop.limits"
ASK_AGAIN_AFTER_S = 5.0
# The rows are taken in the order of their keys, so that two requests never wait for each other.
COUNT = """
    insert into limits_ratecount as c (key, tries, ends_at)
    select key, 1, statement_timestamp() + seconds * interval '1 second'
    from unnest(%(keys)s::text[], %(seconds)s::int[]) as tried (key, seconds) order by key
    on conflict (key) do update set
        tries = case when c.ends_at <= statement_timestamp() then 1 else c.tries + 1 end,
        ends_at = case when c.ends_at <= statement_timestamp() then excluded.ends_at
                       else c.ends_at end
    returning key, tries, extract(epoch from ends_at - statement_timestamp())::float
"""
FORGIVE = "update limits_ratecount set tries = tries - 1 where key = any(%s) and tries > 0"
_redis_away_until = 0.0


def limits_apply() -> bool:
    """Return whether limits are in force; `LIMITS_FACTOR=0` lifts them for load tools."""
    return bool(settings.ENV.LIMITS_FACTOR)


def count_try(rate: Rate, who: str) -> None:
    """Count one attempt. Raises `TooManyTries` above the limit."""
    count_tries([(rate, who)])


def count_tries(limits: Sequence[tuple[Rate, str]]) -> None:
    """Count one attempt for several limits together, in one statement.

    Raises `TooManyTries` for the first limit that is exceeded; the attempt is not counted for the
    limits after it, so that a refused client does not use up what others share with it.
    """
    if not limits or not limits_apply():
        return
    keys = [_key(rate, who) for rate, who in limits]
    counted = _count({key: rate.seconds for key, (rate, _) in zip(keys, limits, strict=True)})
    for number, (rate, _) in enumerate(limits):
        tries, wait = counted[keys[number]]
        if tries > rate.most * settings.ENV.LIMITS_FACTOR:
            _forgive(keys[number + 1 :])
            raise TooManyTries(limit=rate.name, wait=max(1, ceil(wait)))


def forgive_try(rate: Rate, who: str) -> None:
    """Undo one counted attempt after a success."""
    _forgive([_key(rate, who)])


def count_failures[T](look: Callable[[], T], limits: list[tuple[Rate, str]]) -> T:
    """Look up a code; only failed lookups stay counted.

    The attempt is counted first, so simultaneous attempts cannot exceed the limit together. Raises
    `TooManyTries`, also for a correct code.
    """
    count_tries(limits)
    result = look()
    _forgive([_key(rate, who) for rate, who in limits])
    return result


def delete_old_counts() -> int:
    """Delete counters whose window has ended; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("delete from limits_ratecount where ends_at < statement_timestamp()")
        counts: int = cursor.rowcount
        cursor.execute("delete from limits_cache where expires < statement_timestamp()")
    return counts


def _key(rate: Rate, who: str) -> str:
    return salted_hmac(f"{SALT}.{rate.name}", who, algorithm="sha256").hexdigest()


def _count(windows: Mapping[str, int]) -> dict[str, tuple[int, float]]:
    """Count an attempt for each key, whose window has the given seconds; return tries and wait."""

    def count(store: Any) -> dict[str, tuple[int, float]]:
        pipe = store.pipeline(transaction=True)
        for key, seconds in windows.items():
            pipe.set(f"limit:{key}", 0, ex=seconds, nx=True)
            pipe.incr(f"limit:{key}")
            pipe.ttl(f"limit:{key}")
        answers = iter(pipe.execute())
        return {
            key: (int(tries), float(wait))
            for key, (_, tries, wait) in zip(windows, batched(answers, 3, strict=True), strict=True)
        }

    if (counted := _in_redis(count)) is not None:
        return counted
    rows = fetch_rows(COUNT, {"keys": list(windows), "seconds": list(windows.values())})
    return {key: (tries, wait) for key, tries, wait in rows}


def _forgive(keys: Sequence[str]) -> None:
    if not keys or not limits_apply():
        return

    def forgive(store: Any) -> list[int]:
        pipe = store.pipeline(transaction=True)
        for key in keys:
            pipe.decr(f"limit:{key}")
        return list(pipe.execute())

    if _in_redis(forgive) is None:
        with connection.cursor() as cursor:
            cursor.execute(FORGIVE, [list(keys)])


def _in_redis[T](operation: Callable[[Any], T]) -> T | None:
    """Return the result of Redis; None without Redis, and for a while after a failure."""
    global _redis_away_until  # noqa: PLW0603  one state of this process
    if not settings.ENV.REDIS_URL or time.monotonic() < _redis_away_until:
        return None
    client = import_module("shop.platform.limits.redis_client")
    try:
        return operation(client.redis_at(settings.ENV.REDIS_URL))
    except (client.RedisError, OSError) as error:
        _redis_away_until = time.monotonic() + ASK_AGAIN_AFTER_S
        log.warning("limits.redis_unavailable", reason=type(error).__name__)
        return None
