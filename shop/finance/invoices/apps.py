"""App configuration of invoices."""

from django.apps import AppConfig


class InvoicesConfig(AppConfig):
    """Invoices, credit notes, and the reports made of them; append-only."""

    name = "shop.finance.invoices"
    label = "invoices"
