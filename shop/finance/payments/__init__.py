"""Payments: attempts, Stripe's events, the gateway."""
