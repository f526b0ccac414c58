"""The cache of all processes: Redis, or an UNLOGGED table of PostgreSQL while Redis is unavailable.

Rate limits and used one-time codes of accounts are stored there. All processes always share one
store, so no limit is multiplied by the number of processes.
"""

from typing import Any

CACHE_TABLE = "limits_cache"
MOST_ENTRIES = 100_000


def cache_settings(redis_url: str | None) -> dict[str, Any]:
    """Return Django's settings of the default cache."""
    if redis_url:
        return {"BACKEND": "shop.settings.redis_cache.RedisOrDatabaseCache", "LOCATION": redis_url}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": CACHE_TABLE,
        "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES},
    }
