"""The state of an agreement at an instant, from its stored status, its term and its end dates."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from shop.platform.core.local_time import days_later

if TYPE_CHECKING:
    from licensing.models import Agreement


class State(StrEnum):
    """A stored status, or a state derived from it and the time."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    SIGNED = "SIGNED"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    EXPIRED = "EXPIRED"
    SELL_OFF = "SELL_OFF"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"

    @property
    def label(self) -> str:
        """The state as staff read it."""
        return self.value.replace("_", "-" if self is State.SELL_OFF else " ").capitalize()


def state_at(agreement: "Agreement", at: datetime) -> State:
    """Return the state at an instant.

    An agreement that was activated before its term begins counts as signed until then.
    """
    stored = State(agreement.status)
    if stored not in {State.ACTIVE, State.REVOKED}:
        return stored
    if agreement.revoked_from is not None and agreement.revoked_from <= at:
        return State.REVOKED
    start, end = agreement.term.lower, agreement.term.upper
    if start is not None and at < start:
        return State.SIGNED
    over = end is not None and at >= end
    tail = sell_off_end(agreement)
    if over and (tail is None or at >= tail):
        return State.EXPIRED if tail is None else State.CLOSED
    if agreement.suspended_from is not None and agreement.suspended_from <= at:
        return State.SUSPENDED
    return State.SELL_OFF if over else State.ACTIVE


def sell_off_end(agreement: "Agreement") -> datetime | None:
    """Return when the sell-off after a natural expiry ends, or None if there is no sell-off."""
    end = agreement.term.upper
    if end is None or not agreement.sell_off_days:
        return None
    if agreement.revoked_from is not None and agreement.revoked_from <= end:
        return None
    return days_later(end, agreement.sell_off_days, agreement.time_zone)
