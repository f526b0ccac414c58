"""`reconcile_payments`: finish at once what webhooks, return pages and the clock left undone."""

from typing import Any

from django.core.management.base import BaseCommand

from shop.orders.payment.expiry import reconcile_payments, sweep_expired_orders


class Command(BaseCommand):
    """Do by hand what the periodic jobs do; safe to repeat, beside a running worker too."""

    help = "Ask Stripe about unsettled payments and give up orders whose hold is over."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Reconcile and sweep, and say how many were looked at."""
        self.stdout.write(f"expired orders looked at: {sweep_expired_orders()}")
        self.stdout.write(f"unsettled payments looked at: {reconcile_payments(hurry=True)}")
