"""The client of Redis, loaded only by a shop with `REDIS_URL`: it takes 20 MB."""

from functools import cache

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

__all__ = ["RedisError", "redis_at"]
TIMEOUT_S = 0.5


@cache
def redis_at(url: str) -> Redis:
    """Return the client of an address; it does not try twice, as the database counts meanwhile."""
    return Redis.from_url(
        url,
        socket_connect_timeout=TIMEOUT_S,
        socket_timeout=TIMEOUT_S,
        retry=Retry(NoBackoff(), 0),
    )
