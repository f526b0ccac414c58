"""The cache in Redis, loaded only by a shop with `REDIS_URL`: the client takes 20 MB."""

import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from structlog import get_logger

from shop.settings.cache import CACHE_TABLE, MOST_ENTRIES

log = get_logger("shop.settings.cache")
ASK_AGAIN_AFTER_S = 5.0
TIMEOUT_S = 0.5


def _or_database(operation: str) -> Callable[..., Any]:
    """Return an operation that uses Redis, or the database while Redis does not answer."""

    def method(self: "RedisOrDatabaseCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.away_until:
            try:
                return getattr(RedisCache, operation)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self.away_until = time.monotonic() + ASK_AGAIN_AFTER_S
                log.warning("cache.redis_unavailable", reason=type(error).__name__)
        return getattr(self.database, operation)(*args, **kwargs)

    return method


class RedisOrDatabaseCache(RedisCache):
    """Django's cache in Redis, or in the database; after a failure it waits before using Redis
    again.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "socket_connect_timeout": TIMEOUT_S,
            "socket_timeout": TIMEOUT_S,
            "retry": Retry(NoBackoff(), 0),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self.database = DatabaseCache(
            CACHE_TABLE, {**params, "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}}
        )
        self.away_until = 0.0

    add = _or_database("add")
    get = _or_database("get")
    set = _or_database("set")
    touch = _or_database("touch")
    delete = _or_database("delete")
    get_many = _or_database("get_many")
    set_many = _or_database("set_many")
    delete_many = _or_database("delete_many")
    has_key = _or_database("has_key")
    incr = _or_database("incr")
    clear = _or_database("clear")
