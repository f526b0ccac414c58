"""Redis as the cache of all processes; while it does not answer, each has a cache of its own.

Nothing is sold or refused by what lies in the cache, but limits on how often something may be tried
are kept there. They hold for each process then: less strict, and better than none or than no sales.
"""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from structlog import get_logger

log = get_logger(__name__)
ASK_AGAIN_AFTER_S = 5.0
TIMEOUT_S = 0.5


def _or_own(operation: str) -> Callable[..., Any]:
    """Return an operation on Redis that, if it cannot be done there, is done on the own cache."""

    def method(self: "RedisOrOwnCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.away_until:
            try:
                return getattr(RedisCache, operation)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self.away_until = time.monotonic() + ASK_AGAIN_AFTER_S
                log.warning("cache.away", reason=type(error).__name__)
        return getattr(self.own, operation)(*args, **kwargs)

    return method


class RedisOrOwnCache(RedisCache):
    """Django's cache in Redis, that goes on without it; after a failure it waits to ask again."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "socket_connect_timeout": TIMEOUT_S,
            "socket_timeout": TIMEOUT_S,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self.own = LocMemCache("while-redis-is-away", params)
        self.away_until = 0.0

    add = _or_own("add")
    get = _or_own("get")
    set = _or_own("set")
    touch = _or_own("touch")
    delete = _or_own("delete")
    get_many = _or_own("get_many")
    set_many = _or_own("set_many")
    delete_many = _or_own("delete_many")
    has_key = _or_own("has_key")
    incr = _or_own("incr")
    clear = _or_own("clear")
