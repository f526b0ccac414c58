"""Retries of failed jobs with growing pauses; after the last one the job stays failed.

Failed jobs are kept and listed on the dashboard, where staff may run them again.
"""

from dataclasses import dataclass

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

HOUR = 3600


@dataclass(frozen=True, slots=True)
class GrowingPause(BaseRetryStrategy):
    """Retry a job after 2, 4, 8, … seconds, at most `longest_s` apart, `max_attempts` times."""

    max_attempts: int
    longest_s: int = 6 * HOUR

    def pause_s(self, attempts: int) -> int:
        """Return the pause after a number of attempts."""
        return min(2 ** min(attempts + 1, 30), self.longest_s)

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """Return when to retry the job, or None if it has failed permanently."""
        if job.attempts >= self.max_attempts:
            return None
        return RetryDecision(retry_in={"seconds": self.pause_s(job.attempts)})


PATIENT = GrowingPause(max_attempts=25)  # about three days, for outages of an outside service
BRIEF = GrowingPause(max_attempts=12, longest_s=HOUR)  # about three hours
