"""Secrets that each process of the shop needs: web server, worker, migration.

A process gets a random value in place of each secret that it does not need.
"""

import secrets
from collections.abc import Mapping

NOT_NEEDED: Mapping[str, tuple[str, ...]] = {
    "web": (),
    "worker": ("STRIPE_WEBHOOK_SECRET",),
    "migrate": (
        "STRIPE_SECRET_KEY",
        "STRIPE_PUBLISHABLE_KEY",
        "STRIPE_WEBHOOK_SECRET",
        "EMAIL_URL",
    ),
}
PREFIXES = {
    "STRIPE_SECRET_KEY": "rk_",
    "STRIPE_PUBLISHABLE_KEY": "pk_",
    "STRIPE_WEBHOOK_SECRET": "whsec_",
    "EMAIL_URL": "smtps://unused.invalid/",
}


def stand_ins(process: str) -> dict[str, str]:
    """Return random values for the secrets that this process does not need."""
    return {name: PREFIXES[name] + secrets.token_hex(24) for name in NOT_NEEDED.get(process, ())}
