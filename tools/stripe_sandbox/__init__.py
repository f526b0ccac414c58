"""A stand-in for Stripe: its API, a Stripe.js and signed webhooks, in a separate process.

The shop connects to it by URL only. README.md lists its coverage and its differences from Stripe.
"""

API_VERSION = "2026-10-28.endive"
"""The API version stamped on events: the one the installed `stripe` client pins."""
