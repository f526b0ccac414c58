"""Timed transitions: processing payments and pending refunds end by themselves, and the balance is
paid out every day, also after a restart.
"""

import asyncio
import logging
import time

from tools.stripe_sandbox import confirming, payouts, refunds
from tools.stripe_sandbox.context import Call, Sandbox, private
from tools.stripe_sandbox.store import Record

log = logging.getLogger("stripe_sandbox")


class OutcomeScheduler:
    """Ends a payment or refund when it is due, unless it ended before; makes daily payouts."""

    def __init__(self) -> None:
        self._box: Sandbox | None = None

    def start(self, box: Sandbox) -> None:
        """Schedule the objects left by an earlier process."""
        self._box = box
        for kind in ("payment_intent", "refund"):
            for record in box.store.every(kind):
                if is_waiting(record):
                    self.watch(record)
        if box.options.daily_payouts:
            self._await_midnight(box)
            if payouts.missed_payout(box.store, time.time()):
                self._pay_out(box)

    def _await_midnight(self, box: Sandbox) -> None:
        delay = payouts.DAY_S - time.time() % payouts.DAY_S
        asyncio.get_running_loop().call_later(delay, self._pay_out_daily, box)

    def _pay_out_daily(self, box: Sandbox) -> None:
        self._await_midnight(box)
        self._pay_out(box)

    @staticmethod
    def _pay_out(box: Sandbox) -> None:
        payouts.pay_out(Call(box))
        box.store.commit()

    def watch(self, record: Record) -> None:
        """End the payment or refund when it is due."""
        delay = max(0.0, private(record)["due"] - time.time())
        loop = asyncio.get_running_loop()
        loop.call_later(delay, self._end, record["object"], record["id"])

    def _end(self, kind: str, identifier: str) -> None:
        if self._box is None:
            return
        record = self._box.store.find(kind, identifier)
        if record is None or not is_waiting(record):
            return
        end_waiting(Call(self._box), record, fails=private(record)["fails"])
        self._box.store.commit()


def is_waiting(record: Record) -> bool:
    """Return whether the payment or refund still has to end by itself."""
    if "due" not in private(record):
        return False
    return record["status"] == "processing" or (
        record["object"] == "refund" and "ended" not in private(record)
    )


def end_waiting(call: Call, record: Record, *, fails: bool) -> Record:
    """End a payment or refund now."""
    if record["object"] == "payment_intent":
        return confirming.settle(call, record, fails=fails)
    private(record)["ended"] = True
    return refunds.settle(call, record, fails=fails)
