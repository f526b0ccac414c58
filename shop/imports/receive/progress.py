"""How far a step of an upload is, for whoever looks at its page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shop.imports.models import Upload
from shop.platform.database.clock import TransactionTimestamp

Tell = Callable[[int, int], object]  # rows done and in all, for a progress bar


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows done of all, per second, and the seconds that are left; None: not known yet."""

    done: int
    total: int
    per_second: float | None
    seconds_left: float | None

    @property
    def percent(self) -> int:
        """Of the present step."""
        return 100 * self.done // self.total if self.total else 0


def begin_step(upload: Upload, total: int, done: int = 0) -> None:
    """Write down that a step begins."""
    Upload.objects.filter(pk=upload.pk).update(
        step_done=done, step_total=total, step_began_at=TransactionTimestamp()
    )


def tell(upload: Upload, done: int, total: int, also: Tell | None = None) -> None:
    """Write down how far it is, with the rows of the same transaction."""
    Upload.objects.filter(pk=upload.pk).update(step_done=done, step_total=max(done, total))
    if also:
        also(done, max(done, total))


def progress_of(upload: Upload, at: datetime) -> Progress:
    """Return how far the present step is."""
    done, total = upload.step_done, upload.step_total
    began = upload.step_began_at
    seconds = (at - began).total_seconds() if began else 0
    rate = done / seconds if seconds > 0 and done else None
    left = (total - done) / rate if rate and total > done else None
    return Progress(done, total, rate, left)
