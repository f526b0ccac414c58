"""App configuration of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Double entry per currency; rows are only ever added."""

    name = "shop.finance.ledger"
    label = "ledger"
