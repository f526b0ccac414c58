"""A stand-in for Stripe: its API, a Stripe.js and signed webhooks, in a process of its own.

The shop reaches it by URL only. What it covers and where it differs from Stripe is in README.md.
"""

API_VERSION = "2026-10-28.endive"
"""The API version stamped on events: the one the installed `stripe` client pins."""
