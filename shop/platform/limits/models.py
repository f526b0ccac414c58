"""Counters of rate limits for the time without Redis, and the table of the shared cache."""

from typing import ClassVar

from django.db import models


class RateCount(models.Model):
    """Attempts of one client within one window; `key` is a keyed hash. The table is UNLOGGED."""

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tries} tries until {self.ends_at}"


class CacheEntry(models.Model):
    """A row of Django's database cache, as `createcachetable` would make it. UNLOGGED too."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "limits_cache"
        verbose_name_plural: ClassVar = "cache entries"

    def __str__(self) -> str:
        return self.cache_key
