"""Payments: attempts, events of Stripe, refunds and disputes."""
