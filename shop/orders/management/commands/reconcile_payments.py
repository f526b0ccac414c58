"""`reconcile_payments`: settle and expire orders now, instead of waiting for the scheduled jobs."""

from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders


class Command(BaseCommand):
    """Run the reconciler and the sweeper; safe to repeat and beside a running worker."""

    help = "Fetch unsettled payments from Stripe and expire orders whose reservation has ended."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Reconcile and sweep; print how many were processed."""
        self.stdout.write(f"expired orders processed: {sweep_expired_orders()}")
        self.stdout.write(f"unsettled payments processed: {reconcile_payments(hurry=True)}")
