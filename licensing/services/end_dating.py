"""Early ends of windows. The row and its start are kept."""

from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import AlreadyEnded, BackDated

INSTANT = timedelta(microseconds=1)


def shorten_window(
    window: DateTimeTZRange, *, at: datetime, effective_at: datetime | None = None
) -> DateTimeTZRange:
    """Return the window with an earlier end; a window that has not started ends as it starts.

    `at` is now and the new end, unless `effective_at` is a later instant. Raises `BackDated`,
    `AlreadyEnded`.
    """
    end = effective_at or at
    if end < at:
        raise BackDated(now=at, effective_at=end, field="effective_at")
    if window.upper is not None and window.upper <= end:
        raise AlreadyEnded(since=window.upper)
    return DateTimeTZRange(window.lower, max(end, window.lower + INSTANT) if window.lower else end)
