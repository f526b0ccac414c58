"""Windows that are cut short: what ends keeps its row and its beginning."""

from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from licensing.errors import BackDated, EndedAlready

INSTANT = timedelta(microseconds=1)


def cut_short(
    window: DateTimeTZRange, *, at: datetime, effective_at: datetime | None = None
) -> DateTimeTZRange:
    """Return the window with an earlier end; one that has not begun is over as it begins.

    `at` is now, the end is then unless `effective_at` names a later instant. Raises `BackDated`,
    `EndedAlready`.
    """
    end = effective_at or at
    if end < at:
        raise BackDated(now=at, effective_at=end, field="effective_at")
    if window.upper is not None and window.upper <= end:
        raise EndedAlready(since=window.upper)
    return DateTimeTZRange(window.lower, max(end, window.lower + INSTANT) if window.lower else end)
