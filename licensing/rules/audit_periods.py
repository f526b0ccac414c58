"""How long audits hold, one after another; pure."""

from collections.abc import Iterable
from datetime import date


def audited_until(audits: Iterable[tuple[date, date]], day: date) -> date | None:
    """Return the first day from `day` on without an audit; None when `day` has none itself."""
    until: date | None = None
    for start, end in sorted(audits):
        if start <= (until or day) < end:
            until = end
    return until
