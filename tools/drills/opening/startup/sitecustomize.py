"""Loaded by the processes of the opening drill: Stripe's client trusts the drill's authority.

The client takes its authorities from a file of its own, which no variable changes.
"""

import os

import stripe

stripe.ca_bundle_path = os.environ["SSL_CERT_FILE"]
