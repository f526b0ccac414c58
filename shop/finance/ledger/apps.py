"""App configuration of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Double-entry ledger by currency; append-only."""

    name = "shop.finance.ledger"
    label = "ledger"
